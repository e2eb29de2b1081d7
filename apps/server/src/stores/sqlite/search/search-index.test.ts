import { Database } from "bun:sqlite";
import { afterAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Change } from "../../../core/changes.ts";
import { createIds } from "../../../ids.ts";
import { Scene } from "../../scene.ts";
import { openSqliteStore } from "../store.ts";
import { SqliteWriter } from "../writer.ts";
import { SqliteSearch } from "./search-reads.ts";

const dir = mkdtempSync(join(tmpdir(), "hearth-search-"));
afterAll(() => rmSync(dir, { recursive: true }));

let files = 0;
const newPath = (): string => join(dir, `${++files}.db`);

/** Which of these words stand in the pages of a database, however the pages are laid out. */
function grep(path: string, words: readonly string[]): string[] {
  const bytes = readFileSync(path);
  return words.filter((word) => bytes.includes(word));
}

describe("[SEA8] the index on disk", () => {
  test("holds no word of an erased message, edit or room", async () => {
    const path = newPath();
    const store = await openSqliteStore(path);
    const scene = new Scene(store);
    const user = await scene.join("Ananya");
    const room = await scene.addRoom(user);
    const doomed = await scene.addRoom(user, "private", "Doomed");
    // The index writes the letters in which a term differs from the one before it: these differ in the first.
    const deleted = await scene.send(user, room, "Qdeleted");
    const edited = await scene.send(user, room, "Wedited");
    for (let index = 0; index < 300; index += 1) await scene.send(user, room, `filler ${index}`);
    await scene.send(user, doomed, "Xroomed");
    const words = ["qdeleted", "wedited", "xroomed"];
    await store.close();
    expect(grep(path, words)).toEqual(words);

    const again = await openSqliteStore(path);
    const eraser = new Scene(again);
    await eraser.commit({ type: "message.delete", room, seq: deleted }, user);
    const body = { kind: "text", text: "new" } as const;
    await eraser.commit({ type: "message.edit", room, seq: edited, body }, user);
    await eraser.commit({ type: "room.delete", room: doomed }, user);
    await again.close();
    expect(grep(path, words)).toEqual([]);
    const db = new Database(path);
    expect(() => db.run("INSERT INTO search (search, rank) VALUES ('integrity-check', 0)")).not.toThrow();
    db.close();
  });

  test("is made anew when the program folds words in another way", async () => {
    const path = newPath();
    const store = await openSqliteStore(path);
    const scene = new Scene(store);
    const user = await scene.join("Ananya");
    const room = await scene.addRoom(user);
    await scene.send(user, room, "osmosis");
    await store.close();

    const db = new Database(path);
    db.run("INSERT INTO search (search) VALUES ('delete-all')");
    db.run("UPDATE settings SET value = '0' WHERE key = 'searchIndex'");
    db.close();
    const again = await openSqliteStore(path);
    expect((await new Scene(again).search(user, "osmosis")).rows).toHaveLength(1);
    await again.close();
  });

  const countPages = (path: string): number => {
    const db = new Database(path, { readonly: true });
    const { pages } = db.query("SELECT count(*) AS pages FROM search_data").get() as { pages: number };
    db.close();
    return pages;
  };

  async function openWriting(path: string) {
    const writer = new SqliteWriter(path, createIds());
    const scene = new Scene({ commit: async (change: Change) => (await writer.write([change]))[0] } as never);
    const user = await scene.join("Ananya");
    return { writer, scene, user, room: await scene.addRoom(user) };
  }

  test("gets many new messages at once, as one segment, and is told when they are many", async () => {
    const path = newPath();
    const { writer, scene, user, room } = await openWriting(path);
    const send = (): Change => scene.change(scene.sendDeed(room, "osmosis"), user);
    const before = countPages(path);
    await writer.write(Array.from({ length: 50 }, send));
    expect([countPages(path) - before, writer.isIndexDue]).toEqual([0, false]);
    await writer.write(Array.from({ length: 206 }, send));
    expect([countPages(path) - before, writer.isIndexDue]).toEqual([0, true]);
    writer.index();
    expect([countPages(path) - before, writer.isIndexDue]).toEqual([1, false]);
    writer.close();
  });

  test("lacks no message of a process that was killed before it had it, and has none twice", async () => {
    const path = newPath();
    const { writer, scene, user, room } = await openWriting(path);
    await scene.send(user, room, "osmosis one");
    writer.index();
    await scene.send(user, room, "osmosis two");
    // Never closed: what it wrote is all there is.
    const store = await openSqliteStore(path);
    const later = new Scene(store);
    const found = async (): Promise<number[]> =>
      (await later.search(user, "osmosis")).rows.map(({ message }) => message?.n ?? 0);
    expect(await found()).toEqual([2, 1]);
    await later.commit(scene.sendDeed(room, "osmosis three"), user);
    expect(await found()).toEqual([3, 2, 1]);
    await store.close();
    const again = await openSqliteStore(path);
    expect((await new Scene(again).search(user, "osmosis")).rows).toHaveLength(3);
    await again.close();
  });

  test("follows what is edited, deleted and erased before and after it had it", async () => {
    const store = await openSqliteStore(newPath());
    const scene = new Scene(store);
    const user = await scene.join("Ananya");
    const room = await scene.addRoom(user);
    const find = async (word: string): Promise<number> => (await scene.search(user, word)).rows.length;
    for (const isSearchedBefore of [false, true]) {
      const doomed = await scene.addRoom(user);
      const edited = await scene.send(user, room, "osmosis");
      const deleted = await scene.send(user, room, "osmosis");
      // The last keys of the log become free with it.
      await scene.send(user, doomed, "osmosis");
      if (isSearchedBefore) expect(await find("osmosis")).toBe(3);
      const body = { kind: "text", text: "diffusion" } as const;
      await scene.commit({ type: "message.edit", room, seq: edited, body }, user);
      await scene.commit({ type: "message.delete", room, seq: deleted }, user);
      await scene.commit({ type: "room.delete", room: doomed }, user);
      await scene.send(user, room, "evaporation");
      expect([await find("osmosis"), await find("diffusion"), await find("evaporation")]).toEqual([0, 1, 1]);
      for (const word of ["diffusion", "evaporation"]) {
        const [row] = (await scene.search(user, word)).rows;
        await scene.commit({ type: "message.delete", room, seq: row?.seq ?? 0 }, user);
        expect(await find(word)).toBe(0);
      }
    }
    await store.close();
  });
});

describe("[SEA10] a search without patience", () => {
  test("gives what it has, with a place to go on from", async () => {
    const path = newPath();
    const store = await openSqliteStore(path);
    const scene = new Scene(store);
    const user = await scene.join("Ananya");
    const room = await scene.addRoom(user);
    for (let index = 0; index < 5; index += 1) await scene.send(user, room, `osmosis ${index}`);
    await scene.search(user, "osmosis");
    let nowMs = 0;
    const search = new SqliteSearch(new Database(path, { readonly: true }), () => (nowMs += 200));
    const impatient = new Scene({ search: (query) => search.search(query) } as typeof store);
    const found: string[] = [];
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const { rows, next }: Awaited<ReturnType<Scene["search"]>> = await impatient.search(user, "osmosis", {
        after,
      });
      expect(rows.length).toBeLessThan(3);
      found.push(...rows.map(({ message }) => String(message?.n)));
      after = next ?? undefined;
    }
    expect(found).toEqual(["5", "4", "3", "2", "1"]);
    expect((await impatient.search(user, "osmosis", { order: "ranked" })).rows.length).toBe(1);
    search.close();
    await store.close();
  });
});
