import { describe, expect, test } from "bun:test";
import type { FeedChange, FeedEntry, RoomEvent } from "@hearth/protocol";
import { effect } from "@preact/signals-core";
import {
  arjun,
  biology,
  createEntry,
  createMessage,
  createSent,
  createSummary,
  garden,
  kavitha,
  mateus,
  text,
} from "../test/cast.ts";
import { Table } from "../test/table.ts";

const feed = (seq: number, change: FeedChange): FeedEntry => ({ type: "feed", seq, atMs: seq, change });

async function openTable(...summaries: Partial<ReturnType<typeof createSummary>>[]): Promise<Table> {
  const table = new Table();
  await table.welcome({ rooms: summaries.length > 0 ? summaries.map(createSummary) : [createSummary()] });
  return table;
}

const stateOf = (table: Table) => table.client.room(biology)?.state.value;

describe("the rooms", () => {
  test("stand by title, direct chats behind them by their latest message", async () => {
    const id = (n: number) => biology.replace(/101$/, String(n)) as typeof biology;
    const early = createMessage(3, "Early");
    const table = await openTable(
      { id: id(1), title: "Room 10" },
      { id: id(2), kind: "direct", title: "", lastMessage: early },
      { id: id(3), kind: "direct", title: "", lastMessage: { ...early, atMs: 9_000 } },
      { id: id(4), title: "room 9" },
      { id: id(5), title: "Art", kind: "private" },
    );
    expect(table.client.rooms.value.map((room) => Number(room.id.slice(-3)))).toEqual(
      [5, 4, 1, 3, 2].map((n) => Number(id(n).slice(-3))),
    );
  });

  test("a room that is not open counts what others say, and knows the last message", async () => {
    const table = await openTable();
    await table.push(
      createSent(4, "One"),
      createSent(5, "Mine", arjun),
      createSent(6, "In a thread", kavitha, { threadRoot: 4 }),
      createSent(7, "In both", kavitha, { threadRoot: 4, alsoInRoom: true }),
    );
    expect(stateOf(table)).toMatchObject({ unread: 2, isNew: true, lastSeq: 7, lastMessage: { seq: 7 } });
  });

  test("a deleted message is not unread any more, and stays the last one, deleted", async () => {
    const table = await openTable();
    await table.push(createSent(4, "One"), { type: "message.deleted", ...createEntry(5), target: 4 });
    expect(stateOf(table)).toMatchObject({ unread: 0, isNew: false, lastMessage: { seq: 4, body: null } });
    expect(table.asked("room.get")).toHaveLength(0);
  });

  test("where it cannot know whether a deleted message was unread, it asks", async () => {
    const table = await openTable({ lastSeq: 9, readSeq: 5, unread: 2 });
    await table.push({ type: "message.deleted", ...createEntry(10), target: 8 });
    await table.push(createSent(11, "Later"));
    await table.answer("room.get", { room: createSummary({ lastSeq: 10, readSeq: 5, unread: 1 }) });
    expect(stateOf(table)).toMatchObject({ unread: 2, lastSeq: 11 });
  });

  test("follows its log in everything a summary says", async () => {
    const table = await openTable();
    const join = { ...createEntry(8, mateus), user: mateus.id, name: mateus.name };
    const events: RoomEvent[] = [
      { type: "room.renamed", ...createEntry(4), title: "Biology 9B" },
      { type: "topic.changed", ...createEntry(5), topic: "Cells" },
      { type: "room.archived", ...createEntry(6) },
      { type: "role.changed", ...createEntry(7), user: arjun.id, name: arjun.name, role: "moderator" },
      { type: "member.joined", ...join },
    ];
    await table.push(...events);
    expect(stateOf(table)).toMatchObject({
      title: "Biology 9B",
      topic: "Cells",
      archivedAtMs: 6_000,
      myRole: "moderator",
      memberCount: 3,
    });
    await table.push(
      { type: "room.unarchived", ...createEntry(9) },
      { type: "member.left", ...join, seq: 10 },
    );
    expect(stateOf(table)).toMatchObject({ archivedAtMs: null, memberCount: 2 });
  });

  test("a role in the community that is higher counts in the room", async () => {
    const table = new Table();
    await table.welcome({
      user: { ...arjun, role: "owner", hasPassword: true },
      rooms: [createSummary({ myRole: "owner" })],
    });
    await table.push({
      type: "role.changed",
      ...createEntry(4),
      user: arjun.id,
      name: arjun.name,
      role: "member",
    });
    expect(stateOf(table)?.myRole).toBe("owner");
  });

  test("a new role in the community is asked for in every room", async () => {
    const table = await openTable();
    await table.push(feed(1, { type: "role.changed", role: "owner" }));
    expect(table.client.me.value?.role).toBe("owner");
    expect(table.client.hasOwner.value).toBe(true);
    await table.answer("room.get", { room: createSummary({ myRole: "owner" }) });
    expect(stateOf(table)?.myRole).toBe("owner");
  });

  test("a ban may strike someone who was only invited, so the members are counted by the host", async () => {
    const table = await openTable();
    const banned = { ...createEntry(4), user: mateus.id, name: mateus.name, banned: true };
    await table.push({ type: "member.removed", ...banned });
    await table.answer("room.get", { room: createSummary({ lastSeq: 4, memberCount: 2 }) });
    expect(stateOf(table)?.memberCount).toBe(2);
  });

  test("one I am added to comes with what was said while its summary was on the way", async () => {
    const table = await openTable();
    const joined = { ...createEntry(5, arjun), room: garden, user: arjun.id, name: arjun.name };
    await table.push({ type: "member.joined", ...joined }, feed(1, { type: "room.added", room: garden }));
    await table.push(
      { ...createSent(6, "Welcome"), room: garden },
      { ...createSent(7, "Tea?"), room: garden },
    );
    expect(table.asked("room.get")).toHaveLength(1);
    await table.answer("room.get", {
      room: createSummary({ id: garden, title: "Garden", lastSeq: 6, readSeq: 5, unread: 1 }),
    });
    expect(table.client.room(garden)?.state.value).toMatchObject({ unread: 2, lastSeq: 7 });
  });

  test("what was said while a summary was on the way is heard, each once", async () => {
    const table = await openTable();
    const heard: unknown[] = [];
    table.client.listen((entry) => {
      if (entry.type === "message.sent")
        heard.push([entry.seq, table.client.room(entry.room)?.state.value.title]);
    });
    await table.push(feed(1, { type: "room.added", room: garden }));
    await table.push(
      { ...createSent(6, "For you"), room: garden },
      { ...createSent(7, "Tea?"), room: garden },
    );
    await table.answer("room.get", {
      room: createSummary({ id: garden, title: "Garden", lastSeq: 6, readSeq: 5, unread: 1 }),
    });
    expect(heard).toEqual([
      [6, "Garden"],
      [7, "Garden"],
    ]);
  });

  test("one that I made, joined or opened is there with the answer", async () => {
    const table = await openTable();
    const asked = table.client.ask({ type: "room.join", room: garden });
    const there = asked.then(() => table.client.room(garden) !== undefined);
    await table.answer("room.join", { room: createSummary({ id: garden, title: "Garden" }) });
    expect(await there).toBe(true);
    await table.push(feed(1, { type: "room.added", room: garden }));
    expect(table.asked("room.get")).toHaveLength(0);
  });

  test("one I left on another device goes", async () => {
    const table = await openTable();
    await table.push({ type: "member.left", ...createEntry(4, arjun), user: arjun.id, name: arjun.name });
    expect(table.client.rooms.value).toEqual([]);
    await table.push(createSent(5, "Secret"));
    expect(table.client.rooms.value).toEqual([]);
  });

  test("one that was deleted goes", async () => {
    const table = await openTable();
    await table.push({ type: "room.deleted", ...createEntry(4) });
    expect(table.client.room(biology)).toBeUndefined();
  });

  test("ones that a new welcome does not name go, and new ones come", async () => {
    const table = await openTable();
    await table.drop();
    await table.reconnect({ rooms: [createSummary({ id: garden, title: "Garden" })] });
    expect(table.client.rooms.value.map(({ title }) => title)).toEqual(["Garden"]);
  });

  test("whoever looks one up in an effect hears when it comes", async () => {
    const table = new Table();
    const seen: boolean[] = [];
    const stop = effect(() => void seen.push(table.client.room(biology) !== undefined));
    await table.welcome();
    await table.push(createSent(4, "One"));
    stop();
    expect(seen).toEqual([false, true]);
  });

  test("a person of a direct chat who takes another name is renamed there", async () => {
    const table = await openTable({ kind: "direct", people: [arjun, kavitha] });
    await table.push({ type: "user.changed", user: { ...kavitha, name: "Kavitha R" } });
    expect(stateOf(table)?.people.map(({ name }) => name)).toEqual(["Arjun Menon", "Kavitha R"]);
    expect(table.client.people.card(kavitha.id).value?.name).toBe("Kavitha R");
  });

  test("somebody else on the same device starts with their own rooms", async () => {
    const table = await openTable();
    table.client.markRead(biology, 3);
    await table.push(createSent(4, "One"));
    table.client.markRead(biology, 4);
    await table.push({ type: "bye", why: "device_ended" });
    table.client.retryNow();
    const room = createSummary({ lastSeq: 4, readSeq: 1, unread: 1 });
    await table.welcome({ user: { ...mateus, hasPassword: false }, rooms: [room] });
    expect(stateOf(table)).toMatchObject({ readSeq: 1, unread: 1 });
  });
});

