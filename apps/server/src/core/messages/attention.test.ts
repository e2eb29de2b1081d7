import { afterEach, beforeEach, expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import { addRoom, createWorld, type Person, say, type World } from "../../../test/world.ts";

let world: World;
let ananya: Person;
let ravi: Person;
let room: RoomId;
beforeEach(async () => {
  world = await createWorld();
  ananya = await world.join("Ananya");
  ravi = await world.join("Ravi");
  room = await addRoom(ananya, "public");
  await ravi.ask({ type: "room.join", room });
});
afterEach(() => world.close());

const send = async (person: Person, text: string): Promise<number> =>
  (await person.ask(say(room, text))).event.seq;
const stateOf = async (person: Person, id = room) => (await person.ask({ type: "room.get", room: id })).room;

test("[MSG18] what one wants to hear of a room is told to all of one's devices, once, and to nobody else", async () => {
  expect(await stateOf(ravi)).toMatchObject({ level: "mentions", muted: false });
  const { room: direct } = await ravi.ask({ type: "direct.open", users: [ananya.id] });
  expect(direct.level).toBe("all");
  const second = await world.open(ravi);
  for (let time = 0; time < 2; time += 1)
    await ravi.ask({ type: "room.setAttention", room, level: "nothing" });
  await ravi.ask({ type: "room.setAttention", room, muted: true });
  expect(await stateOf(ravi)).toMatchObject({ level: "nothing", muted: true });
  expect(second.ofType("feed").map(({ change }) => change)).toEqual([
    { type: "attention.changed", room, level: "nothing", muted: false },
    { type: "attention.changed", room, level: "nothing", muted: true },
  ]);
  expect(await stateOf(ananya)).toMatchObject({ level: "mentions", muted: false });
  const outsider = await world.join("Outsider");
  expect((await outsider.refused({ type: "room.setAttention", room, muted: true })).reason).toBe(
    "member_missing",
  );
});

test("[MSG19] unread from a message on, until one reads on; the mark itself stays", async () => {
  const [first, second] = [await send(ananya, "one"), await send(ananya, "two")];
  await ravi.ask({ type: "read.mark", room, seq: second });
  const other = await world.open(ravi);
  await ravi.ask({ type: "read.unmark", room, seq: first });
  expect(await stateOf(ravi)).toMatchObject({ readSeq: second, unreadFrom: first, unread: 2 });
  await ravi.ask({ type: "read.mark", room, seq: second });
  const after = await stateOf(ravi);
  expect(after).toMatchObject({ readSeq: second, unread: 0 });
  expect(after.unreadFrom).toBeUndefined();
  expect(other.ofType("feed").map(({ change }) => change)).toEqual([
    { type: "unread.marked", room, seq: first },
    { type: "read.marked", room, seq: second },
  ]);
  expect((await ravi.refused({ type: "read.unmark", room, seq: 999 })).reason).toBe("message_missing");
});

test("[MSG23] in a small room everyone sees how far the others have read, in a large one nobody", async () => {
  const seq = await send(ananya, "one");
  await ananya.ask({ type: "presence.watch", rooms: [room] });
  ananya.session.clear();
  await ravi.ask({ type: "read.mark", room, seq });
  expect(ananya.session.ofType("seen.changed")).toMatchObject([{ room, user: ravi.id, seen: seq }]);
  const { marks } = await ananya.ask({ type: "seen.list", room });
  expect(marks).toContainEqual({ user: ravi.id, seq });
  for (let n = 0; n < 19; n += 1) await (await world.join(`Pupil ${n}`)).ask({ type: "room.join", room });
  ananya.session.clear();
  await ravi.ask({ type: "read.mark", room, seq: seq + 19 });
  expect(ananya.session.ofType("seen.changed")).toEqual([]);
  expect((await ananya.ask({ type: "seen.list", room })).marks).toEqual([]);
});
