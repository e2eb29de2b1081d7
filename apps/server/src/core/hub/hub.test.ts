import { afterEach, describe, expect, test } from "bun:test";
import type { RoomEvent, ServerFrame } from "@hearth/protocol";
import { isRoomEvent } from "@hearth/protocol";
import { cast, settle } from "@hearth/test-kit";
import { createLossyBus } from "../../../test/lossy-bus.ts";
import { createWaitingStore, type WaitingStore } from "../../../test/waiting-store.ts";
import { addRoom, createWorld, homeOf, say, type TestSession, type World } from "../../../test/world.ts";
import { openMemoryStore } from "../../stores/memory/store.ts";
import { caps } from "../limits/caps.ts";
import type { BusMessage, Ids } from "../ports.ts";

let world: World;
afterEach(() => world.close());

const seqs = (session: TestSession): number[] => eventsOf(session).map(({ seq }) => seq);
const eventsOf = (session: TestSession): RoomEvent[] =>
  session.frames.filter((frame: ServerFrame): frame is RoomEvent => isRoomEvent(frame));
const isEvent =
  (seq: number) =>
  (message: BusMessage): boolean =>
    message.kind === "event" && message.event.seq === seq;

/** A world over a store whose reads can be held back or fail. */
async function createWaitingWorld(bus = createLossyBus()) {
  let waiting: WaitingStore | null = null;
  const openStore = (ids: Ids) => {
    waiting = createWaitingStore(openMemoryStore(ids));
    return waiting.store;
  };
  world = await createWorld({ openStore, bus });
  return { bus, waiting: waiting as unknown as WaitingStore };
}

describe("[MSG6] the hub tells in log order:", () => {
  test("64 messages sent at once reach everyone as the log has them", async () => {
    world = await createWorld();
    const ananya = await world.join(cast.ananya);
    const ravi = await world.join(cast.ravi);
    const room = homeOf(ananya);
    ravi.session.clear();
    await Promise.all(Array.from({ length: 64 }, (_, index) => ananya.ask(say(room, `message ${index}`))));
    const log = await world.store.events(room, 0, 1_000, 1_000);
    expect(eventsOf(ravi.session).map(({ id }) => id)).toEqual(log.slice(-64).map(({ id }) => id));
  });

  test("[MSG7] what the bus lost is read from the store, and what came meanwhile waits behind it", async () => {
    const { bus, waiting } = await createWaitingWorld();
    const ananya = await world.join(cast.ananya);
    const room = homeOf(ananya);
    const { event } = await ananya.ask(say(room, "before"));
    ananya.session.clear();
    bus.lose = isEvent(event.seq + 1);
    await ananya.ask(say(room, "lost"));
    const release = waiting.hold("events");
    await ananya.ask(say(room, "shows the gap"));
    await ananya.ask(say(room, "waits"));
    expect(seqs(ananya.session)).toEqual([]);
    release();
    await settle();
    expect(seqs(ananya.session)).toEqual([event.seq + 1, event.seq + 2, event.seq + 3]);
  });

  test("[MSG7] a second gap among what waited is filled, too, and a repeated entry is told once", async () => {
    const { bus, waiting } = await createWaitingWorld();
    const ananya = await world.join(cast.ananya);
    const room = homeOf(ananya);
    const { event } = await ananya.ask(say(room, "before"));
    ananya.session.clear();
    bus.lose = (message) => isEvent(event.seq + 1)(message) || isEvent(event.seq + 3)(message);
    const release = waiting.hold("events");
    for (const text of ["lost", "gap", "lost", "second gap"]) await ananya.ask(say(room, text));
    release();
    await settle();
    bus.publish([{ kind: "event", event }]);
    expect(seqs(ananya.session)).toEqual([1, 2, 3, 4].map((step) => event.seq + step));
  });

  test("[MSG7] a long gap is left to clients, but who came and went in it is known", async () => {
    const { bus } = await createWaitingWorld();
    const ananya = await world.join(cast.ananya);
    const ravi = await world.join(cast.ravi);
    const room = await addRoom(ananya, "public");
    const { event } = await ananya.ask(say(room, "before"));
    bus.lose = () => true;
    await ananya.ask(say(room, "lost"));
    await ravi.ask({ type: "room.join", room });
    await Promise.all(
      Array.from({ length: caps.maxGapTold }, (_, index) => ananya.ask(say(room, `lost ${index}`))),
    );
    for (const { session } of [ananya, ravi]) session.clear();
    bus.lose = () => false;
    await ananya.ask(say(room, "shows the gap"));
    await settle();
    const at = event.seq + caps.maxGapTold + 3;
    expect([seqs(ananya.session), seqs(ravi.session)]).toEqual([[at], [at]]);
  });

  test("[MSG7] a store that cannot fill a gap does not silence the room", async () => {
    const { bus, waiting } = await createWaitingWorld();
    const ananya = await world.join(cast.ananya);
    const room = homeOf(ananya);
    const { event } = await ananya.ask(say(room, "before"));
    ananya.session.clear();
    bus.lose = isEvent(event.seq + 1);
    await ananya.ask(say(room, "lost"));
    const repair = waiting.fail("events");
    await ananya.ask(say(room, "shows the gap"));
    await settle();
    repair();
    await ananya.ask(say(room, "later"));
    expect(seqs(ananya.session)).toEqual([event.seq + 2, event.seq + 3]);
  });
});