describe("read marks", () => {
  test("count at once, and go to the host one at a time, the newest", async () => {
    const table = await openTable({ lastSeq: 9, readSeq: 5, unread: 3 });
    table.client.markRead(biology, 9);
    expect(stateOf(table)).toMatchObject({ unread: 0, readSeq: 9, isNew: false });
    await table.push(createSent(10, "Ten"), createSent(11, "Eleven"));
    table.client.markRead(biology, 10);
    table.client.markRead(biology, 11);
    expect(table.asked("read.mark").map(({ seq }) => seq)).toEqual([9]);
    await table.answer("read.mark", { readSeq: 9 });
    await table.clock.advance(1_000);
    expect(table.asked("read.mark").map(({ seq }) => seq)).toEqual([11]);
  });

  test("that wait for their turn go at once when the page is about to go", async () => {
    const table = await openTable({ lastSeq: 9, readSeq: 5, unread: 3 });
    table.client.markRead(biology, 8);
    table.client.markRead(biology, 9);
    expect(table.asked("read.mark").map(({ seq }) => seq)).toEqual([8]);
    table.client.flush();
    expect(table.asked("read.mark").map(({ seq }) => seq)).toEqual([8, 9]);
  });

  test("never go back, and never beyond the log", async () => {
    const table = await openTable({ lastSeq: 9, readSeq: 5, unread: 3 });
    table.client.markRead(biology, 4);
    expect(table.asked("read.mark")).toHaveLength(0);
    table.client.markRead(biology, 500);
    expect(table.asked("read.mark").map(({ seq }) => seq)).toEqual([9]);
  });

  test("made without a connection go with the next one", async () => {
    const table = await openTable({ lastSeq: 9, readSeq: 5, unread: 3 });
    await table.drop();
    table.client.markRead(biology, 9);
    await table.reconnect({ rooms: [createSummary({ lastSeq: 9, readSeq: 5, unread: 3 })] });
    expect(stateOf(table)).toMatchObject({ unread: 0, readSeq: 9 });
    expect(table.asked("read.mark").map(({ seq }) => seq)).toEqual([9]);
  });

  test("in the middle of what the host counted are counted by the host, once it has the mark", async () => {
    const table = await openTable({ lastSeq: 9, readSeq: 5, unread: 3 });
    table.client.markRead(biology, 7);
    expect(table.asked("room.get")).toHaveLength(0);
    await table.answer("read.mark", { readSeq: 7 });
    await table.answer("room.get", { room: createSummary({ lastSeq: 9, readSeq: 7, unread: 1 }) });
    expect(stateOf(table)).toMatchObject({ unread: 1, readSeq: 7 });
  });

  test("put back to unread count from there, and end by reading on", async () => {
    const table = await openTable({ lastSeq: 9, readSeq: 9, unread: 0 });
    await table.push(feed(1, { type: "unread.marked", room: biology, seq: 8 }));
    const summary = createSummary({ lastSeq: 9, readSeq: 9, unread: 2, unreadFrom: 8 });
    await table.answer("room.get", { room: summary });
    expect(stateOf(table)).toMatchObject({ readSeq: 9, unread: 2, unreadFrom: 8, isNew: true });
    table.client.markRead(biology, 9);
    expect(stateOf(table)).toMatchObject({ readSeq: 9, unread: 0, isNew: false });
    expect(stateOf(table)?.unreadFrom).toBeUndefined();
    expect(table.asked("read.mark").map(({ seq }) => seq)).toEqual([9]);
  });

  test("of a muted room leave only what names me as new", async () => {
    const table = await openTable({ lastSeq: 9, readSeq: 9, muted: true });
    await table.push(createSent(10, "Ten"));
    expect(stateOf(table)).toMatchObject({ unread: 1, mentions: 0, isNew: false });
    const mentions = [{ text: "@Arjun", user: arjun.id }];
    await table.push(createSent(11, "", kavitha, { body: { ...text("@Arjun"), mentions } }));
    expect(stateOf(table)).toMatchObject({ unread: 2, mentions: 1, isNew: true });
    table.client.markRead(biology, 11);
    expect(stateOf(table)).toMatchObject({ unread: 0, mentions: 0, isNew: false });
  });

  test("of another device count here", async () => {
    const table = await openTable({ lastSeq: 9, readSeq: 5, unread: 3 });
    await table.push(feed(1, { type: "read.marked", room: biology, seq: 9 }));
    expect(stateOf(table)).toMatchObject({ unread: 0, readSeq: 9 });
    expect(table.asked("read.mark")).toHaveLength(0);
  });

  test("that a host has no time for are brought again", async () => {
    const table = await openTable({ lastSeq: 9, readSeq: 5, unread: 3 });
    table.client.markRead(biology, 9);
    await table.refuse("read.mark", "too_fast", 700);
    await table.clock.advance(700);
    expect(table.asked("read.mark").map(({ seq }) => seq)).toEqual([9]);
  });
});

