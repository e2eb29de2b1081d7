import { describe, expect, test } from "bun:test";
import type { RoomEvent } from "@hearth/protocol";
import {
  arjun,
  biology,
  by,
  createEntry,
  createMessage,
  createPage,
  createSent,
  createSummary,
  garden,
  kavitha,
  mateus,
  text,
} from "../test/cast.ts";
import { readRows, Table } from "../test/table.ts";
import type { Timeline } from "./contract.ts";

async function openTable(lastSeq = 3): Promise<{ table: Table; timeline: Timeline }> {
  const table = new Table();
  await table.welcome({ rooms: [createSummary({ lastSeq, readSeq: lastSeq })] });
  const timeline = table.client.room(biology)?.timeline();
  if (!timeline) throw new Error("no room");
  return { table, timeline };
}

async function openPage(): Promise<{ table: Table; timeline: Timeline }> {
  const { table, timeline } = await openTable();
  await table.answer(
    "history.page",
    createPage([createMessage(2, "Two"), createMessage(3, "Three")], { hasBefore: true }),
  );
  return { table, timeline };
}

describe("a timeline", () => {
  test("is loading until its first page is there", async () => {
    const { table, timeline } = await openTable();
    expect(timeline.phase.value).toBe("loading");
    await table.answer("history.page", createPage([createMessage(2, "Two"), createMessage(3, "Three")]));
    expect(timeline.phase.value).toBe("live");
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three"]);
  });

  test("takes live messages, each once", async () => {
    const { table, timeline } = await openPage();
    await table.push(
      createSent(4, "Four"),
      createSent(4, "Four"),
      createSent(5, "Five"),
      createSent(3, "Three"),
    );
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three", "4 Four", "5 Five"]);
  });

  test("drops live events that its page already holds, and keeps those that came while it was read", async () => {
    const { table, timeline } = await openTable();
    await table.push(createSent(4, "Four"), createSent(5, "Five"));
    await table.answer("history.page", createPage([createMessage(3, "Three"), createMessage(4, "Four")]));
    await table.push(createSent(6, "Six"));
    expect(readRows(timeline)).toEqual(["3 Three", "4 Four", "5 Five", "6 Six"]);
    expect(table.asked("log.resume")).toHaveLength(0);
  });

  test("a gap is asked for, and what came meanwhile follows behind it", async () => {
    const { table, timeline } = await openPage();
    await table.push(createSent(6, "Six"));
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three"]);
    await table.push(createSent(7, "Seven"));
    const events = [createSent(4, "Four"), createSent(5, "Five"), createSent(6, "Six")];
    const asked = await table.answer("log.resume", { startOver: false, events, uptoSeq: 6, users: [] });
    expect(asked["since"]).toBe(3);
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three", "4 Four", "5 Five", "6 Six", "7 Seven"]);
    expect(table.asked("log.resume")).toHaveLength(0);
  });

  test("after a new connection it resumes where it stood", async () => {
    const { table, timeline } = await openPage();
    await table.drop();
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three"]);
    await table.reconnect({ rooms: [createSummary({ lastSeq: 4 })] });
    const events = [createSent(4, "Four")];
    const asked = await table.answer("log.resume", { startOver: false, events, uptoSeq: 4, users: [] });
    expect(asked["since"]).toBe(3);
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three", "4 Four"]);
  });

  test("asks for nothing after a new connection when nothing was missed", async () => {
    const { table } = await openPage();
    await table.drop();
    await table.reconnect({ rooms: [createSummary({ lastSeq: 3 })] });
    expect(table.asked("log.resume")).toHaveLength(0);
    expect(table.asked("history.page")).toHaveLength(0);
  });

  test("starts over with the newest page when too much is missing", async () => {
    const { table, timeline } = await openPage();
    await table.drop();
    await table.reconnect({ rooms: [createSummary({ lastSeq: 900 })] });
    const page = createPage([createMessage(899, "Late"), createMessage(900, "Later")], { hasBefore: true });
    await table.answer("log.resume", { startOver: true, page });
    expect(readRows(timeline)).toEqual(["899 Late", "900 Later"]);
    expect(timeline.hasBefore.value).toBe(true);
  });

  test("a first page that was lost with its connection is asked for again", async () => {
    const { table, timeline } = await openTable();
    await table.drop();
    expect(timeline.phase.value).toBe("loading");
    await table.reconnect();
    await table.answer("history.page", createPage([createMessage(3, "Three")]));
    expect(readRows(timeline)).toEqual(["3 Three"]);
  });

  test("a host that has no time for the first page is asked again when it said", async () => {
    const { table, timeline } = await openTable();
    await table.refuse("history.page", "too_fast", 700);
    expect(timeline.phase.value).toBe("loading");
    await table.clock.advance(700);
    await table.answer("history.page", createPage([createMessage(3, "Three")]));
    expect(timeline.phase.value).toBe("live");
  });

  test("a page that is refused for good is a failure", async () => {
    const { table, timeline } = await openTable();
    await table.refuse("history.page", "room_missing");
    expect(timeline.phase.value).toBe("failed");
  });

  test("loads older rows, and says when there are none left", async () => {
    const { table, timeline } = await openPage();
    const older = timeline.loadBefore();
    const asked = await table.answer(
      "history.page",
      createPage([createMessage(1, "One")], { hasAfter: true }),
    );
    expect(asked).toMatchObject({ before: 2 });
    expect(await older).toBe(true);
    expect(readRows(timeline)).toEqual(["1 One", "2 Two", "3 Three"]);
    expect(timeline.hasBefore.value).toBe(false);
    expect(await timeline.loadBefore()).toBe(false);
  });

  test("older rows that do not come now are no error", async () => {
    const { table, timeline } = await openPage();
    const older = timeline.loadBefore();
    await table.drop();
    expect(await older).toBe(false);
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three"]);
  });

  test("an event counts once, whichever of its pages already holds it", async () => {
    const { table, timeline } = await openPage();
    const older = timeline.loadBefore();
    const react: RoomEvent = { type: "reaction.added", ...createEntry(4, mateus), target: 1, emoji: "👍" };
    const replied = createSent(5, "Reply", kavitha, { threadRoot: 1 });
    // The page was read when the reply was in the log, and comes before the live events do.
    const root = { ...createMessage(1, "One"), thread: { replies: 1, lastAtMs: 5_000 } };
    const reactions = [{ emoji: "👍", count: 1, users: [mateus.id] }];
    await table.answer("history.page", createPage([{ ...root, reactions }], { uptoSeq: 5 }));
    await older;
    await table.push(react, replied);
    const [first] = timeline.rows.value;
    if (first?.kind !== "message") throw new Error("no message");
    expect(first.message).toEqual({ ...root, reactions });
  });

  test("goes to a place and back to the end", async () => {
    const { table, timeline } = await openTable(900);
    await table.answer("history.page", createPage([createMessage(900, "End")], { hasBefore: true }));
    const around = timeline.loadAround(400);
    const middle = createPage([createMessage(399, "A"), createMessage(400, "B")], {
      hasBefore: true,
      hasAfter: true,
    });
    expect(await table.answer("history.page", { ...middle, uptoSeq: 900 })).toMatchObject({ around: 400 });
    expect(await around).toBe(true);
    expect(readRows(timeline)).toEqual(["399 A", "400 B"]);
    await table.push(createSent(901, "Live"));
    expect(readRows(timeline)).toEqual(["399 A", "400 B"]);
    const end = timeline.jumpToEnd();
    await table.answer("history.page", createPage([createMessage(900, "End"), createMessage(901, "Live")]));
    expect(await end).toBe(true);
    expect(readRows(timeline)).toEqual(["900 End", "901 Live"]);
    await table.push(createSent(902, "On"));
    expect(readRows(timeline)).toEqual(["900 End", "901 Live", "902 On"]);
  });

  test("loads newer rows up to the end, and goes on live from there without a double", async () => {
    const { table, timeline } = await openTable(900);
    await table.answer("history.page", createPage([createMessage(900, "End")], { hasBefore: true }));
    const around = timeline.loadAround(400);
    const middle = createPage([createMessage(400, "A")], { hasBefore: true, hasAfter: true, uptoSeq: 900 });
    await table.answer("history.page", middle);
    await around;
    const newer = timeline.loadAfter();
    const end = createPage([createMessage(900, "End"), createMessage(901, "New")], { hasBefore: true });
    expect(await table.answer("history.page", end)).toMatchObject({ after: 400 });
    expect(await newer).toBe(true);
    await table.push(createSent(901, "New"), createSent(902, "Newer"));
    expect(readRows(timeline)).toEqual(["400 A", "900 End", "901 New", "902 Newer"]);
    expect(timeline.hasAfter.value).toBe(false);
    expect(await timeline.loadAfter()).toBe(false);
  });

  test("older rows that come when their neighbours were dropped are not put beside others", async () => {
    const { table, timeline } = await openPage();
    const older = timeline.loadBefore();
    for (let seq = 4; seq <= 700; seq += 1) table.socket.deliver(createSent(seq, "Word"));
    await table.answer(
      "history.page",
      createPage([createMessage(1, "One")], { hasAfter: true, uptoSeq: 700 }),
    );
    expect(await older).toBe(false);
    const seqs = timeline.rows.value.map((row) => (row.kind === "message" ? row.seq : 0));
    expect(seqs).toEqual(Array.from(seqs, (_, index) => 700 - seqs.length + 1 + index));
    expect(timeline.hasBefore.value).toBe(true);
  });

  test("the last of two jumps counts, whichever page comes last", async () => {
    const { table, timeline } = await openTable(900);
    await table.answer("history.page", createPage([createMessage(900, "End")], { hasBefore: true }));
    const first = timeline.loadAround(100);
    const second = timeline.loadAround(500);
    await table.answer("history.page", {
      ...createPage([createMessage(100, "A")], { hasAfter: true }),
      uptoSeq: 900,
    });
    await table.answer("history.page", {
      ...createPage([createMessage(500, "B")], { hasAfter: true }),
      uptoSeq: 900,
    });
    expect([await first, await second]).toEqual([false, true]);
    expect(readRows(timeline)).toEqual(["500 B"]);
  });

  test("a read mark that was behind when it was opened makes the new line", async () => {
    const table = new Table();
    await table.welcome({ rooms: [createSummary({ lastSeq: 9, readSeq: 7, unread: 2 })] });
    const timeline = table.client.room(biology)?.timeline();
    expect(timeline?.newLineSeq.value).toBe(7);
    table.client.markRead(biology, 9);
    expect(timeline?.newLineSeq.value).toBe(7);
    timeline?.close();
    expect(table.client.room(biology)?.timeline().newLineSeq.value).toBeNull();
  });

  test("a room that is opened again has its rows at once, and catches up", async () => {
    const { table, timeline } = await openPage();
    timeline.close();
    await table.push(createSent(4, "Four"));
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three"]);
    const again = table.client.room(biology)?.timeline();
    if (!again) throw new Error("no room");
    expect(readRows(again)).toEqual(["2 Two", "3 Three"]);
    const events = [createSent(4, "Four")];
    await table.answer("log.resume", { startOver: false, events, uptoSeq: 4, users: [] });
    expect(readRows(again)).toEqual(["2 Two", "3 Three", "4 Four"]);
    expect(table.asked("history.page")).toHaveLength(0);
  });

  test("stays open until its last user closes it", async () => {
    const { table, timeline } = await openPage();
    const other = table.client.room(biology)?.timeline();
    other?.close();
    await table.push(createSent(4, "Four"));
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three", "4 Four"]);
  });

  test("only the last eight closed ones are kept", async () => {
    const ids = Array.from({ length: 10 }, (_, n) => biology.replace(/101$/, `11${n}`) as typeof biology);
    const table = new Table();
    await table.welcome({ rooms: ids.map((id) => createSummary({ id })) });
    for (const id of ids) {
      const timeline = table.client.room(id)?.timeline();
      await table.answer("history.page", createPage([]));
      timeline?.close();
    }
    for (const id of ids) table.client.room(id)?.timeline();
    expect(table.asked("history.page").map((frame) => frame["room"])).toEqual(ids.slice(0, 2));
  });

  test("a room that is gone fails its timeline", async () => {
    const { table, timeline } = await openPage();
    const change = { type: "room.removed", room: biology, why: "removed", by: kavitha.id } as const;
    await table.push({ type: "feed", seq: 1, atMs: 1, change });
    expect(timeline.phase.value).toBe("failed");
    expect(table.client.room(biology)).toBeUndefined();
  });

  test("a long sitting keeps a bounded number of rows, the newest", async () => {
    const { table, timeline } = await openPage();
    for (let seq = 4; seq <= 700; seq += 1) table.socket.deliver(createSent(seq, "Word"));
    expect(timeline.rows.value.length).toBeLessThanOrEqual(600);
    expect(timeline.rows.value.at(-1)).toMatchObject({ seq: 700 });
    expect(timeline.hasBefore.value).toBe(true);
    expect(timeline.hasAfter.value).toBe(false);
  });

  test("rows that somebody looks at stay, however much is said at the end", async () => {
    const { table, timeline } = await openPage();
    timeline.keepNear(3);
    for (let seq = 4; seq <= 1_300; seq += 1) table.socket.deliver(createSent(seq, "Word"));
    expect(timeline.rows.value[0]).toMatchObject({ seq: 2 });
    expect(timeline.rows.value.length).toBeLessThanOrEqual(600);
    expect(timeline.hasAfter.value).toBe(true);
  });

  test("an edit, a deletion and a pin change a row in place, and no other", async () => {
    const { table, timeline } = await openPage();
    await table.push(createSent(4, "Four"));
    const [two, , four] = timeline.rows.value;
    await table.push(
      { type: "message.edited", ...createEntry(5), target: 3, body: text("Drei") },
      { type: "message.pinned", ...createEntry(6), target: 3 },
    );
    expect(readRows(timeline)).toEqual(["2 Two", "3 Drei", "4 Four"]);
    expect(timeline.rows.value[0]).toBe(two as never);
    expect(timeline.rows.value[2]).toBe(four as never);
    await table.push({ type: "message.deleted", ...createEntry(7, mateus), target: 3 });
    expect(timeline.rows.value[1]).toMatchObject({
      message: { body: null, deletedBy: by(mateus), editedAtMs: 5_000 },
    });
    expect(timeline.rows.value[1]).not.toHaveProperty("message.pinned");
  });

  test("neighbouring joins and leaves are one row, other notices their own", async () => {
    const { table, timeline } = await openPage();
    const join = (seq: number) => ({ ...createEntry(seq, mateus), user: mateus.id, name: mateus.name });
    await table.push(
      { type: "member.joined", ...join(4) },
      { type: "member.left", ...join(5) },
      { type: "topic.changed", ...createEntry(6), topic: "Cells" },
      { type: "member.joined", ...join(7) },
      createSent(8, "Hello", mateus),
      { type: "member.left", ...join(9) },
    );
    expect(readRows(timeline).slice(2)).toEqual(["+joined left", "+changed", "+joined", "8 Hello", "+left"]);
  });
});

