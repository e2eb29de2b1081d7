import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import { type Page, type RoomId, sizes } from "@hearth/protocol";
import { cast } from "@hearth/test-kit";
import { addRoom, createWorld, homeOf, type Person, say, type World } from "../../../test/world.ts";

let world: World;
let ananya: Person;
let ravi: Person;
let room: RoomId;
beforeEach(async () => {
  world = await createWorld();
  ananya = await world.join(cast.ananya);
  ravi = await world.join(cast.ravi);
  room = await addRoom(ananya, "public");
  await ravi.ask({ type: "room.join", room });
});
afterEach(() => world.close());

const send = async (person: Person, text: string, more: object = {}): Promise<number> =>
  (await person.ask(say(room, text, more))).event.seq;
const page = (more: object = {}): Promise<Page> => ananya.ask({ type: "history.page", room, ...more });
const textsOf = ({ messages }: Page): string[] =>
  messages.map(({ body }) => (body?.kind === "text" ? body.text : "(deleted)"));

describe("sending", () => {
  test("[MSG1] a text of white space, or of one byte too many, is refused", async () => {
    for (const text of ["", " ", "\n\t\n"]) {
      expect((await ananya.refused(say(room, text))).reason).toBe("message_empty");
    }
    const most = "é".repeat(sizes.maxTextBytes / 2);
    await send(ananya, most);
    expect(await ananya.refused(say(room, `${most}x`))).toMatchObject({
      reason: "message_too_large",
      params: { maxBytes: sizes.maxTextBytes },
    });
  });

  test("[MSG2] replies and threads name a message of this room that stands", async () => {
    const other = await addRoom(ananya, "public");
    const elsewhere = (await ananya.ask(say(other, "elsewhere"))).event.seq;
    const gone = await send(ananya, "gone");
    await ananya.ask({ type: "message.delete", room, seq: gone });
    const root = await send(ananya, "root");
    const reply = await send(ravi, "reply", { threadRoot: root });
    const reasons = async (more: object) => (await ravi.refused(say(room, "x", more))).reason;
    for (const key of ["replyTo", "threadRoot"]) {
      expect(await reasons({ [key]: 1 })).toBe("message_missing");
      expect(await reasons({ [key]: elsewhere + 1_000 })).toBe("message_missing");
      expect(await reasons({ [key]: gone })).toBe("message_deleted");
    }
    expect(await reasons({ threadRoot: reply })).toBe("message_missing");
    await send(ravi, "to the reply", { replyTo: reply });
  });

  test("[MSG4] a repeated clientId gives the first message, also after it was edited, archived or deleted", async () => {
    const command = say(room, "once");
    const { event } = await ananya.ask(command);
    ravi.session.clear();
    expect(await ananya.ask(command)).toEqual({ event });
    await ananya.ask({ type: "message.delete", room, seq: event.seq });
    await ananya.ask({ type: "room.archive", room });
    const again = (await ananya.ask(command)).event;
    expect(again).toMatchObject({ id: event.id, seq: event.seq, body: null });
    expect(ravi.session.ofType("message.sent")).toEqual([]);
  });

  test("[MSG12] a read mark moves forward only, to the end of the log at most, and is told to one's other sessions", async () => {
    const seq = await send(ananya, "first");
    const last = await send(ananya, "second");
    const second = await world.open(ravi);
    expect(await ravi.ask({ type: "read.mark", room, seq })).toEqual({ readSeq: seq });
    expect(await ravi.ask({ type: "read.mark", room, seq: 1 })).toEqual({ readSeq: seq });
    expect(await ravi.ask({ type: "read.mark", room, seq: 9_999 })).toEqual({ readSeq: last });
    expect(second.ofType("feed").map(({ change }) => change)).toEqual([
      { type: "read.marked", room, seq },
      { type: "read.marked", room, seq: last },
    ]);
    expect(ananya.session.ofType("feed").filter(({ change }) => change.type === "read.marked")).toEqual([]);
  });
});

