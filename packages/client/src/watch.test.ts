import { describe, expect, test } from "bun:test";
import type { ServerFrame } from "@hearth/protocol";
import { arjun, biology, createSummary, garden, kavitha, mateus } from "../test/cast.ts";
import { Table } from "../test/table.ts";

async function openTable(): Promise<Table> {
  const table = new Table();
  await table.welcome({ rooms: [createSummary(), createSummary({ id: garden, title: "Garden" })] });
  return table;
}

const someoneHere = { room: biology, here: 1, people: [{ user: kavitha.id, state: "here" as const }] };
const typing = (...users: (typeof kavitha)[]): ServerFrame => ({
  type: "typing.changed",
  room: biology,
  users: users.map(({ id, name }) => ({ user: id, name })),
  more: 0,
});

describe("watched rooms", () => {
  test("tell who is here, and follow every change", async () => {
    const table = await openTable();
    const state = table.client.people.state(kavitha.id);
    expect(state.value).toBe("offline");
    table.client.watch([biology]);
    await table.answer("presence.watch", { rooms: [someoneHere] });
    expect(state.value).toBe("here");
    const changes = [
      { user: kavitha.id, state: "away" as const },
      { user: mateus.id, state: "here" as const },
    ];
    await table.push({ type: "presence.changed", room: biology, here: 2, changes });
    expect(state.value).toBe("away");
    expect(table.client.room(biology)?.here.value).toBe(2);
    await table.push({
      type: "presence.changed",
      room: biology,
      here: 1,
      changes: [{ user: kavitha.id, state: "offline" }],
    });
    expect(state.value).toBe("offline");
    expect([...(table.client.room(biology)?.presence.value.keys() ?? [])]).toEqual([mateus.id]);
  });

  test("are asked for only when they change", async () => {
    const table = await openTable();
    table.client.watch([biology, garden]);
    table.client.watch([garden, biology, garden]);
    expect(table.asked("presence.watch")).toHaveLength(1);
  });

  test("that are watched no more are empty", async () => {
    const table = await openTable();
    table.client.watch([biology]);
    await table.answer("presence.watch", { rooms: [someoneHere] });
    table.client.watch([garden]);
    expect(table.client.room(biology)?.here.value).toBe(0);
    expect(table.client.people.state(kavitha.id).value).toBe("offline");
  });

  test("a late answer to an earlier question does not count", async () => {
    const table = await openTable();
    table.client.watch([biology]);
    table.client.watch([garden]);
    await table.answer("presence.watch", { rooms: [someoneHere] });
    expect(table.client.room(biology)?.here.value).toBe(0);
  });

  test("are asked for again with every connection, and only those that are mine", async () => {
    const table = await openTable();
    table.client.watch([biology, garden]);
    await table.drop();
    await table.reconnect({ rooms: [createSummary()] });
    expect(table.asked("presence.watch").at(-1)?.["rooms"]).toEqual([biology]);
    void table.client.ask({ type: "room.join", room: garden });
    await table.answer("room.join", { room: createSummary({ id: garden }) });
    expect(table.asked("presence.watch").at(-1)?.["rooms"]).toEqual([biology, garden]);
  });

  test("show nobody once the connection is gone for 10 s, and everybody through a shorter loss", async () => {
    const table = await openTable();
    table.client.watch([biology]);
    await table.answer("presence.watch", { rooms: [someoneHere] });
    await table.drop();
    await table.clock.advance(9_000);
    expect(table.client.room(biology)?.here.value).toBe(1);
    await table.clock.advance(1_000);
    expect(table.client.room(biology)?.here.value).toBe(0);
  });

  test("tell who is typing, without me, and forget it after 8 s", async () => {
    const table = await openTable();
    const room = table.client.room(biology);
    await table.push(typing(kavitha, arjun));
    expect(room?.typing.value.users.map(({ name }) => name)).toEqual(["Kavitha Rao"]);
    await table.clock.advance(5_000);
    await table.push(typing(mateus));
    await table.clock.advance(7_999);
    expect(room?.typing.value.users).toHaveLength(1);
    await table.clock.advance(1);
    expect(room?.typing.value.users).toEqual([]);
  });
});

