import { createIds } from "../../ids.ts";
import { describeStoreContract } from "../contract.ts";
import { describeSearchContract } from "../search-contract.ts";
import { openMemoryStore } from "./store.ts";

const openStore = async () => openMemoryStore(createIds());
describeStoreContract("the memory store", openStore);
describeSearchContract("the memory store", openStore);
