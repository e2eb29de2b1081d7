import { Database } from "bun:sqlite";
import { afterAll, describe, expect, test } from "bun:test";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "@hearth/test-kit";
import { createIds } from "../../ids.ts";
import { Scene } from "../scene.ts";
import { DataError, openReader, openWriter, releasePages } from "./open.ts";
import { steps } from "./schema.ts";
import { openSqliteStore } from "./store.ts";
import { SqliteWriter } from "./writer.ts";

const dir = mkdtempSync(join(tmpdir(), "hearth-database-"));
afterAll(() => rmSync(dir, { recursive: true }));

let files = 0;
const newPath = (): string => join(dir, `${++files}.db`);

async function openScene(path = newPath()) {
  const store = await openSqliteStore(path);
  const scene = new Scene(store);
  return { path, store, scene };
}

/** The sentence for the host when the database cannot be opened. */
async function problemOf(path: string): Promise<string> {
  const done = await openSqliteStore(path).catch((error: unknown) => error);
  if (done instanceof DataError) return done.message;
  throw new Error(`opened, or failed otherwise: ${String(done)}`);
}

/** Transactions in a write-ahead log: frames that end one hold the database's size (file format 4.1). */
function countCommits(path: string): number {
  const wal = readFileSync(`${path}-wal`);
  const frameBytes = 24 + wal.readUInt32BE(8);
  let commits = 0;
  for (let start = 32; start + frameBytes <= wal.length; start += frameBytes) {
    const isOfThisRound = wal.subarray(start + 8, start + 16).equals(wal.subarray(16, 24));
    if (isOfThisRound && wal.readUInt32BE(start + 4) > 0) commits += 1;
  }
  return commits;
}

describe("reading", () => {
  test.skipIf(process.platform !== "linux")(
    "pages that were let go of leave the process, and are mapped again when they are read",
    async () => {
      const { path, store, scene } = await openScene();
      await scene.join("Ananya");
      // Only pages of the database itself are mapped: what the log held is in it now.
      await store.close();
      const db = openReader(path);
      const readAll = () => db.query("SELECT * FROM users").all();
      const mapped = () => readFileSync("/proc/self/maps", "utf8").split(`${path}\n`).length - 1;
      const before = readAll();
      releasePages(db);
      const after = mapped();
      expect(readAll()).toEqual(before);
      expect(mapped()).toBeGreaterThan(after);
      expect(db.query("PRAGMA mmap_size").get()).toEqual({ mmap_size: 268435456 });
      db.close();
    },
  );
});

describe("statements", () => {
  test("a statement is prepared once, whatever was asked meanwhile", async () => {
    const { path, store } = await openScene();
    await store.close();
    const db = openReader(path);
    const first = db.query("SELECT name FROM users");
    for (let index = 0; index < 200; index += 1) db.query(`SELECT ${index} FROM users`);
    expect(db.query("SELECT name FROM users")).toBe(first);
    db.close();
  });
});

describe("writing", () => {
  test("[STO17] a commit is on disk when it is told: write-ahead log, flushed each time, deleted bytes overwritten", () => {
    const db = openWriter(newPath());
    const read = (name: string): unknown => Object.values(db.query(`PRAGMA ${name}`).get() as object)[0];
    expect(["journal_mode", "synchronous", "secure_delete"].map(read)).toEqual(["wal", 2, 1]);
    db.close();
  });

  test("[STO18] what arrives while a batch is written shares the next transaction", async () => {
    const { path, store, scene } = await openScene();
    const user = await scene.join("Ananya");
    const room = await scene.addRoom(user);
    const before = countCommits(path);
    for (let index = 0; index < 5; index += 1) await scene.send(user, room, `alone ${index}`);
    expect(countCommits(path) - before).toBe(5);
    // One begins a batch at the end of its turn; the others arrive while it is being written.
    const first = scene.send(user, room, "first");
    await new Promise((resolve) => setImmediate(resolve));
    await Promise.all([
      first,
      ...Array.from({ length: 200 }, (_, index) => scene.send(user, room, `m${index}`)),
    ]);
    expect(countCommits(path) - before - 5).toBe(2);
    await store.close();
  });

  test("[STO19] after closing, one file is the whole truth", async () => {
    const { path, store, scene } = await openScene();
    const user = await scene.join("Ananya");
    await store.close();
    expect([existsSync(`${path}-wal`), existsSync(`${path}-shm`)]).toEqual([false, false]);
    const again = await openSqliteStore(path);
    expect((await again.get("users", user))?.name).toBe("Ananya");
    await again.close();
  });
});