describe("a thread", () => {
  test("shows its root and replies, which the room does not show", async () => {
    const { table, timeline } = await openPage();
    const thread = table.client.room(biology)?.thread(3);
    if (!thread) throw new Error("no room");
    const reply = { ...createMessage(4, "Reply", mateus), threadRoot: 3 };
    const root = { ...createMessage(3, "Three"), thread: { replies: 1, lastAtMs: 4_000 } };
    expect(await table.answer("history.page", createPage([reply]))).toMatchObject({ threadRoot: 3 });
    expect(await table.answer("history.page", createPage([root], { uptoSeq: 4 }))).toMatchObject({
      around: 3,
    });
    await table.push(createSent(4, "Reply", mateus, { threadRoot: 3 }));
    await table.push(createSent(5, "Again", arjun, { threadRoot: 3 }));
    await table.push(createSent(6, "Aside", arjun));
    expect(readRows(thread)).toEqual(["3 Three", "4 Reply", "5 Again"]);
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three", "6 Aside"]);
    expect(timeline.rows.value[1]).toMatchObject({ message: { thread: { replies: 2, lastAtMs: 5_000 } } });
    await table.push({ type: "message.deleted", ...createEntry(7), target: 5, threadRoot: 3 });
    expect(timeline.rows.value[1]).toMatchObject({ message: { thread: { replies: 1 } } });
    expect(thread.rows.value[0]).toMatchObject({ message: { thread: { replies: 1 } } });
  });

  test("a reply may also stand in the room", async () => {
    const { table, timeline } = await openPage();
    await table.push(createSent(4, "Both", mateus, { threadRoot: 3, alsoInRoom: true }));
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three", "4 Both"]);
  });

  test("another room's events leave it alone", async () => {
    const { table, timeline } = await openPage();
    await table.push({ ...createSent(4, "Elsewhere"), room: garden });
    expect(readRows(timeline)).toEqual(["2 Two", "3 Three"]);
  });
});
