import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { PresenceState, RoomId } from "@hearth/protocol";
import { cast, FakeClock, settle } from "@hearth/test-kit";
import { createWaitingStore, type WaitingStore } from "../../../test/waiting-store.ts";
import {
  addRoom,
  createWorld,
  homeOf,
  type Person,
  type TestSession,
  type World,
} from "../../../test/world.ts";
import { openMemoryStore } from "../../stores/memory/store.ts";
import type { BusMessage, Ids, Reads } from "../ports.ts";
import { Presence } from "./presence.ts";

const minuteMs = 60_000;

let world: World;
let waiting: WaitingStore;
let ananya: Person;
let ravi: Person;
let home: RoomId;
beforeEach(async () => {
  const openStore = (ids: Ids) => {
    waiting = createWaitingStore(openMemoryStore(ids));
    return waiting.store;
  };
  world = await createWorld({ openStore });
  ananya = await world.join(cast.ananya);
  ravi = await world.join(cast.ravi);
  home = homeOf(ananya);
  await ananya.ask({ type: "presence.watch", rooms: [home] });
  await world.clock.advance(2_000);
  ananya.session.clear();
});
afterEach(() => world.close());

/** Every difference that was told to a session, in order. */
function toldTo(session: TestSession): string[] {
  return session
    .ofType("presence.changed")
    .flatMap(({ changes, here }) => changes.map(({ user, state }) => `${nameOf(user)} ${state} (${here})`));
}
const nameOf = (user: string): string => [ananya, ravi].find(({ id }) => id === user)?.name ?? "someone";
const end = (session: TestSession, silent = false): void => world.core.close(session, silent);

describe("[PRE1] a person is", () => {
  test("here while a session was active within five minutes, away after, here again with the next command", async () => {
    await world.clock.advance(5 * minuteMs);
    await ananya.ask({ type: "device.list" });
    await world.clock.advance(20_000);
    expect(toldTo(ananya.session)).toContain("Ravi away (2)");
    ananya.session.clear();
    await ravi.ask({ type: "device.list" });
    await world.clock.advance(1_000);
    expect(toldTo(ananya.session)).toEqual(["Ravi here (2)"]);
  });

  test("away when every session says so, here while one does not", async () => {
    const second = await world.open(ravi);
    await ravi.ask({ type: "presence.set", state: "away" });
    await world.clock.advance(1_000);
    expect(toldTo(ananya.session)).toEqual([]);
    world.core.presence.say(second, "away");
    await world.clock.advance(1_000);
    expect(toldTo(ananya.session)).toEqual(["Ravi away (2)"]);
    // A client that says it is away asks on by itself: that shows nobody.
    await ravi.ask({ type: "device.list" });
    await world.clock.advance(1_000);
    expect(world.core.presence.stateOf(ravi.id)).toBe("away");
    await ravi.ask({ type: "presence.set", state: "here" });
    await world.clock.advance(1_000);
    expect(toldTo(ananya.session)).toEqual(["Ravi away (2)", "Ravi here (2)"]);
  });

  test("offline ten seconds after the last session ended, not a moment before", async () => {
    const second = await world.open(ravi);
    end(ravi.session);
    await world.clock.advance(60_000);
    expect(toldTo(ananya.session)).toEqual([]);
    end(second);
    await world.clock.advance(9_999);
    expect(world.core.presence.stateOf(ravi.id)).toBe("here");
    await world.clock.advance(1_001);
    expect(toldTo(ananya.session)).toEqual(["Ravi offline (1)"]);
    expect((await world.store.get("users", ravi.id))?.lastSeenAtMs).toBeGreaterThan(ravi.session.openedAtMs);
  });

  test("told nothing about a reload within ten seconds", async () => {
    for (let reload = 0; reload < 5; reload += 1) {
      end(ravi.session);
      await world.clock.advance(9_000);
      const next = await world.open(ravi);
      await world.clock.advance(500);
      end(next);
      await world.open(ravi);
    }
    await world.clock.advance(30_000);
    expect(toldTo(ananya.session)).toEqual([]);
  });
});

test("[PRE2] someone whose connection died silently is offline with the next second", async () => {
  end(ravi.session, true);
  await world.clock.advance(1_000);
  expect(toldTo(ananya.session)).toEqual(["Ravi offline (1)"]);
});

describe("[PRE3] differences", () => {
  test("are told at most once a second, each person with the last state", async () => {
    const frames = () => ananya.session.ofType("presence.changed").length;
    for (let change = 0; change < 40; change += 1) {
      await ravi.ask({ type: "presence.set", state: change % 2 ? "here" : "away" });
      await world.clock.advance(100);
    }
    expect(frames()).toBeLessThanOrEqual(4);
    expect(world.core.presence.stateOf(ravi.id)).toBe("here");
  });

  test("that came to nothing within the second are not told", async () => {
    await ravi.ask({ type: "presence.set", state: "away" });
    await ravi.ask({ type: "presence.set", state: "here" });
    await world.clock.advance(2_000);
    expect(toldTo(ananya.session)).toEqual([]);
  });

  test("go to those who watch, and cost the store nothing while nobody does", async () => {
    await ananya.ask({ type: "presence.watch", rooms: [] });
    await ravi.ask({ type: "presence.set", state: "away" });
    await world.clock.advance(2_000);
    expect(toldTo(ananya.session)).toEqual([]);
    expect(toldTo(ravi.session)).toEqual([]);
  });

  test("survive a store that could not say who shares a room", async () => {
    const repair = waiting.fail("roomsOf");
    await ravi.ask({ type: "presence.set", state: "away" });
    await world.clock.advance(3_000);
    expect(toldTo(ananya.session)).toEqual([]);
    repair();
    await world.clock.advance(1_000);
    expect(toldTo(ananya.session)).toEqual(["Ravi away (2)"]);
  });
});

