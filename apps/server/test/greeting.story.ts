import { afterAll, beforeAll, expect, test } from "bun:test";
import { cast, FakeClock, settle } from "@hearth/test-kit";
import { Client } from "./client.ts";
import { type Hearth, openHearth } from "./hearth.ts";
import { RawSocket } from "./raw-socket.ts";
import { say } from "./world.ts";

const clock = new FakeClock();
let hearth: Hearth;
beforeAll(async () => {
  hearth = await openHearth({ clock });
});
afterAll(() => hearth.close());

/** A socket that was upgraded and has said nothing yet. */
async function connect(name: string): Promise<Client> {
  const client = new Client(hearth.origin, await hearth.join(name));
  await client.opened;
  return client;
}

test("[PRO1] the first frame of a connection is the welcome, with the rooms of the person", async () => {
  const ananya = await hearth.enter(cast.ananya);
  expect(ananya.frames[0]?.type).toBe("welcome");
  expect(ananya.welcome?.rooms.map(({ title }) => title)).toEqual(["Common room"]);
  await ananya.leave();
});

test("[PRO2] a command before the hello is answered once, then the connection closes", async () => {
  const client = await connect(cast.ravi);
  client.send({ id: 7, type: "device.list" });
  expect(await client.closed).toEqual({ code: 4400, reason: "hello_expected" });
  expect(client.frames).toEqual([
    { type: "refused", id: 0, code: "bad_request", reason: "hello_expected", params: {} },
  ]);
});

test("[PRO2] a second hello is answered once, then the connection closes", async () => {
  const client = await hearth.enter(cast.meera);
  client.hello();
  expect(await client.closed).toEqual({ code: 4400, reason: "hello_repeated" });
});

test("[PRO3] another version is told which one is spoken here", async () => {
  const client = await connect(cast.chidi);
  client.hello(2);
  expect(await client.closed).toEqual({ code: 4400, reason: "version_unsupported" });
  expect(client.frames[0]).toMatchObject({ reason: "version_unsupported", params: { version: 1 } });
});

test("[PRO5] nobody is welcomed without a device: the close code says to sign in", async () => {
  const client = new Client(hearth.origin, { ...(await hearth.join(cast.lin)), secret: "" });
  await client.opened;
  client.hello();
  expect(await client.closed).toEqual({ code: 4401, reason: "sign_in_needed" });
});

test("[PRO5] a device that ended after the upgrade is not welcomed", async () => {
  const client = await connect(cast.sofia);
  await fetch(`${hearth.origin}/api/log-out`, {
    method: "POST",
    headers: { authorization: `Bearer ${client.account.secret}` },
  });
  client.hello();
  expect((await client.closed).code).toBe(4401);
  expect([...hearth.running.core.hub.sessionsOf(client.account.id)]).toEqual([]);
});

test("[PRO6] whoever says no hello within 10 s is cut off; other frames buy no time", async () => {
  const client = await connect(cast.zahra);
  for (let second = 0; second < 9; second += 1) {
    client.send({ type: "pong" });
    await settle();
    await clock.advance(1_000);
  }
  expect(client.socket.readyState).toBe(WebSocket.OPEN);
  await clock.advance(2_000);
  expect((await client.closed).code).toBe(1006);
});

test("[PRO7] a silent client is asked after 15 s, cut off after 45 s, and gone from the list by 50 s", async () => {
  const watcher = await hearth.enter("Watcher");
  const account = await hearth.join("Ghost");
  const ghost = new RawSocket(hearth.port, { Authorization: `Bearer ${account.secret}` });
  await ghost.head;
  ghost.sendText(JSON.stringify({ type: "hello", version: 1, client: "ghost" }));
  await ghost.frames.first(({ payload }) => payload.includes('"welcome"'));
  await watcher.ask({ type: "presence.watch", rooms: [watcher.home] });
  let pings = 0;
  const pass = async (seconds: number): Promise<void> => {
    for (let second = 0; second < seconds; second += 1) {
      await clock.advance(1_000);
      watcher.send({ type: "pong" });
      await settle();
    }
    pings = ghost.frames.all.filter(({ payload }) => payload.includes('"ping"')).length;
  };
  await pass(14);
  expect(pings).toBe(0);
  await pass(2);
  expect(pings).toBe(1);
  // Even a busy room does not make a dead client look alive.
  for (let turn = 0; turn < 28; turn += 1) {
    await watcher.ask(say(watcher.home, `turn ${turn}`));
    await pass(1);
  }
  expect(hearth.running.core.presence.stateOf(account.id)).toBe("here");
  await pass(5);
  await ghost.closed;
  const change = await watcher.expect("presence.changed", {
    room: watcher.home,
    changes: [{ user: account.id, state: "offline" }],
  });
  expect(change.type).toBe("presence.changed");
  expect(hearth.lines.some((line) => line.includes("Ghost") && line.endsWith("connection lost"))).toBe(true);
});

test("nothing of this was a bug", () => {
  expect(hearth.bugs).toEqual([]);
});