describe("changing", () => {
  test("[MSG5] an edit is told with the new body, and the old one is nowhere any more", async () => {
    const seq = await send(ananya, "first words");
    await ananya.ask({ type: "message.edit", room, seq, body: { kind: "text", text: "second words" } });
    await ananya.ask({ type: "message.edit", room, seq, body: { kind: "text", text: "third words" } });
    expect(ravi.session.ofType("message.edited").map(({ body }) => body)).toEqual([
      { kind: "text", text: "second words" },
      { kind: "text", text: "third words" },
    ]);
    const everything = JSON.stringify([
      await page(),
      await ravi.ask({ type: "log.resume", room, since: 0 }),
      (await world.open(ravi)).welcome,
    ]);
    expect(everything).toContain("third words");
    for (const old of ["first words", "second words"]) expect(everything).not.toContain(old);
  });

  test("[MSG5] a deleted message is empty wherever it is read, and cannot be touched again", async () => {
    const seq = await send(ravi, "secret words");
    await ananya.ask({ type: "message.pin", room, seq });
    await ananya.ask({ type: "reaction.add", room, seq, emoji: "👍" });
    await ravi.ask({ type: "message.edit", room, seq, body: { kind: "text", text: "edited secret" } });
    await ananya.ask({ type: "message.delete", room, seq });
    const [message] = (await page()).messages;
    expect(message).toMatchObject({
      seq,
      body: null,
      author: { user: ravi.id },
      deletedBy: { user: ananya.id },
    });
    expect([message?.pinned, message?.reactions]).toEqual([undefined, undefined]);
    const everything = JSON.stringify([
      await page(),
      await ananya.ask({ type: "pin.list", room }),
      await ravi.ask({ type: "log.resume", room, since: 0 }),
      (await world.open(ravi)).welcome,
    ]);
    expect(everything).not.toContain("secret");
    for (const type of ["message.delete", "message.pin"] as const)
      expect((await ananya.refused({ type, room, seq })).reason).toBe("message_deleted");
    const react = { type: "reaction.add", room, seq, emoji: "👍" } as const;
    expect((await ananya.refused(react)).reason).toBe("message_deleted");
  });

  test("[MSG11] thirty-two kinds of reaction, each person once per kind", async () => {
    const seq = await send(ananya, "react to this");
    const emoji = Array.from({ length: 33 }, (_, index) => String.fromCodePoint(0x1f400 + index));
    for (const one of emoji.slice(0, 32)) await ravi.ask({ type: "reaction.add", room, seq, emoji: one });
    const refusal = await ananya.refused({ type: "reaction.add", room, seq, emoji: emoji[32] ?? "" });
    expect(refusal).toMatchObject({ reason: "reactions_too_many", params: { max: 32 } });
    await world.clock.advance(1);
    for (let time = 0; time < 2; time += 1)
      await ananya.ask({ type: "reaction.add", room, seq, emoji: emoji[0] ?? "" });
    const [message] = (await page()).messages;
    const users = [ravi.id, ananya.id];
    expect(message?.reactions?.[0]).toEqual({ emoji: emoji[0] ?? "", count: 2, users, mine: true });
    expect(ravi.session.ofType("reaction.added")).toHaveLength(33);
  });

  test("[MSG13] a page says which reactions are its reader's own, among any number of others", async () => {
    const seq = await send(ananya, "react to this");
    const crowd = await Promise.all(Array.from({ length: 13 }, (_, n) => world.join(`Guest ${n}`)));
    for (const person of crowd) {
      await person.ask({ type: "room.join", room });
      await person.ask({ type: "reaction.add", room, seq, emoji: "👍" });
    }
    const last = crowd.at(-1) as Person;
    const reactionsOf = async (person: Person) =>
      (await person.ask({ type: "history.page", room })).messages[0]?.reactions?.[0];
    expect(await reactionsOf(last)).toMatchObject({ count: 13, mine: true });
    expect((await reactionsOf(ananya))?.mine).toBeUndefined();
    await last.ask({ type: "reaction.remove", room, seq, emoji: "👍" });
    expect((await reactionsOf(last))?.mine).toBeUndefined();
  });

  test("a reaction is an emoji and nothing else", async () => {
    const seq = await send(ananya, "react to this");
    for (const emoji of ["👍🏽", "❤️", "🏳️‍🌈", "🇮🇳", "1️⃣", "👩‍👩‍👧‍👦"])
      await ravi.ask({ type: "reaction.add", room, seq, emoji });
    for (const emoji of ["", "a", "1", "👍👍", "👍 ", "<b>", "\u200d", "🇮🇳🇧🇷"])
      expect((await ravi.refused({ type: "reaction.add", room, seq, emoji })).reason).toBe("frame_malformed");
  });
});

