import type { Database } from "bun:sqlite";
import { afterAll, afterEach, beforeEach, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openReader, openWriter } from "./open.ts";
import { Snapshot } from "./snapshot.ts";

const dir = mkdtempSync(join(tmpdir(), "hearth-snapshot-"));
afterAll(() => rmSync(dir, { recursive: true }));

let files = 0;
let writer: Database;
let reader: Database;
let snapshot: Snapshot;

beforeEach(() => {
  const path = join(dir, `${++files}.db`);
  writer = openWriter(path);
  writer.run("CREATE TABLE notes (text TEXT)");
  reader = openReader(path);
  snapshot = new Snapshot(reader);
});
afterEach(() => {
  snapshot.end();
  reader.close();
  writer.close();
});

const write = (text: string): unknown => writer.query("INSERT INTO notes VALUES (?)").run(text);
const read = (): unknown[] => {
  snapshot.begin();
  return reader
    .query("SELECT text FROM notes")
    .values()
    .map(([text]) => text);
};
const endOfTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("a snapshot", () => {
  test("[STO27] shows one moment for as long as the turn lasts", async () => {
    write("first");
    expect(read()).toEqual(["first"]);
    write("second");
    await Promise.resolve();
    expect(read()).toEqual(["first"]);
    await endOfTurn();
    expect(read()).toEqual(["first", "second"]);
  });

  test("[STO27] shows what was written once it was ended, in the same turn", () => {
    expect(read()).toEqual([]);
    write("first");
    snapshot.end();
    expect(read()).toEqual(["first"]);
  });

  test("is left behind by its turn, so that the log can be emptied", async () => {
    write("first");
    read();
    await endOfTurn();
    expect(reader.inTransaction).toBe(false);
    const busy = writer.query("PRAGMA wal_checkpoint(TRUNCATE)").get();
    expect(busy).toMatchObject({ busy: 0 });
  });

  test("that something else ended, as a failed reading may, is begun anew", async () => {
    read();
    reader.run("ROLLBACK");
    write("first");
    await endOfTurn();
    expect(read()).toEqual(["first"]);
  });
});