describe("the feed", () => {
  test("counts each entry once, and asks for missing ones", async () => {
    const table = await openTable();
    const invite = (seq: number, room: typeof biology) =>
      feed(seq, { type: "invitation.added", invitation: { room, title: "", by: kavitha, atMs: seq } });
    await table.push(invite(1, garden), invite(1, garden));
    expect(table.client.invitations.value).toHaveLength(1);
    expect(table.asked("feed.resume")).toHaveLength(0);
    await table.push(feed(3, { type: "invitation.removed", room: garden }));
    expect(table.client.invitations.value).toHaveLength(1);
    const asked = await table.answer("feed.resume", { startOver: false, entries: [invite(2, biology)] });
    expect(asked["since"]).toBe(1);
    expect(table.client.invitations.value.map(({ room }) => room)).toEqual([biology]);
  });

  test("too far behind begins anew with a welcome", async () => {
    const table = await openTable();
    await table.push(feed(900, { type: "devices.changed" }));
    await table.answer("feed.resume", { startOver: true });
    expect(table.sockets).toHaveLength(2);
    await table.welcome({ feedSeq: 900 });
    expect(table.client.status.value.phase).toBe("live");
  });

  test("changes my own card", async () => {
    const table = await openTable();
    await table.push(feed(1, { type: "profile.changed", user: { ...arjun, name: "Arjun" } }));
    expect(table.client.me.value?.name).toBe("Arjun");
    await table.push(feed(2, { type: "profile.changed", user: { ...arjun, status: "In class" } }));
    await table.push(feed(3, { type: "privacy.changed", hidesLastSeen: true }));
    expect(table.client.me.value).toMatchObject({ status: "In class", hidesLastSeen: true });
    await table.push(feed(4, { type: "profile.changed", user: arjun }));
    expect(table.client.me.value?.status).toBeUndefined();
    expect(table.client.me.value?.hidesLastSeen).toBe(true);
  });
});