describe("[MSG9] pages", () => {
  test("say what lies before and after, around a message, and bring cards of everyone on them", async () => {
    const seqs: number[] = [];
    for (let index = 1; index <= 9; index += 1) seqs.push(await send(index % 2 ? ananya : ravi, `m${index}`));
    const middle = seqs[4] ?? 0;
    const newest = await page({ limit: 3 });
    expect([textsOf(newest), newest.hasBefore, newest.hasAfter]).toEqual([["m7", "m8", "m9"], true, false]);
    expect(newest.users.map(({ name }) => name).sort()).toEqual(["Ananya", "Ravi"]);
    const around = await page({ around: middle, limit: 4 });
    expect([textsOf(around), around.hasBefore, around.hasAfter]).toEqual([
      ["m4", "m5", "m6", "m7"],
      true,
      true,
    ]);
    const before = await page({ before: seqs[2], limit: 10 });
    expect([textsOf(before), before.hasBefore, before.hasAfter]).toEqual([["m1", "m2"], false, true]);
    const after = await page({ after: seqs[7], limit: 10 });
    expect([textsOf(after), after.hasBefore, after.hasAfter]).toEqual([["m9"], true, false]);
    const all = await page({ around: middle, before: 1, after: 1, limit: 2 });
    expect(textsOf(all)).toEqual(["m5", "m6"]);
    expect((await page({ after: 0, before: 1, limit: 1 })).messages[0]?.seq).toBe(seqs[0] ?? 0);
  });

  test("bring the notices of their stretch: every one is on exactly one page of a walk", async () => {
    const expected = ["room.created", "member.joined", "member.joined"];
    for (let index = 0; index < 6; index += 1) {
      await send(ananya, `m${index}`);
      await ananya.ask({ type: "room.setTopic", room, topic: `topic ${index}` });
      expected.push("topic.changed");
    }
    const seen = new Map<number, string>();
    let before: number | undefined;
    for (;;) {
      const part = await page({ limit: 2, ...(before !== undefined && { before }) });
      for (const { seq, type } of part.notices) seen.set(seq, type);
      if (!part.hasBefore) break;
      before = part.messages[0]?.seq ?? 0;
    }
    expect([...seen].sort(([a], [b]) => a - b).map(([, type]) => type)).toEqual(expected);
  });

  test("[MSG3] a thread's page has its replies, the room's page only those that are also in the room", async () => {
    const root = await send(ananya, "root");
    await send(ravi, "in the thread", { threadRoot: root });
    await send(ravi, "in both", { threadRoot: root, alsoInRoom: true });
    expect(textsOf(await page())).toEqual(["root", "in both"]);
    expect(textsOf(await page({ threadRoot: root }))).toEqual(["in the thread", "in both"]);
    expect((await page()).messages[0]?.thread).toMatchObject({ replies: 2 });
  });

  test("of long messages are cut, never below one, and say that there is more", async () => {
    const long = "x".repeat(sizes.maxTextBytes);
    for (let index = 0; index < 40; index += 1) await send(ananya, long);
    const newest = await page({ limit: 100 });
    expect(newest.messages.length).toBeLessThan(40);
    expect(newest.messages.length).toBeGreaterThan(10);
    expect(newest.hasBefore).toBe(true);
    expect(newest.messages.at(-1)?.seq).toBe(newest.uptoSeq);
  });
});

