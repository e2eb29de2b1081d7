import { afterEach, beforeEach, expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import { settle } from "@hearth/test-kit";
import { createWaitingStore, type WaitingStore } from "../../../test/waiting-store.ts";
import { addRoom, createWorld, homeOf, type Person, say, type World } from "../../../test/world.ts";
import { openMemoryStore } from "../../stores/memory/store.ts";

let waiting: WaitingStore;
let world: World;
let ananya: Person;
let ravi: Person;
let room: RoomId;

beforeEach(async () => {
  world = await createWorld({
    openStore: (ids) => {
      waiting = createWaitingStore(openMemoryStore(ids));
      return waiting.store;
    },
  });
  ananya = await world.join("Ananya");
  ravi = await world.join("Ravi");
  room = homeOf(ananya);
});
afterEach(() => world.close());

test("a search gives messages with their rooms and the cards of their authors", async () => {
  await ravi.ask(say(room, "osmosis at nine"));
  const found = await ananya.ask({ type: "message.search", query: "osmo" });
  expect(found.messages).toMatchObject([
    { room, body: { text: "osmosis at nine" }, author: { user: ravi.id } },
  ]);
  expect(found.users).toMatchObject([{ id: ravi.id, name: "Ravi" }]);
  expect(found.next).toBeNull();
  expect(found.suggestion).toBeUndefined();
  const mistyped = await ananya.ask({ type: "message.search", query: "osmosys" });
  expect(mistyped).toMatchObject({ messages: [], suggestion: { query: "osmosis", count: 1 } });
});

test("[SEA4] naming a room one may not see refuses as if it were not there", async () => {
  const secret = await addRoom(ravi, "private");
  await ravi.ask(say(secret, "osmosis"));
  expect((await ravi.ask({ type: "message.search", query: "osmosis", room: secret })).messages).toHaveLength(
    1,
  );
  const search = { type: "message.search", query: "osmosis", room: secret } as const;
  expect((await ananya.refused(search)).reason).toBe("room_missing");
  const open = await addRoom(ravi, "public");
  expect((await ananya.refused({ ...search, room: open })).reason).toBe("member_missing");
});

test("[SEA4] someone removed while a search waits for the store finds nothing of the room", async () => {
  const secret = await addRoom(ravi, "private");
  await ravi.ask({ type: "room.invite", room: secret, users: [ananya.id] });
  await ananya.ask({ type: "room.join", room: secret });
  await ravi.ask(say(secret, "osmosis"));
  const search = { type: "message.search", query: "osmosis", room: secret } as const;
  expect((await ananya.ask(search)).messages).toHaveLength(1);
  const release = waiting.hold("search");
  const first = ananya.ask(search);
  const second = ananya.ask(search);
  await settle();
  await ravi.ask({ type: "member.remove", room: secret, user: ananya.id });
  release();
  expect((await first).messages).toHaveLength(1);
  expect((await second).messages).toEqual([]);
  expect((await ananya.ask({ type: "message.search", query: "osmosis" })).messages).toEqual([]);
  expect((await ananya.refused(search)).reason).toBe("room_missing");
});

test("[SEA7] a query needs something to find; signs alone find nothing", async () => {
  await ravi.ask(say(room, "osmosis! 👍"));
  for (const query of ["", "  "]) {
    expect((await ananya.refused({ type: "message.search", query })).reason).toBe("search_empty");
    expect((await ananya.ask({ type: "message.search", query, by: ravi.id })).messages).toHaveLength(1);
  }
  for (const query of ["👍", "!?", "*", '"']) {
    expect((await ananya.ask({ type: "message.search", query })).messages).toEqual([]);
    expect((await ananya.ask({ type: "message.search", query, by: ravi.id })).messages).toEqual([]);
  }
});

test("[SEA10] one search of a person runs, three wait, more are refused; others are not kept waiting", async () => {
  await ravi.ask(say(room, "osmosis"));
  const release = waiting.hold("search");
  const search = { type: "message.search", query: "osmosis" } as const;
  const started = Array.from({ length: 4 }, () => ananya.ask(search));
  expect(await ananya.refused(search)).toMatchObject({ reason: "too_fast", retryAfterMs: 1_000 });
  const other = ravi.ask(search);
  release();
  expect((await Promise.all([...started, other])).map(({ messages }) => messages.length)).toEqual([
    1, 1, 1, 1, 1,
  ]);
  expect((await ananya.ask(search)).messages).toHaveLength(1);
});

test("[SEA10] a search that fails does not stop the next one", async () => {
  await ravi.ask(say(room, "osmosis"));
  const mend = waiting.fail("search");
  const search = { type: "message.search", query: "osmosis" } as const;
  expect(await ananya.ask(search).catch((error: Error) => error.message)).toBe("search failed");
  mend();
  expect((await ananya.ask(search)).messages).toHaveLength(1);
});

test("[SEA10] searches have a rate of their own", async () => {
  const strict = await createWorld({
    limits: { messages: true, logins: false, rates: { searches: { burst: 3, perMinute: 60 } } },
  });
  const kavitha = await strict.join("Kavitha");
  const search = { type: "message.search", query: "osmosis" } as const;
  for (let index = 0; index < 3; index += 1) await kavitha.ask(search);
  expect(await kavitha.refused(search)).toMatchObject({ reason: "too_fast", retryAfterMs: 1_000 });
  await strict.clock.advance(1_000);
  await kavitha.ask(search);
  expect((await kavitha.refused(search)).reason).toBe("too_fast");
  await strict.close();
});
