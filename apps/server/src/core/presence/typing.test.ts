import { afterEach, beforeEach, expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import { cast } from "@hearth/test-kit";
import { addRoom, createWorld, homeOf, type Person, say, type World } from "../../../test/world.ts";

let world: World;
let ananya: Person;
let ravi: Person;
let home: RoomId;
beforeEach(async () => {
  world = await createWorld();
  ananya = await world.join(cast.ananya);
  ravi = await world.join(cast.ravi);
  home = homeOf(ananya);
  await ananya.ask({ type: "presence.watch", rooms: [home] });
});
afterEach(() => world.close());

/** What was told, frame by frame: names, and how many more. */
const told = (): string[] =>
  ananya.session
    .ofType("typing.changed")
    .map(({ users, more }) => [...users.map(({ name }) => name), ...(more ? [`+${more}`] : [])].join(" "));
const type = (person: Person, on = true, room = home) => person.ask({ type: "typing.set", room, on });

test("[PRE5] typing is told within a second and ends by itself after six", async () => {
  await type(ravi);
  await world.clock.advance(1_000);
  expect(told()).toEqual(["Ravi"]);
  await world.clock.advance(4_999);
  expect(told()).toEqual(["Ravi"]);
  await world.clock.advance(1_001);
  expect(told()).toEqual(["Ravi", ""]);
});

test("[PRE5] whoever goes on typing stays, told once; saying stop ends it", async () => {
  for (let second = 0; second < 10; second += 1) {
    await type(ravi);
    await world.clock.advance(1_000);
  }
  expect(told()).toEqual(["Ravi"]);
  await type(ravi, false);
  await world.clock.advance(1_000);
  expect(told()).toEqual(["Ravi", ""]);
});

test("[PRE5] three are named, the others counted", async () => {
  for (const name of [cast.meera, cast.chidi, cast.lin, cast.sofia]) await type(await world.join(name));
  await type(ravi);
  await world.clock.advance(1_000);
  expect(told()).toEqual(["Meera Chidi Lin +2"]);
});

test("[PRE5] sending, leaving and disconnecting end it", async () => {
  const room = await addRoom(ananya, "public");
  await ananya.ask({ type: "presence.watch", rooms: [room] });
  await ravi.ask({ type: "room.join", room });
  const ends = [
    () => ravi.ask(say(room, "said")),
    () => ravi.ask({ type: "room.leave", room }),
    async () => world.core.close(ravi.session, false),
  ];
  for (const end of ends) {
    await ravi.ask({ type: "room.join", room });
    await type(ravi, true, room);
    await world.clock.advance(1_000);
    expect(told().at(-1)).toBe("Ravi");
    await end();
    await world.clock.advance(1_000);
    expect(told().at(-1)).toBe("");
  }
});

test("[PRE5] nobody types into a room they are not in", async () => {
  const room = await addRoom(ananya, "private");
  expect((await ravi.refused({ type: "typing.set", room, on: true })).reason).toBe("room_missing");
});

test("when nobody types, no timer runs; stopping what never began starts none", async () => {
  await world.clock.advance(30_000);
  const timers = world.clock.timerCount;
  await type(ravi, false);
  expect(world.clock.timerCount).toBe(timers);
  await type(ravi);
  await world.clock.advance(10_000);
  expect(world.clock.timerCount).toBe(timers);
});