describe("[MSG10] a resume", () => {
  test("brings what came since, or nothing", async () => {
    const since = await send(ananya, "seen");
    expect(await ravi.ask({ type: "log.resume", room, since })).toMatchObject({
      startOver: false,
      events: [],
    });
    await send(ananya, "missed");
    const resumed = await ravi.ask({ type: "log.resume", room, since });
    expect(resumed).toMatchObject({ startOver: false, uptoSeq: since + 1 });
    expect(resumed.startOver ? [] : resumed.events.map(({ type }) => type)).toEqual(["message.sent"]);
  });

  test("of more than 500 entries, or from ahead of the log, starts over", async () => {
    const { lastSeq } = (await ravi.ask({ type: "room.get", room })).room;
    await Promise.all(Array.from({ length: 501 }, (_, index) => send(ananya, `m${index}`)));
    const resume = async (since: number) => (await ravi.ask({ type: "log.resume", room, since })).startOver;
    expect(await resume(lastSeq)).toBe(true);
    expect(await resume(lastSeq + 1)).toBe(false);
    expect(await resume(lastSeq + 501)).toBe(false);
    expect(await resume(lastSeq + 502)).toBe(true);
  });

  test("larger than a page starts over, so that no reader is closed on for it again and again", async () => {
    const long = "x".repeat(sizes.maxTextBytes);
    const since = await send(ananya, "seen");
    await Promise.all(Array.from({ length: 100 }, () => send(ananya, long)));
    const resumed = await ravi.ask({ type: "log.resume", room, since });
    expect(resumed.startOver).toBe(true);
    expect(JSON.stringify(resumed).length).toBeLessThan(1_000_000);
  });

  test("of the feed brings what came since, and starts over when it is not kept any more", async () => {
    const since = ravi.session.welcome?.feedSeq ?? 0;
    const rooms: RoomId[] = [];
    for (let index = 0; index < 3; index += 1) rooms.push(await addRoom(ravi, "private"));
    const resumed = await ravi.ask({ type: "feed.resume", since });
    expect(resumed.startOver ? [] : resumed.entries.map(({ seq, type }) => [seq - since, type])).toEqual(
      [1, 2, 3, 4].map((seq) => [seq, "feed"]),
    );
    const [first] = rooms;
    if (!first) throw new Error("no room");
    for (let index = 0; index < 500; index += 1) {
      await send(ananya, `m${index}`);
      await ravi.ask({ type: "read.mark", room, seq: 1_000_000 });
    }
    expect((await ravi.ask({ type: "feed.resume", since })).startOver).toBe(true);
    expect((await ravi.ask({ type: "feed.resume", since: since + 4 })).startOver).toBe(false);
    expect((await ravi.ask({ type: "feed.resume", since: since + 10_000 })).startOver).toBe(true);
  });
});

describe("the welcome", () => {
  test("brings each room with its newest message's beginning, and what is unread", async () => {
    await send(ananya, `${"long ".repeat(1_000)}end`);
    const rooms = (await world.open(ravi)).welcome?.rooms ?? [];
    const lab = rooms.find(({ id }) => id === room);
    const body = lab?.lastMessage?.body;
    expect(lab?.unread).toBe(1);
    expect(body?.kind === "text" && body.text.startsWith("long long")).toBe(true);
    expect(body?.kind === "text" ? body.text.length : 0).toBeLessThanOrEqual(sizes.maxPreviewBytes);
    expect(rooms.map(({ id }) => id).sort()).toEqual([room, homeOf(ravi)].sort());
  });
});
