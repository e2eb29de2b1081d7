import { afterAll } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeStoreContract } from "../contract.ts";
import { describeSearchContract } from "../search-contract.ts";
import { openSqliteStore } from "./store.ts";

const dir = mkdtempSync(join(tmpdir(), "hearth-store-"));
afterAll(() => rmSync(dir, { recursive: true }));

let opened = 0;
const openStore = () => openSqliteStore(join(dir, `${++opened}.db`));
describeStoreContract("the SQLite store", openStore);
describeSearchContract("the SQLite store", openStore);