describe("[STO20] erased text is in no file any more", () => {
  const grep = (path: string, text: string): string[] =>
    readdirSync(dir)
      .filter((name) => name.startsWith(path.slice(dir.length + 1)))
      .filter((name) => readFileSync(join(dir, name)).includes(text));

  test("once the write-ahead log was emptied, whether it was deleted, edited or its room erased", async () => {
    const path = newPath();
    const writer = new SqliteWriter(path, createIds());
    const scene = new Scene({
      commit: async (change: never) => (await writer.write([change]))[0],
    } as never);
    const user = await scene.join("Ananya");
    const room = await scene.addRoom(user);
    const doomed = await scene.addRoom(user, "private", "Doomed");
    const long = "secret-overflow ".repeat(900);
    const seqs: number[] = [];
    for (const text of ["secret-deleted", "secret-edited", long])
      seqs.push(await scene.send(user, room, text));
    await scene.send(user, doomed, "secret-room");
    for (let index = 0; index < 50; index += 1) await scene.send(user, room, `filler ${index}`);
    const secrets = ["secret-deleted", "secret-edited", "secret-overflow", "secret-room"];
    expect(secrets.map((secret) => grep(path, secret).length > 0)).toEqual([true, true, true, true]);
    expect(writer.hasErased).toBe(false);

    const [deleted = 0, edited = 0, overflow = 0] = seqs;
    for (const seq of [deleted, overflow]) await scene.commit({ type: "message.delete", room, seq }, user);
    await scene.commit(
      { type: "message.edit", room, seq: edited, body: { kind: "text", text: "new" } },
      user,
    );
    await scene.commit({ type: "room.delete", room: doomed }, user);
    expect(writer.hasErased).toBe(true);
    expect(writer.forgetErased()).toBe(true);
    expect(writer.hasErased).toBe(false);
    expect(secrets.flatMap((secret) => grep(path, secret))).toEqual([]);
    writer.close();
  });
});

describe("[STO21] a database that cannot be used is named and left as it is:", () => {
  const keep = async (path: string, bytes: Uint8Array, sentence: RegExp): Promise<void> => {
    writeFileSync(path, bytes);
    expect(await problemOf(path)).toMatch(sentence);
    expect(await problemOf(path)).toContain(path);
    expect(readFileSync(path).equals(bytes)).toBe(true);
  };

  test("bytes that are no database", async () => {
    const random = createRandom(21);
    await keep(newPath(), Buffer.from("This is my shopping list. ".repeat(400)), /is damaged/);
    await keep(newPath(), Buffer.from(Array.from({ length: 8_192 }, () => random() * 256)), /is damaged/);
  });

  test("a database whose first page was overwritten, or whose end is missing", async () => {
    const { path, store, scene } = await openScene();
    const user = await scene.join("Ananya");
    const room = await scene.addRoom(user);
    await Promise.all(Array.from({ length: 200 }, (_, index) => scene.send(user, room, `text ${index}`)));
    await store.close();
    const bytes = readFileSync(path);
    const damaged = Buffer.from(bytes);
    damaged.fill(0x5a, 0, 200);
    await keep(newPath(), damaged, /is damaged/);
    const scribbled = Buffer.from(bytes);
    scribbled.fill(0x5a, 100, 4_096);
    await keep(newPath(), scribbled, /is damaged/);
  });

  test("another program's database", async () => {
    const path = newPath();
    const other = new Database(path, { create: true });
    other.run("CREATE TABLE recipes (name TEXT)");
    other.close();
    await keep(newPath(), readFileSync(path), /not a Hearth database/);
  });

  test("[STO22] one that a newer Hearth wrote", async () => {
    const { path, store } = await openScene();
    await store.close();
    const db = new Database(path);
    db.run(`PRAGMA user_version = ${steps.length + 1}`);
    db.run("PRAGMA wal_checkpoint(TRUNCATE)");
    db.close();
    await keep(newPath(), readFileSync(path), /was written by a newer Hearth\. Start that version/);
  });

  test("a folder that cannot be written to, or is not there", async () => {
    const file = newPath();
    writeFileSync(file, "");
    expect(await problemOf(join(file, "hearth.db"))).toMatch(
      /cannot be opened .* choose another with --data/,
    );
    expect(await problemOf(join(dir, "nowhere", "hearth.db"))).toMatch(/cannot be opened/);
    const folder = join(dir, "folder.db");
    mkdirSync(folder);
    expect(await problemOf(folder)).toMatch(/cannot be opened/);
  });

  test("one that another program has locked", async () => {
    const { path, store } = await openScene();
    await store.close();
    const other = new Database(path);
    other.run("PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; UPDATE settings SET value = value;");
    expect(await problemOf(path)).toMatch(/Another program is using/);
    other.run("ROLLBACK");
    other.close();
  });
});