describe("[PRE4] a watched room", () => {
  const watch = async (person: Person, ...rooms: RoomId[]) =>
    (await person.ask({ type: "presence.watch", rooms })).rooms;

  test("is first seen whole, then kept right as people come, go, join and leave", async () => {
    const room = await addRoom(ananya, "public");
    const states = (people: readonly { state: PresenceState }[]) => people.map(({ state }) => state);
    const [first] = await watch(ananya, room);
    expect([first?.here, states(first?.people ?? [])]).toEqual([1, ["here"]]);
    await ravi.ask({ type: "room.join", room });
    await world.clock.advance(1_000);
    expect(toldTo(ananya.session)).toEqual(["Ravi here (2)"]);
    await ravi.ask({ type: "room.leave", room });
    await world.clock.advance(1_000);
    expect(toldTo(ananya.session)).toEqual(["Ravi here (2)", "Ravi offline (1)"]);
  });

  test("is not seen by those who may not read it, and a refusal keeps what was watched", async () => {
    const room = await addRoom(ananya, "private");
    expect((await ravi.refused({ type: "presence.watch", rooms: [home, room] })).reason).toBe("room_missing");
    expect([...ravi.session.topics].filter((topic) => topic.startsWith("presence"))).toEqual([]);
  });

  test("does not bring back someone who left while its members were being read", async () => {
    const room = await addRoom(ananya, "public");
    await ravi.ask({ type: "room.join", room });
    const release = waiting.hold("memberIds");
    const looking = watch(ananya, room);
    await settle();
    await ravi.ask({ type: "room.leave", room });
    release();
    expect((await looking)[0]?.people.map(({ user }) => nameOf(user))).toEqual(["Ananya"]);
  });

  test("is whole for a second watcher who comes while the first one's look is under way", async () => {
    const room = await addRoom(ananya, "public");
    await ravi.ask({ type: "room.join", room });
    const release = waiting.hold("memberIds");
    const looks = Promise.all([watch(ananya, room), watch(ravi, room)]);
    await settle();
    release();
    expect((await looks).map(([look]) => look?.people.length)).toEqual([2, 2]);
  });

  test("is not kept for a session that ended while it asked, and can be looked at after a failed look", async () => {
    const room = await addRoom(ananya, "public");
    const repair = waiting.fail("memberIds");
    await expect(watch(ananya, room)).rejects.toThrow("memberIds failed");
    repair();
    expect((await watch(ananya, room))[0]?.here).toBe(1);
    const release = waiting.hold("get");
    const asking = ravi.ask({ type: "presence.watch", rooms: [home] });
    await settle();
    end(ravi.session);
    release();
    expect(await asking).toEqual({ rooms: [] });
  });
});

describe("the cost of presence", () => {
  /** Presence alone over a counting store: `people` of one room, who all come at once. */
  async function countReads(people: number): Promise<{ reads: number; frames: number; changes: number }> {
    const clock = new FakeClock();
    const sent: BusMessage[] = [];
    let reads = 0;
    const room = world.ids.uuid() as RoomId;
    const users = Array.from({ length: people }, () => world.ids.uuid());
    const store = {
      roomsOf: () => {
        reads += 1;
        return [{ room }];
      },
      memberIds: () => users,
    } as unknown as Reads;
    const bus = { publish: (messages: readonly BusMessage[]) => void sent.push(...messages) } as never;
    const presence = new Presence({ store, bus, clock, onOffline: () => undefined });
    const session = (user: string) =>
      ({ id: world.ids.uuid(), user, subscribe: () => undefined, unsubscribe: () => undefined }) as never;
    const watcher = session(users[0] ?? "");
    presence.open(watcher);
    await presence.watch(watcher, [room]);
    for (const user of users.slice(1)) presence.open(session(user));
    await clock.advance(60_000);
    presence.stop();
    const frames = sent.flatMap((message) =>
      message.kind === "frame" && message.frame.type === "presence.changed" ? [message.frame] : [],
    );
    return {
      reads,
      frames: frames.length,
      changes: frames.reduce((sum, { changes }) => sum + changes.length, 0),
    };
  }

  test("[PRE3] grows with the people who changed, not with their square, 200 of them in a frame", async () => {
    expect(await countReads(500)).toEqual({ reads: 500, frames: 3, changes: 499 });
    expect(await countReads(2_000)).toEqual({ reads: 2_000, frames: 10, changes: 1_999 });
  });
});
