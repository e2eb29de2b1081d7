import { afterEach, beforeEach, expect, test } from "bun:test";
import type { FollowedThread, RoomId } from "@hearth/protocol";
import { addRoom, createWorld, type Person, say, type World } from "../../../test/world.ts";

let world: World;
let ananya: Person;
let ravi: Person;
let zoya: Person;
let room: RoomId;
beforeEach(async () => {
  world = await createWorld();
  [ananya, ravi, zoya] = [await world.join("Ananya"), await world.join("Ravi"), await world.join("Zoya")];
  room = await addRoom(ananya, "public");
  for (const person of [ravi, zoya]) await person.ask({ type: "room.join", room });
});
afterEach(() => world.close());

const send = async (person: Person, text: string, more: object = {}): Promise<number> =>
  (await person.ask(say(room, text, more))).event.seq;
const followed = async (person: Person): Promise<readonly FollowedThread[]> =>
  (await person.ask({ type: "room.get", room })).room.threads ?? [];
const rootsOf = async (person: Person) => (await followed(person)).map(({ root }) => root);
const unreadOf = async (person: Person, root: number) =>
  (await followed(person)).find((thread) => thread.root === root)?.unread;

test("[MSG24] who began a thread, answered in it or was named in it follows it; others do not", async () => {
  const root = await send(ananya, "Which slide?");
  expect(await followed(ananya)).toEqual([]);
  const reply = await send(ravi, "The second", { threadRoot: root });
  expect(await followed(ananya)).toEqual([{ root, readSeq: root, unread: 1 }]);
  expect(await followed(ravi)).toEqual([{ root, readSeq: reply, unread: 0 }]);
  expect(await followed(zoya)).toEqual([]);
  const naming = await send(ravi, "@Zoya knows", { threadRoot: root });
  expect(await followed(zoya)).toEqual([{ root, readSeq: naming - 1, unread: 1 }]);
});

test("[MSG24] who is named in the message that becomes a thread follows it, too", async () => {
  const root = await send(ananya, "@Zoya, which slide? @here");
  await send(ravi, "The second", { threadRoot: root });
  expect(await unreadOf(zoya, root)).toBe(1);
});

test("[MSG24] an edit that names somebody calls them, a blocked person's words call nobody", async () => {
  const root = await send(ananya, "Which slide?");
  const reply = await send(ravi, "Ask her", { threadRoot: root });
  await ravi.ask({ type: "message.edit", room, seq: reply, body: { kind: "text", text: "Ask @Zoya" } });
  expect(await rootsOf(zoya)).toEqual([root]);
  const other = await send(ananya, "And this?");
  await zoya.ask({ type: "person.block", user: ravi.id });
  await send(ravi, "@Zoya?", { threadRoot: other });
  expect(await rootsOf(zoya)).toEqual([root]);
});

test("[MSG24] who stopped comes back by following or by answering again, not by being named", async () => {
  const root = await send(ananya, "Which slide?");
  await send(ravi, "The second", { threadRoot: root });
  await ananya.ask({ type: "thread.unfollow", room, root });
  await send(ravi, "@Ananya?", { threadRoot: root });
  expect(await followed(ananya)).toEqual([]);
  await ananya.ask({ type: "thread.follow", room, root });
  expect(await unreadOf(ananya, root)).toBe(0);
  await ananya.ask({ type: "thread.unfollow", room, root });
  await send(ananya, "Thank you", { threadRoot: root });
  expect(await rootsOf(ananya)).toEqual([root]);
});

test("[MSG24] only threads of messages that stand can be followed", async () => {
  const root = await send(ananya, "Which slide?");
  const reply = await send(ravi, "The second", { threadRoot: root });
  expect((await zoya.refused({ type: "thread.follow", room, root: reply })).reason).toBe("message_missing");
  await ananya.ask({ type: "message.delete", room, seq: root });
  expect((await zoya.refused({ type: "thread.follow", room, root })).reason).toBe("message_deleted");
});

test("[MSG25] unread are others' replies that stand and are not also in the room", async () => {
  const root = await send(ananya, "Which slide?");
  const first = await send(ravi, "one", { threadRoot: root });
  await send(ravi, "two", { threadRoot: root });
  await send(ravi, "in both", { threadRoot: root, alsoInRoom: true });
  await send(ananya, "mine", { threadRoot: root });
  expect(await unreadOf(ananya, root)).toBe(2);
  expect((await ananya.ask({ type: "room.get", room })).room.unread).toBe(1);
  await ravi.ask({ type: "message.delete", room, seq: first });
  expect(await unreadOf(ananya, root)).toBe(1);
});

test("[MSG25] a thread's mark moves forward only, is told to all devices, and to nobody else", async () => {
  const root = await send(ananya, "Which slide?");
  const first = await send(ravi, "one", { threadRoot: root });
  const second = await send(ravi, "two", { threadRoot: root });
  const other = await world.open(ananya);
  ravi.session.clear();
  expect(await ananya.ask({ type: "thread.read", room, root, seq: second })).toEqual({ readSeq: second });
  expect(await ananya.ask({ type: "thread.read", room, root, seq: first })).toEqual({ readSeq: second });
  expect(await ananya.ask({ type: "thread.read", room, root, seq: 9_999 })).toEqual({ readSeq: second });
  const change = { type: "thread.changed", room, root, following: true, readSeq: second };
  expect(other.ofType("feed").map((entry) => entry.change)).toEqual([change] as never);
  expect(ravi.session.ofType("feed")).toEqual([]);
  expect(await unreadOf(ananya, root)).toBe(0);
  expect(await zoya.ask({ type: "thread.read", room, root, seq: second })).toEqual({ readSeq: 0 });
  expect(await followed(zoya)).toEqual([]);
});

test("[MSG26] the list brings followed threads by their newest reply, and none of rooms one left", async () => {
  const roots = [await send(ananya, "one"), await send(ananya, "two")];
  const [first = 0, second = 0] = roots;
  await world.clock.advance(1_000);
  await send(ravi, "to two", { threadRoot: second });
  await world.clock.advance(1_000);
  await send(ravi, "to one", { threadRoot: first });
  const { threads, next } = await ananya.ask({ type: "thread.list", limit: 1 });
  expect(threads).toMatchObject([
    { root: first, unread: 1, message: { seq: first, thread: { replies: 1 } } },
  ]);
  const rest = await ananya.ask({ type: "thread.list", ...(next && { after: next }) });
  expect(rest).toMatchObject({ threads: [{ root: second, unread: 1 }], next: null });
  await ravi.ask({ type: "room.leave", room });
  expect((await ravi.ask({ type: "thread.list" })).threads).toEqual([]);
  await ravi.ask({ type: "room.join", room });
  expect(await followed(ravi)).toEqual([]);
});

test("[MSG26] a summary names threads with something unread first, and says when it does not name all", async () => {
  const roots: number[] = [];
  for (let n = 0; n < 102; n += 1) {
    const root = await send(ananya, `question ${n}`);
    await send(ananya, "nobody?", { threadRoot: root });
    roots.push(root);
  }
  await send(ravi, "here", { threadRoot: roots[0] });
  const { room: summary } = await ananya.ask({ type: "room.get", room });
  expect(summary.threads).toHaveLength(100);
  expect(summary.threads?.[0]).toMatchObject({ root: roots[0], unread: 1 });
  expect(summary.threads?.[1]).toMatchObject({ root: roots[101], unread: 0 });
  expect(summary.hasMoreThreads).toBe(true);
});