describe("listening", () => {
  test("hears every live entry once and in order, and stops when told", async () => {
    const table = await openTable();
    const heard: string[] = [];
    const stop = table.client.listen((entry) => void heard.push(`${entry.type} ${entry.seq}`));
    await table.push(createSent(4, "One"), createSent(4, "One"), createSent(6, "Three"));
    const events = [createSent(5, "Two"), createSent(6, "Three")];
    await table.answer("log.resume", { startOver: false, events, uptoSeq: 6, users: [] });
    await table.push(feed(1, { type: "devices.changed" }));
    stop();
    await table.push(createSent(7, "Four"));
    expect(heard).toEqual(["message.sent 4", "message.sent 5", "message.sent 6", "feed 1"]);
  });

  test("an answer teaches what it says", async () => {
    const table = await openTable();
    void table.client.ask({ type: "password.set", password: "rain on the roof" });
    await table.answer("password.set", {});
    expect(table.client.me.value?.hasPassword).toBe(true);
    void table.client.ask({ type: "profile.rename", name: "Arjun" });
    await table.answer("profile.rename", { user: { ...arjun, name: "Arjun" } });
    expect(table.client.me.value?.name).toBe("Arjun");
    void table.client.ask({ type: "room.leave", room: biology });
    await table.answer("room.leave", {});
    expect(table.client.rooms.value).toEqual([]);
  });
});