describe("my typing", () => {
  test("is told every 3 s while I type, and its end 6 s after the last key", async () => {
    const table = await openTable();
    for (let key = 0; key < 8; key += 1) {
      table.client.typing(biology);
      await table.clock.advance(500);
    }
    expect(table.asked("typing.set").map(({ on }) => on)).toEqual([true, true]);
    await table.clock.advance(5_499);
    expect(table.asked("typing.set")).toHaveLength(2);
    await table.clock.advance(1);
    expect(table.asked("typing.set").map(({ on }) => on)).toEqual([true, true, false]);
  });

  test("ends with the message, which the host sees itself", async () => {
    const table = await openTable();
    table.client.typing(biology);
    table.client.send(biology, { kind: "text", text: "Hello" });
    await table.clock.advance(10_000);
    expect(table.asked("typing.set")).toHaveLength(1);
    table.client.typing(biology);
    expect(table.asked("typing.set")).toHaveLength(2);
  });
});

describe("my presence", () => {
  test("is told when it changes, and once a minute at most while I am there", async () => {
    const table = await openTable();
    const told = () => table.asked("presence.set").map(({ state }) => state);
    table.client.setActive(true);
    expect(told()).toEqual([]);
    table.client.setActive(false);
    table.client.setActive(false);
    table.client.setActive(true);
    expect(told()).toEqual(["away", "here"]);
    for (let second = 0; second < 70; second += 10) {
      table.client.setActive(true);
      await table.push({ type: "ping", serverTimeMs: table.clock.now() });
      await table.clock.advance(10_000);
    }
    expect(told()).toEqual(["away", "here", "here"]);
  });

  test("away is told again to a new connection", async () => {
    const table = await openTable();
    table.client.setActive(false);
    await table.drop();
    await table.reconnect();
    expect(table.asked("presence.set").map(({ state }) => state)).toEqual(["away"]);
  });

  test("trying now on a connection that only looks alive finds out within 15 s", async () => {
    const table = await openTable();
    table.client.retryNow();
    await table.clock.advance(15_000);
    expect(table.client.status.value.phase).toBe("offline");
  });
});

describe("people", () => {
  test("who are unknown are looked up together, once", async () => {
    const table = await openTable();
    const [first, second] = [table.client.people.card(kavitha.id), table.client.people.card(mateus.id)];
    table.client.people.card(mateus.id);
    expect(first.value).toBeUndefined();
    await table.clock.advance(20);
    const asked = await table.answer("user.lookup", { users: [kavitha, mateus] });
    expect(asked["users"]).toEqual([kavitha.id, mateus.id]);
    expect([first.value?.name, second.value?.name]).toEqual(["Kavitha Rao", "Mateus Silva"]);
    await table.clock.advance(1_000);
    expect(table.asked("user.lookup")).toHaveLength(0);
  });

  test("more than a hundred are looked up in turns", async () => {
    const table = await openTable();
    const id = (n: number) => kavitha.id.replace(/000001$/, String(200_000 + n)) as typeof kavitha.id;
    for (let n = 0; n < 150; n += 1) table.client.people.card(id(n));
    await table.clock.advance(20);
    expect(table.asked("user.lookup")).toMatchObject([{ users: { length: 100 } }]);
    await table.answer("user.lookup", { users: [] });
    await table.clock.advance(20);
    expect(table.asked("user.lookup")).toMatchObject([{ users: { length: 50 } }]);
  });

  test("come with the pages and lists that name them", async () => {
    const table = await openTable();
    void table.client.ask({ type: "member.list", room: biology });
    const member = { ...mateus, roomRole: "member" as const, joinedAtMs: 1 };
    await table.answer("member.list", { members: [member], next: null });
    expect(table.client.people.card(mateus.id).value?.name).toBe("Mateus Silva");
    await table.clock.advance(20);
    expect(table.asked("user.lookup")).toHaveLength(0);
  });

  test("on the screen are looked up again after a new connection, others when they are next asked for", async () => {
    const table = await openTable();
    void table.client.ask({ type: "user.list" });
    await table.answer("user.list", { users: [kavitha, mateus], next: null });
    const stop = table.client.people.card(kavitha.id).subscribe(() => undefined);
    await table.drop();
    await table.reconnect();
    await table.clock.advance(20);
    expect((await table.answer("user.lookup", { users: [kavitha] }))["users"]).toEqual([kavitha.id]);
    expect(table.client.people.card(mateus.id).value?.name).toBe("Mateus Silva");
    await table.clock.advance(20);
    expect((await table.answer("user.lookup", { users: [mateus] }))["users"]).toEqual([mateus.id]);
    stop();
  });

  test("who were asked for without a connection are looked up with the next one", async () => {
    const table = await openTable();
    await table.drop();
    const card = table.client.people.card(kavitha.id);
    await table.reconnect();
    await table.clock.advance(20);
    await table.answer("user.lookup", { users: [kavitha] });
    expect(card.value?.name).toBe("Kavitha Rao");
  });
});