describe("[MSG8] sessions follow the membership entries:", () => {
  test("one who left gets the entry of leaving and nothing after it", async () => {
    world = await createWorld();
    const ananya = await world.join(cast.ananya);
    const ravi = await world.join(cast.ravi);
    const room = homeOf(ananya);
    ravi.session.clear();
    await ravi.ask({ type: "presence.watch", rooms: [room] });
    await Promise.all([
      ananya.ask(say(room, "before")),
      ravi.ask({ type: "room.leave", room }),
      ananya.ask(say(room, "after")),
    ]);
    expect(eventsOf(ravi.session).map(({ type }) => type)).toEqual(["message.sent", "member.left"]);
    expect([...ravi.session.topics].filter((topic) => topic.endsWith(room))).toEqual([]);
  });

  test("one who joined gets the entry of joining and everything after it, on every session", async () => {
    world = await createWorld();
    const ananya = await world.join(cast.ananya);
    const ravi = await world.join(cast.ravi);
    const second = await world.open(ravi);
    const room = await addRoom(ananya, "public");
    for (const session of [ravi.session, second]) session.clear();
    await ravi.ask({ type: "room.join", room });
    await ananya.ask(say(room, "welcome"));
    for (const session of [ravi.session, second])
      expect(eventsOf(session).map(({ type }) => type)).toEqual(["member.joined", "message.sent"]);
  });

  test("a session that opens while its person is put out of a room does not slip back in", async () => {
    const { waiting } = await createWaitingWorld();
    const ananya = await world.join(cast.ananya);
    const ravi = await world.join(cast.ravi);
    const room = await addRoom(ananya, "public");
    await ravi.ask({ type: "room.join", room });
    const release = waiting.hold("roomsOf");
    const opening = world.open(ravi);
    await settle();
    await ananya.ask({ type: "member.remove", room, user: ravi.id });
    release();
    const late = await opening;
    expect(late.topics.has(`room:${homeOf(ravi)}`)).toBe(true);
    expect(late.topics.has(`room:${room}`)).toBe(false);
  });

  test("a session that opens while its person is let into a room is in it", async () => {
    const { waiting } = await createWaitingWorld();
    const ananya = await world.join(cast.ananya);
    const ravi = await world.join(cast.ravi);
    const room = await addRoom(ananya, "public");
    const release = waiting.hold("roomsOf");
    const opening = world.open(ravi);
    await settle();
    await world.commit({ type: "room.join", room }, { user: ravi.id });
    release();
    expect((await opening).topics.has(`room:${room}`)).toBe(true);
  });

  test("[ROOM9] a deleted room ends with its last entry; nobody gets anything after it", async () => {
    world = await createWorld();
    const ananya = await world.join(cast.ananya);
    const ravi = await world.join(cast.ravi);
    const room = await addRoom(ananya, "public");
    await ravi.ask({ type: "room.join", room });
    await ravi.ask({ type: "presence.watch", rooms: [room] });
    ravi.session.clear();
    await ananya.ask({ type: "room.delete", room });
    await world.clock.advance(2_000);
    expect(eventsOf(ravi.session).map(({ type }) => type)).toEqual(["room.deleted"]);
    expect([...ravi.session.topics].filter((topic) => topic.endsWith(room))).toEqual([]);
    expect(ravi.session.ofType("feed").map(({ change }) => change)).toEqual([
      { type: "room.removed", room, why: "deleted", by: ananya.id },
    ]);
  });
});

test("a session whose device ended before it said hello is refused, and leaves nothing behind", async () => {
  world = await createWorld();
  const ravi = await world.join(cast.ravi);
  await ravi.ask({ type: "device.end", device: ravi.device });
  await settle();
  world.core.close(ravi.session, true);
  await expect(world.open(ravi)).rejects.toMatchObject({ reason: "sign_in_needed" });
  expect([...world.core.hub.sessionsOf(ravi.id)]).toEqual([]);
  await world.clock.advance(11_000);
  expect(world.core.presence.stateOf(ravi.id)).toBe("offline");
});
