import { describe, expect, test } from "bun:test";
import { Unavailable } from "@hearth/protocol";
import { biology, createSent, createSummary, createWelcome } from "../test/cast.ts";
import { Table } from "../test/table.ts";

describe("a connection", () => {
  test("says hello first and is live with the welcome", async () => {
    const table = new Table();
    expect(table.socket.url).toBe("ws://192.168.1.20:4327/socket");
    expect(table.client.status.value).toEqual({ phase: "connecting" });
    table.socket.open();
    expect(table.socket.sent).toEqual([{ type: "hello", version: 1, client: "test 1" }]);
    await table.welcome();
    expect(table.client.status.value).toEqual({ phase: "live" });
    expect(table.client.me.value?.name).toBe("Arjun Menon");
    expect(table.client.rooms.value.map(({ title }) => title)).toEqual(["Biology"]);
  });

  test("numbers its commands from 1 on every connection", async () => {
    const table = new Table();
    await table.welcome();
    const first = table.client.ask({ type: "room.get", room: biology });
    await table.answer("room.get", { room: createSummary({ topic: "Cells" }) });
    expect((await first).room.topic).toBe("Cells");
    const ids = table.socket.sent.slice(1).map((frame) => frame["id"]);
    expect(ids).toEqual(ids.map((_, index) => index + 1));
    await table.drop();
    await table.reconnect();
    void table.client.ask({ type: "device.list" }).catch(() => undefined);
    expect(table.socket.sent[1]).toEqual({ id: 1, type: "device.list" });
  });

  test("news that overtakes the welcome is not lost", async () => {
    const table = new Table();
    table.socket.open();
    table.socket.deliver(createSent(4, "Early"));
    await table.welcome({ rooms: [createSummary({ lastSeq: 3 })] });
    expect(table.client.rooms.value[0]?.unread).toBe(1);
  });

  test("news waits for the screen while more comes than it draws, and no answer overtakes it", async () => {
    const draws: (() => void)[] = [];
    const table = new Table(undefined, undefined, (run) => draws.push(run));
    await table.welcome({ rooms: [createSummary({ lastSeq: 3 })] });
    const unread = () => table.client.rooms.value[0]?.unread;
    await table.push(createSent(4, "At once"), createSent(5, "Later"), createSent(6, "Later, too"));
    expect(unread()).toBe(1);
    for (const draw of draws.splice(0)) draw();
    expect(unread()).toBe(3);
    await table.push(createSent(7, "Waits"));
    expect(unread()).toBe(3);
    const asked = table.client.ask({ type: "device.list" });
    await table.answer("device.list", { devices: [] });
    await asked;
    expect(unread()).toBe(4);
  });

  test("answers a ping with a pong", async () => {
    const table = new Table();
    await table.welcome();
    await table.push({ type: "ping", serverTimeMs: table.clock.now() });
    expect(table.socket.sent.at(-1)).toEqual({ type: "pong" });
  });

  test("a host that does not know the device asks for a name, and joining connects again", async () => {
    const table = new Table();
    table.socket.open();
    await table.push({
      type: "refused",
      id: 0,
      code: "not_authenticated",
      reason: "sign_in_needed",
      params: {},
    });
    expect(table.client.status.value).toMatchObject({ phase: "joining" });
    await table.clock.advance(60_000);
    expect(table.sockets).toHaveLength(1);
    table.client.retryNow();
    await table.welcome();
    expect(table.client.status.value.phase).toBe("live");
  });

  test("a device that was ended is told so and does not come back by itself", async () => {
    const table = new Table();
    await table.welcome();
    await table.push({ type: "bye", why: "device_ended" });
    await table.clock.advance(60_000);
    expect(table.client.status.value).toMatchObject({
      phase: "joining",
      refusal: { reason: "device_ended" },
    });
    expect(table.sockets).toHaveLength(1);
  });

  test("a version the host does not speak is refused for good", async () => {
    const table = new Table();
    table.socket.open();
    const params = { version: 2 };
    await table.push({ type: "refused", id: 0, code: "bad_request", reason: "version_unsupported", params });
    await table.clock.advance(60_000);
    expect(table.client.status.value).toMatchObject({ phase: "refused", refusal: { params } });
    expect(table.sockets).toHaveLength(1);
  });

  test("waits longer after every failed try, up to 15 s, and at once when asked", async () => {
    const table = new Table();
    const waits: number[] = [];
    for (let tries = 1; tries <= 8; tries += 1) {
      await table.drop();
      const status = table.client.status.value;
      if (status.phase !== "offline" || status.nextTryAtMs === null) throw new Error("not waiting");
      expect(status.tries).toBe(tries);
      waits.push(status.nextTryAtMs - table.clock.now());
      await table.clock.advance(waits.at(-1) ?? 0);
    }
    expect(waits).toEqual([250, 500, 1_000, 2_000, 4_000, 7_500, 7_500, 7_500]);
    await table.drop();
    const before = table.sockets.length;
    table.client.retryNow();
    expect(table.sockets).toHaveLength(before + 1);
  });

  test("starts with the shortest wait again after a connection that held", async () => {
    const table = new Table();
    await table.welcome();
    await table.drop();
    await table.reconnect();
    await table.clock.advance(5_000);
    await table.drop();
    expect(table.client.status.value).toMatchObject({ phase: "offline", tries: 1 });
  });

  test("a host that takes the connection and drops it at once is not stormed", async () => {
    const table = new Table();
    await table.welcome();
    await table.drop();
    await table.reconnect();
    await table.drop();
    expect(table.client.status.value).toMatchObject({ phase: "offline", tries: 2 });
  });

  test("stays away as long as a leaving host asks", async () => {
    const table = new Table();
    await table.welcome();
    await table.push({ type: "bye", why: "stopping", retryAfterMs: 20_000 });
    await table.clock.advance(20_000);
    expect(table.sockets).toHaveLength(1);
    await table.clock.advance(500);
    expect(table.sockets).toHaveLength(2);
  });

  test("40 s without a frame is a dead connection, whatever the socket says", async () => {
    const table = new Table();
    await table.welcome();
    await table.clock.advance(30_000);
    await table.push({ type: "ping", serverTimeMs: table.clock.now() });
    await table.clock.advance(39_000);
    expect(table.client.status.value.phase).toBe("live");
    await table.clock.advance(1_000);
    expect(table.client.status.value.phase).toBe("offline");
    expect(table.sockets[0]?.isClosed).toBe(true);
  });

  test("a host that opens and never welcomes is given up after 10 s", async () => {
    const table = new Table();
    table.socket.open();
    await table.clock.advance(10_000);
    expect(table.client.status.value.phase).toBe("offline");
  });

  test("a command without an answer for 15 s fails, and silence since then ends the connection", async () => {
    const table = new Table();
    await table.welcome();
    const answer = table.client.ask({ type: "device.list" }).catch((error: unknown) => error);
    await table.clock.advance(15_000);
    expect(await answer).toBeInstanceOf(Unavailable);
    expect(table.client.status.value.phase).toBe("offline");
  });

  test("a command without an answer leaves a connection alone on which other frames come", async () => {
    const table = new Table();
    await table.welcome();
    const answer = table.client.ask({ type: "device.list" }).catch((error: unknown) => error);
    await table.clock.advance(5_000);
    await table.push({ type: "ping", serverTimeMs: table.clock.now() });
    await table.clock.advance(10_000);
    expect(await answer).toBeInstanceOf(Unavailable);
    expect(table.client.status.value.phase).toBe("live");
  });

  test("commands that are open when the connection goes are rejected, and later ones at once", async () => {
    const table = new Table();
    await table.welcome();
    const open = table.client.ask({ type: "device.list" }).catch((error: unknown) => error);
    await table.drop();
    expect(await open).toBeInstanceOf(Unavailable);
    expect(await table.client.ask({ type: "device.list" }).catch((error: unknown) => error)).toBeInstanceOf(
      Unavailable,
    );
  });

  test("a refusal keeps its reason, params and time to wait", async () => {
    const table = new Table();
    await table.welcome();
    const answer = table.client.ask({ type: "room.join", room: biology }).catch((error: unknown) => error);
    await table.refuse("room.join", "too_fast", 700);
    expect(await answer).toMatchObject({ reason: "too_fast", code: "rate_limited", retryAfterMs: 700 });
  });

  test("what is not a frame at all ends the connection", async () => {
    const table = new Table();
    await table.welcome();
    table.socket.deliverText("<html>");
    expect(table.client.status.value.phase).toBe("offline");
  });

  test("a closed client stays closed", async () => {
    const table = new Table();
    await table.welcome();
    table.client.close();
    table.client.retryNow();
    await table.clock.advance(120_000);
    expect(table.client.status.value).toEqual({ phase: "closed" });
    expect(table.sockets).toHaveLength(1);
  });

  test("knows the host's clock", async () => {
    const table = new Table();
    table.socket.open();
    await table.clock.advance(100);
    await table.push({ ...createWelcome(), serverTimeMs: table.clock.now() + 4_950 });
    expect(table.client.serverNow() - table.clock.now()).toBe(5_000);
  });
});
