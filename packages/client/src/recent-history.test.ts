import { describe, expect, test } from "bun:test";
import type { Page, RoomId, Welcome } from "@hearth/protocol";
import {
  biology,
  createMessage,
  createPage,
  createSent,
  createSummary,
  garden,
  kavitha,
} from "../test/cast.ts";
import { settle } from "../test/fake-clock.ts";
import { readRows, Table } from "../test/table.ts";
import { createMemoryOutboxStore } from "./outbox-store.ts";
import type { HistoryStore } from "./ports.ts";

/** What a device keeps, to be opened by one client after another. */
class Device implements HistoryStore {
  last: Welcome | null = null;
  readonly pages = new Map<RoomId, Page>();

  welcome = async () => this.last;
  page = async (room: RoomId) => this.pages.get(room) ?? null;
  putWelcome = async (welcome: Welcome) => {
    this.last = welcome;
  };
  putPage = async (room: RoomId, page: Page) => {
    this.pages.set(room, page);
  };
  removePage = async (room: RoomId) => {
    this.pages.delete(room);
  };
  clear = async () => {
    this.last = null;
    this.pages.clear();
  };
}

const open = (device: Device) => new Table(createMemoryOutboxStore(), device);

/** A visit that opened Biology and read one message in it. */
async function visit(device: Device): Promise<Table> {
  const table = open(device);
  await table.welcome({ rooms: [createSummary({ lastSeq: 3 })] });
  table.client.room(biology)?.timeline();
  await table.answer("history.page", createPage([createMessage(3, "Bring a leaf")], { users: [kavitha] }));
  await table.clock.advance(3_000);
  return table;
}

describe("recent history", () => {
  test("[OFF3] without the host the last visit's rooms and messages are there", async () => {
    const device = new Device();
    await visit(device);
    const table = open(device);
    await table.drop();
    expect(table.client.me.value?.name).toBe("Arjun Menon");
    const timeline = table.client.room(biology)?.timeline();
    await settle();
    expect(timeline && readRows(timeline)).toEqual(["3 Bring a leaf"]);
    expect(table.client.people.card(kavitha.id).value?.name).toBe("Kavitha Rao");
  });

  test("[OFF3] what was missed comes from the log when the host is back", async () => {
    const device = new Device();
    await visit(device);
    const table = open(device);
    await table.drop();
    const timeline = table.client.room(biology)?.timeline();
    await settle();
    await table.reconnect({ rooms: [createSummary({ lastSeq: 4, readSeq: 3, unread: 1 })] });
    const events = [createSent(4, "And a seed")];
    for (const _ of table.asked("log.resume")) {
      await table.answer("log.resume", { startOver: false, events, uptoSeq: 4, users: [] });
    }
    expect(timeline && readRows(timeline)).toEqual(["3 Bring a leaf", "4 And a seed"]);
  });

  test("[OFF3] a room opened in the moment the host goes is there all the same", async () => {
    const device = new Device();
    await visit(device);
    const table = open(device);
    await table.welcome({ rooms: [createSummary({ lastSeq: 3 })] });
    const timeline = table.client.room(biology)?.timeline();
    await settle();
    await table.drop();
    await settle();
    expect(timeline && readRows(timeline)).toEqual(["3 Bring a leaf"]);
  });

  test("[OFF3] a host that swallows everything is not waited for", async () => {
    const device = new Device();
    await visit(device);
    const table = open(device);
    await table.clock.advance(2_000);
    expect(table.client.rooms.value.map(({ id }) => id)).toEqual([biology]);
  });

  test("[OFF4] a room that is not mine any more is forgotten, and so is everything when the device is signed out", async () => {
    const device = new Device();
    await visit(device);
    expect(device.pages.has(biology)).toBe(true);
    const table = open(device);
    await table.drop();
    await table.reconnect({ rooms: [createSummary({ id: garden })] });
    expect(device.pages.has(biology)).toBe(false);
    await table.push({ type: "bye", why: "device_ended" });
    expect(device.last).toBeNull();
  });

  test("[OFF4] somebody else on this device finds nothing of the one before", async () => {
    const device = new Device();
    await visit(device);
    const table = open(device);
    await table.welcome({ user: { ...kavitha, hasPassword: false }, rooms: [] });
    await settle();
    expect(device.pages.size).toBe(0);
  });
});