describe("older schemas", () => {
  const fixtures = join(import.meta.dir, "fixtures");
  const schemaOf = (path: string): string[] => {
    const db = new Database(path, { readonly: true });
    const rows = db.query("SELECT name || ': ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1").values();
    db.close();
    return rows.map(([sql]) => String(sql).replace(/\s+/g, " "));
  };

  test("[STO23] every schema before the newest is kept as a fixture", () => {
    const versions = readdirSync(fixtures).filter((name) => name.endsWith(".sql"));
    for (let version = 1; version < steps.length; version += 1)
      expect(versions).toContain(`schema-${version}.sql`);
  });

  for (const fixture of readdirSync(fixtures).filter((name) => name.endsWith(".sql"))) {
    test(`[STO23] ${fixture} opens with everything in it, and its schema becomes the newest`, async () => {
      const path = newPath();
      const old = new Database(path, { create: true });
      old.run(readFileSync(join(fixtures, fixture), "utf8"));
      old.close();

      const { store, scene } = await openScene(path);
      const ananya = (await store.userByNameKey("ananya"))?.id;
      const ravi = (await store.userByNameKey("ravi"))?.id;
      const room = (await store.roomBySlug("lab"))?.id;
      if (!ananya || !ravi || !room) throw new Error("somebody is missing");
      const texts = (await store.messages({ room, limit: 100 })).map(({ message }) => message?.body);
      expect(texts).toEqual([
        { kind: "text", text: "Goggles on, please" },
        { kind: "text", text: "edited once" },
        null,
        { kind: "text", text: "ಎಲ್ಲರಿಗೂ ಶುಭೋದಯ" },
      ]);
      expect((await store.pinned(room, 10)).length).toBe(1);
      expect((await store.reactionsOf(room, [4])).map(({ emoji }) => emoji)).toEqual(["👍"]);
      expect(await store.unread(room, (await store.get("members", room, ravi))?.readSeq ?? 0, ravi)).toBe(3);
      expect((await store.feed(ravi, 0, 100)).length).toBe(2);
      // The thread in it has been begun by one and answered by the other; nothing in it is new.
      for (const user of [ananya, ravi])
        expect(await store.threadsOf(room, user, 10)).toMatchObject([{ root: 4, unread: 0 }]);

      const find = async (query: string): Promise<number[]> =>
        (await scene.search(ravi, query)).rows.map(({ seq }) => seq);
      expect(await find("goggles")).toEqual([4]);
      expect(await find("ಶುಭೋದಯ")).toEqual([12]);

      await scene.send(ravi, room, "still here");
      expect(await find("still")).toEqual([13]);
      expect((await store.lastMessage(room))?.message?.n).toBe(6);
      await store.close();
      const fresh = await openScene();
      await fresh.store.close();
      expect(schemaOf(path)).toEqual(schemaOf(fresh.path));
    });
  }
});