describe("followed threads", () => {
  const thread = (root: number, unread: number, readSeq = 3) => ({ root, readSeq, unread });
  const threadsOf = (table: Table) => stateOf(table)?.threads?.map(({ root, unread }) => [root, unread]);
  const reply = (seq: number, root = 2, more: object = {}) =>
    createSent(seq, "In a thread", kavitha, { threadRoot: root, ...more });

  test("count what others say in them, and nothing of other threads", async () => {
    const table = await openTable({ threads: [thread(2, 1)] });
    await table.push(
      reply(4),
      reply(5, 2, { alsoInRoom: true }),
      createSent(6, "Mine", arjun, { threadRoot: 2 }),
      reply(7, 1),
    );
    expect(threadsOf(table)).toEqual([[2, 2]]);
    expect(table.asked("room.get")).toHaveLength(0);
  });

  test("are read here at once, on the host one at a time, and elsewhere", async () => {
    const table = await openTable({ threads: [thread(2, 1)] });
    await table.push(reply(4), reply(5));
    table.client.markThreadRead(biology, 2, 4);
    table.client.markThreadRead(biology, 2, 5);
    expect(threadsOf(table)).toEqual([[2, 0]]);
    expect(table.asked("thread.read").map(({ seq }) => seq)).toEqual([4]);
    await table.answer("thread.read", { readSeq: 4 });
    await table.clock.advance(1_000);
    expect(table.asked("thread.read").map(({ root, seq }) => [root, seq])).toEqual([[2, 5]]);
    await table.push(
      reply(6),
      feed(1, { type: "thread.changed", room: biology, root: 2, following: true, readSeq: 6 }),
    );
    expect(threadsOf(table)).toEqual([[2, 0]]);
  });

  test("that begin are asked for, those that end are gone", async () => {
    const table = await openTable({ threads: [thread(2, 1)] });
    const change = { type: "thread.changed", room: biology, readSeq: 3 } as const;
    await table.push(feed(1, { ...change, root: 2, following: false }));
    expect(threadsOf(table)).toEqual([]);
    await table.push(feed(2, { ...change, root: 1, following: true }), reply(4, 1));
    await table.answer("room.get", { room: createSummary({ lastSeq: 4, threads: [thread(1, 1)] }) });
    expect(threadsOf(table)).toEqual([[1, 1]]);
  });

  test("lose a deleted reply that came live, and are asked for when the host may have counted it", async () => {
    const table = await openTable({ threads: [thread(2, 1, 1)] });
    await table.push(reply(4), { type: "message.deleted", ...createEntry(5), target: 4, threadRoot: 2 });
    expect(threadsOf(table)).toEqual([[2, 1]]);
    await table.push({ type: "message.deleted", ...createEntry(6), target: 3, threadRoot: 2 });
    await table.answer("room.get", { room: createSummary({ lastSeq: 6, threads: [thread(2, 0, 1)] }) });
    expect(threadsOf(table)).toEqual([[2, 0]]);
  });

  test("that the summary has no place for are asked about when somebody answers there", async () => {
    const table = await openTable({ threads: [thread(2, 0)], hasMoreThreads: true });
    await table.push(reply(4, 1));
    const threads = [thread(1, 1), thread(2, 0)];
    await table.answer("room.get", { room: createSummary({ lastSeq: 4, threads, hasMoreThreads: true }) });
    expect(threadsOf(table)).toEqual([
      [1, 1],
      [2, 0],
    ]);
  });

  test("a mark made without a connection counts when the host has not heard of it", async () => {
    const table = await openTable({ threads: [thread(2, 1, 1)] });
    await table.drop();
    table.client.markThreadRead(biology, 2, 3);
    await table.reconnect({ rooms: [createSummary({ threads: [thread(2, 1, 1)] })] });
    expect(threadsOf(table)).toEqual([[2, 0]]);
    expect(table.asked("thread.read").map(({ seq }) => seq)).toEqual([3]);
  });
});
