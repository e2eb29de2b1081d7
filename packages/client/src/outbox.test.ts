import { describe, expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import {
  arjun,
  biology,
  clientId,
  createPage,
  createSent,
  createSummary,
  createWelcome,
  garden,
  kavitha,
  text,
} from "../test/cast.ts";
import { settle } from "../test/fake-clock.ts";
import { readRows, Table } from "../test/table.ts";
import { createMemoryOutboxStore } from "./outbox-store.ts";
import type { OutboxStore, StoredMessage } from "./ports.ts";

const rooms = [createSummary(), createSummary({ id: garden, title: "Garden" })];

async function openTable(store?: OutboxStore): Promise<Table> {
  const table = new Table(store);
  await table.welcome({ rooms });
  return table;
}

const mine = (seq: number, words: string, n: number) =>
  createSent(seq, words, arjun, { clientId: clientId(n) });
const phases = (table: Table) => table.client.outbox.value.map(({ phase }) => phase);
const words = (table: Table) =>
  table.asked("message.send").map(({ body }) => (body as { text: string }).text);

async function say(table: Table, room: RoomId, ...all: readonly string[]): Promise<void> {
  for (const one of all) table.client.send(room, text(one));
  await settle();
}

describe("the outbox", () => {
  test("keeps a message before it sends it", async () => {
    const kept: string[] = [];
    const memory = createMemoryOutboxStore();
    let finish = (): void => {};
    const store: OutboxStore = {
      ...memory,
      put: async (message) => {
        await new Promise<void>((done) => {
          finish = done;
        });
        kept.push(message.clientId);
      },
    };
    const table = await openTable(store);
    await say(table, biology, "Hello");
    expect(table.asked("message.send")).toHaveLength(0);
    expect(phases(table)).toEqual(["sending"]);
    finish();
    await settle();
    expect(kept).toEqual([clientId(1)]);
    expect(words(table)).toEqual(["Hello"]);
  });

  test("sends all the same when nothing can be kept", async () => {
    const refuse = () => Promise.reject(new Error("private window"));
    const table = await openTable({ all: refuse, put: refuse, remove: refuse });
    await say(table, biology, "Hello");
    await table.answer("message.send", { event: mine(4, "Hello", 1) });
    await table.push(mine(4, "Hello", 1));
    expect(phases(table)).toEqual([]);
  });

  test("[OFF2] does not send what another client of the store took over, and goes on with the next", async () => {
    const store: OutboxStore = {
      ...createMemoryOutboxStore(),
      claim: async (id) => id !== clientId(1),
    };
    const table = await openTable(store);
    await say(table, biology, "Taken", "Mine");
    expect(words(table)).toEqual(["Mine"]);
    expect(phases(table)).toEqual(["sending"]);
  });

  test("[OFF2] sends what another client left behind before what was written here", async () => {
    let leave: (messages: readonly StoredMessage[]) => void = () => {};
    const store: OutboxStore = {
      ...createMemoryOutboxStore(),
      onLeft: (take) => {
        leave = take;
        return () => {};
      },
    };
    const table = await openTable(store);
    await table.drop();
    await say(table, biology, "Later");
    const body = text("Earlier");
    leave([{ clientId: clientId(99), user: arjun.id, room: biology, body, createdAtMs: 1, order: 1 }]);
    await table.reconnect({ rooms });
    expect(words(table)).toEqual(["Earlier"]);
  });

  test("sends a message all the same that the store could not take, whatever it answers later", async () => {
    const store: OutboxStore = {
      ...createMemoryOutboxStore(),
      put: () => Promise.reject(new Error("full")),
      claim: async () => false,
    };
    const table = await openTable(store);
    await say(table, biology, "Hello");
    expect(words(table)).toEqual(["Hello"]);
  });

  test("sends a room's messages one after the other, and rooms side by side", async () => {
    const table = await openTable();
    await say(table, biology, "One", "Two");
    await say(table, garden, "Beans");
    expect(words(table)).toEqual(["One", "Beans"]);
    await table.answer("message.send", { event: mine(4, "One", 1) });
    expect(words(table)).toEqual(["Beans", "Two"]);
  });

  test("a message goes when its log has brought it, and its row stays in place", async () => {
    const table = await openTable();
    const timeline = table.client.room(biology)?.timeline();
    if (!timeline) throw new Error("no room");
    await table.answer("history.page", createPage([], { uptoSeq: 3 }));
    await say(table, biology, "Hello");
    expect(readRows(timeline)).toEqual(["… sending Hello"]);
    const { key } = timeline.rows.value[0] ?? {};
    await table.answer("message.send", { event: mine(5, "Hello", 1) });
    expect(readRows(timeline)).toEqual(["… sending Hello"]);
    expect(await table.store.all()).toEqual([]);
    await table.push(createSent(4, "First"), mine(5, "Hello", 1));
    expect(readRows(timeline)).toEqual(["4 First", "5 Hello"]);
    expect(timeline.rows.value[1]?.key).toBe(key as string);
    expect(phases(table)).toEqual([]);
  });

  test("its own message that comes before the answer is enough", async () => {
    const table = await openTable();
    await say(table, biology, "Hello");
    await table.push(mine(4, "Hello", 1));
    expect(phases(table)).toEqual([]);
    expect(await table.store.all()).toEqual([]);
    await table.drop();
    await table.reconnect({ rooms: [createSummary({ lastSeq: 4 })] });
    expect(table.asked("message.send")).toHaveLength(0);
  });

  test("somebody else's message with the same client id is not mine", async () => {
    const table = await openTable();
    await say(table, biology, "Hello");
    await table.push(createSent(4, "Hello", kavitha, { clientId: clientId(1) }));
    expect(phases(table)).toEqual(["sending"]);
  });

  test("an acknowledged message that the log does not bring is asked for", async () => {
    const table = await openTable();
    await say(table, biology, "Hello");
    await table.answer("message.send", { event: mine(4, "Hello", 1) });
    await table.clock.advance(2_000);
    const events = [mine(4, "Hello", 1)];
    expect(
      await table.answer("log.resume", { startOver: false, events, uptoSeq: 4, users: [] }),
    ).toMatchObject({ since: 3 });
    expect(phases(table)).toEqual([]);
  });

  test("without a connection messages wait, and leave with the next one under the same client id", async () => {
    const table = await openTable();
    await say(table, biology, "One");
    await table.drop();
    await say(table, biology, "Two");
    expect(phases(table)).toEqual(["waiting", "waiting"]);
    await table.reconnect({ rooms });
    expect(table.asked("message.send")).toMatchObject([{ clientId: clientId(1), body: text("One") }]);
    await table.answer("message.send", { event: mine(4, "One", 1) });
    expect(table.asked("message.send")).toMatchObject([{ clientId: clientId(2), body: text("Two") }]);
  });

  test("what was written outlives a reload, in its order", async () => {
    const store = createMemoryOutboxStore();
    const before = await openTable(store);
    await before.drop();
    await say(before, biology, "One", "Two");
    before.client.close();
    const after = await openTable(store);
    expect(after.client.outbox.value.map(({ clientId: id }) => id)).toEqual([clientId(1), clientId(2)]);
    expect(words(after)).toEqual(["One"]);
  });

  test("is never sent under another name", async () => {
    const store = createMemoryOutboxStore();
    const before = await openTable(store);
    await before.drop();
    await say(before, biology, "One");
    before.client.close();
    const after = new Table(store);
    await after.welcome({ ...createWelcome(), user: { ...kavitha, hasPassword: false } });
    expect(after.asked("message.send")).toHaveLength(0);
    expect(after.client.outbox.value).toEqual([]);
    expect(await store.all()).toHaveLength(1);
  });

  test("a host that asks to wait is obeyed, and the order stays", async () => {
    const table = await openTable();
    await say(table, biology, "One", "Two");
    await table.refuse("message.send", "too_fast", 700);
    expect(phases(table)).toEqual(["waiting", "waiting"]);
    await table.clock.advance(699);
    expect(table.asked("message.send")).toHaveLength(0);
    await table.clock.advance(1);
    expect(words(table)).toEqual(["One"]);
    expect(phases(table)).toEqual(["sending", "sending"]);
  });

  test("a host that cannot write now is tried again, at growing distances", async () => {
    const table = await openTable();
    await say(table, biology, "One");
    for (const waitMs of [1_000, 2_000, 4_000]) {
      await table.refuse("message.send", "unavailable");
      await table.clock.advance(waitMs / 2 - 1);
      expect(table.asked("message.send")).toHaveLength(0);
      await table.clock.advance(1);
      expect(table.asked("message.send")).toHaveLength(1);
    }
  });

  test("a refused message is kept and named, and the next one goes", async () => {
    const table = await openTable();
    await say(table, biology, "One", "Two");
    await table.refuse("message.send", "room_archived");
    expect(table.client.outbox.value[0]).toMatchObject({
      phase: "failed",
      refusal: { reason: "room_archived" },
    });
    expect(words(table)).toEqual(["Two"]);
    table.client.close();
    const after = await openTable(table.store);
    expect(after.client.outbox.value[0]).toMatchObject({
      phase: "failed",
      refusal: { reason: "room_archived" },
    });
    expect(words(after)).toEqual(["Two"]);
  });

  test("a full disk is said to the person", async () => {
    const table = await openTable();
    await say(table, biology, "One");
    await table.refuse("message.send", "disk_full");
    expect(table.client.outbox.value[0]).toMatchObject({ phase: "failed", refusal: { reason: "disk_full" } });
  });

  test("a failed message can be sent again, in its old place", async () => {
    const table = await openTable();
    await say(table, biology, "One");
    await table.refuse("message.send", "room_read_only");
    table.client.resend(clientId(1));
    await settle();
    expect(phases(table)).toEqual(["sending"]);
    expect(table.asked("message.send")).toMatchObject([{ clientId: clientId(1) }]);
  });

  test("a discarded message is gone for good", async () => {
    const table = await openTable();
    await say(table, biology, "One");
    await table.refuse("message.send", "room_read_only");
    table.client.discard(clientId(1));
    await settle();
    expect(phases(table)).toEqual([]);
    expect(await table.store.all()).toEqual([]);
  });

  test("a reply takes its place with it", async () => {
    const table = await openTable();
    table.client.send(biology, text("Both"), { replyTo: 2, threadRoot: 1, alsoInRoom: true });
    await settle();
    expect(table.asked("message.send")).toMatchObject([{ replyTo: 2, threadRoot: 1, alsoInRoom: true }]);
  });

  test("nobody writes before the host said who they are", () => {
    const table = new Table();
    expect(() => table.client.send(biology, text("One"))).toThrow("sign_in_needed");
  });

  test("a message to a room that was left meanwhile is not lost", async () => {
    const table = await openTable();
    await table.drop();
    await say(table, biology, "One");
    await table.reconnect({ rooms: [] });
    await table.refuse("message.send", "room_missing");
    expect(table.client.outbox.value[0]).toMatchObject({
      phase: "failed",
      refusal: { reason: "room_missing" },
    });
  });
});
