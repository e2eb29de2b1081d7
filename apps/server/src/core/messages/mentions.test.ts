import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { Mention, RoomId } from "@hearth/protocol";
import { addRoom, createWorld, type Person, say, type World } from "../../../test/world.ts";

let world: World;
let ananya: Person;
let ravi: Person;
let wei: Person;
let room: RoomId;
beforeEach(async () => {
  world = await createWorld();
  ananya = await world.join("Ananya Iyer");
  ravi = await world.join("Ravi");
  wei = await world.join("王伟");
  room = await addRoom(ananya, "public");
  for (const person of [ravi, wei]) await person.ask({ type: "room.join", room });
});
afterEach(() => world.close());

const send = async (person: Person, text: string, more: object = {}) =>
  (await person.ask(say(room, text, more))).event;
const mentionsIn = async (person: Person, text: string): Promise<readonly Mention[]> => {
  const { body } = await send(person, text);
  return body?.kind === "text" ? (body.mentions ?? []) : [];
};
const stateOf = async (person: Person) => (await person.ask({ type: "room.get", room })).room;

describe("[MSG14] a text names", () => {
  test("people of the room by their whole name, whatever its case, in the order of the text", async () => {
    expect(await mentionsIn(ravi, "See @ananya iyer, and @王伟你好, @Ravi.")).toEqual([
      { text: "@ananya iyer", user: ananya.id },
      { text: "@王伟", user: wei.id },
      { text: "@Ravi", user: ravi.id },
    ]);
  });

  test("the longest name that fits", async () => {
    const short = await world.join("Ananya");
    await short.ask({ type: "room.join", room });
    expect(await mentionsIn(ravi, "@Ananya Iyer @Ananya and")).toEqual([
      { text: "@Ananya Iyer", user: ananya.id },
      { text: "@Ananya", user: short.id },
    ]);
  });

  test("nobody inside a word, in half a name, or who is not in the room", async () => {
    await world.join("Outsider");
    for (const text of ["mail@Ravi", "@Rav", "@Ravindra", "@ Ravi", "@Outsider", "Ravi", "@@"])
      expect(await mentionsIn(ananya, text)).toEqual([]);
  });

  test("as many as twenty, however many signs there are", async () => {
    expect(await mentionsIn(ananya, `${"@x ".repeat(19)}@Ravi`)).toHaveLength(1);
    expect(await mentionsIn(ananya, `${"@x ".repeat(20)}@Ravi`)).toHaveLength(0);
  });

  test("and nobody can claim a name", async () => {
    const body = { kind: "text", text: "hello", mentions: [{ text: "hello", user: wei.id }] };
    const command = { ...say(room, "x"), body } as never;
    expect((await ravi.refused(command)).reason).toBe("frame_malformed");
  });
});

test("[MSG15] everyone may call the moderators, moderators everyone", async () => {
  expect(await mentionsIn(ravi, "@moderators please")).toEqual([
    { text: "@moderators", group: "moderators" },
  ]);
  expect((await stateOf(ananya)).mentions).toBe(1);
  expect((await stateOf(wei)).mentions).toBe(0);
  expect(await mentionsIn(ravi, "@here")).toEqual([]);
  expect(await mentionsIn(ananya, "@here lunch")).toEqual([{ text: "@here", group: "here" }]);
  expect((await stateOf(wei)).mentions).toBe(1);
  expect((await stateOf(ananya)).mentions).toBe(1);
});

test("[MSG16] a mention is unread until the room is read up to it, also in a thread, and follows the text", async () => {
  const root = await send(ananya, "root");
  const reply = await send(ananya, "@Ravi look", { threadRoot: root.seq });
  await send(ravi, "I name @Ravi");
  expect((await stateOf(ravi)).mentions).toBe(1);
  await ravi.ask({ type: "read.mark", room, seq: reply.seq });
  expect((await stateOf(ravi)).mentions).toBe(0);
  const text = await send(ananya, "@Ravi");
  await ananya.ask({ type: "message.edit", room, seq: text.seq, body: { kind: "text", text: "@王伟" } });
  expect((await stateOf(ravi)).mentions).toBe(0);
  expect((await stateOf(wei)).mentions).toBe(1);
  await ananya.ask({ type: "message.delete", room, seq: text.seq });
  expect((await stateOf(wei)).mentions).toBe(0);
  await send(ananya, "@here before");
  const later = await world.join("Later");
  await world.clock.advance(1);
  await later.ask({ type: "room.join", room });
  expect((await stateOf(later)).mentions).toBe(0);
  expect((await later.ask({ type: "mention.list" })).messages).toEqual([]);
});

test("[MSG17] the list of mentions goes back in parts, and ends at rooms one has left", async () => {
  const other = await addRoom(ananya, "private");
  await ananya.ask({ type: "room.invite", room: other, users: [ravi.id] });
  await ravi.ask({ type: "room.join", room: other });
  for (let n = 0; n < 3; n += 1) {
    await world.clock.advance(1);
    await send(ananya, `@Ravi ${n}`);
  }
  await world.clock.advance(1);
  await ananya.ask(say(other, "@Ravi elsewhere, @here"));
  const list = async (after?: string) => {
    const { messages, next } = await ravi.ask({ type: "mention.list", limit: 2, ...(after && { after }) });
    return { texts: messages.map(({ body }) => (body?.kind === "text" ? body.text : "")), next };
  };
  const first = await list();
  expect(first.texts).toEqual(["@Ravi elsewhere, @here", "@Ravi 2"]);
  expect((await list(first.next ?? "")).texts).toEqual(["@Ravi 1", "@Ravi 0"]);
  await ravi.ask({ type: "room.leave", room: other });
  expect((await list()).texts).toEqual(["@Ravi 2", "@Ravi 1"]);
});
