import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Refusal, Unavailable } from "@hearth/protocol";
import type { SearchQuery } from "../../../core/ports.ts";
import { Scene } from "../../scene.ts";
import { openSqliteStore } from "../store.ts";
import { Searcher } from "./searcher.ts";

const dir = mkdtempSync(join(tmpdir(), "hearth-searcher-"));
afterAll(() => rmSync(dir, { recursive: true }));

async function openScene(name: string) {
  const path = join(dir, name);
  const store = await openSqliteStore(path);
  const scene = new Scene(store);
  const user = await scene.join("Ananya");
  const room = await scene.addRoom(user);
  await scene.send(user, room, "osmosis");
  await scene.search(user, "osmosis");
  return { path, store, scene, user, room };
}

const searching = (searcher: Searcher): Scene =>
  new Scene({ search: (query: SearchQuery) => searcher.search(query) } as never);

test("[SEA10] a search that does not end is refused, and the next one has a worker that is well", async () => {
  const { path, store, user } = await openScene("slow.db");
  const hasty = new Searcher(path, 0);
  const error = await searching(hasty)
    .search(user, "osmosis")
    .catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ reason: "search_too_slow" });
  await hasty.close();

  const searcher = new Searcher(path);
  const scene = searching(searcher);
  const broken = scene.search(user, "osmosis", { limit: "many" as never });
  const after = scene.search(user, "osmosis");
  expect(await broken.catch((cause: unknown) => cause)).toBeInstanceOf(Unavailable);
  expect((await after).rows).toHaveLength(1);
  await searcher.close();
  await store.close();
});

test("a search of a file that is not there is unavailable, and closing waits for what runs", async () => {
  const nowhere = new Searcher(join(dir, "nowhere.db"));
  const user = new Scene({} as never).ids.uuid() as never;
  const error = await searching(nowhere)
    .search(user, "osmosis")
    .catch((cause: unknown) => cause);
  expect(error).toBeInstanceOf(Unavailable);
  await nowhere.close();

  const { store, scene, user: ananya, room } = await openScene("closing.db");
  await scene.send(ananya, room, "osmosis at last");
  const found = scene.search(ananya, "last");
  await store.close();
  expect((await found).rows).toHaveLength(1);
});
