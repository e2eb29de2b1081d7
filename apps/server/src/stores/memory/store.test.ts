import { createIds } from "../../ids.ts";
import { describeStoreContract } from "../contract.ts";
import { openMemoryStore } from "./store.ts";

describeStoreContract("the memory store", async () => openMemoryStore(createIds()));
