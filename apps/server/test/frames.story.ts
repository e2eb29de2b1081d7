import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { sizes } from "@hearth/protocol";
import { cast } from "@hearth/test-kit";
import { Client } from "./client.ts";
import { type Hearth, openHearth } from "./hearth.ts";
import { formatFrame, type RawFrame, RawSocket } from "./raw-socket.ts";
import { say } from "./world.ts";

let hearth: Hearth;
let ravi: Client;
beforeAll(async () => {
  hearth = await openHearth();
  ravi = await hearth.enter(cast.ravi);
});
afterAll(() => hearth.close());

let people = 0;
const enter = (): Promise<Client> => hearth.enter(`Person ${++people}`);

/** A raw socket that was welcomed. */
async function enterRaw(): Promise<RawSocket> {
  const { secret } = await hearth.join(`Person ${++people}`);
  const socket = new RawSocket(hearth.port, { Authorization: `Bearer ${secret}` });
  await socket.head;
  socket.sendText(JSON.stringify({ type: "hello", version: 1, client: "raw" }));
  await socket.frames.first(({ payload }) => payload.includes('"welcome"'));
  return socket;
}
const closeCodeOf = async (socket: RawSocket): Promise<number> => {
  const isClose = ({ opcode }: RawFrame): boolean => opcode === 8;
  const frame = await Promise.race([socket.frames.first(isClose), socket.closed.then(() => null)]);
  return frame && frame.payload.length >= 2 ? frame.payload.readUInt16BE(0) : 1006;
};

describe("[PRO8] what is no frame is answered once, then the connection closes:", () => {
  for (const text of ["", "nonsense", "null", "[]", "{}", '{"type":7}', '{"type":"device.list"}']) {
    test(text || "(nothing)", async () => {
      const client = await enter();
      const before = client.frames.length;
      client.sendText(text);
      // Whatever follows in the same breath is not done.
      client.post(say(client.home, "should not be said"));
      expect(await client.closed).toEqual({ code: 4400, reason: "frame_malformed" });
      const answers = client.frames.slice(before).filter(({ type }) => type === "refused" || type === "ack");
      expect(answers).toMatchObject([{ type: "refused", id: 0, reason: "frame_malformed" }]);
    });
  }

  test("a binary frame, however right its bytes", async () => {
    const client = await enter();
    client.socket.send(new TextEncoder().encode('{"type":"pong"}'));
    expect(await client.closed).toEqual({ code: 4400, reason: "frame_malformed" });
  });

  test("bytes that are not UTF-8, and halves of characters", async () => {
    for (const bytes of [[0xff, 0xfe], [0xc3], [0xed, 0xa0, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xc0, 0x80]]) {
      const socket = await enterRaw();
      socket.write(formatFrame({ opcode: 1, payload: Buffer.from(bytes) }));
      expect([1007, 1006, 4400]).toContain(await closeCodeOf(socket));
      socket.destroy();
    }
  });

  test("JSON ten thousand deep", async () => {
    const client = await enter();
    client.sendText("[".repeat(10_000) + "]".repeat(10_000));
    expect((await client.closed).reason).toBe("frame_malformed");
    const other = await enter();
    other.sendText(`{"id":1,"type":"room.get","room":${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}}`);
    await expect(other.answerOf(1)).rejects.toMatchObject({ reason: "frame_malformed" });
    await other.leave();
  });

  test("nothing of what stood behind a broken frame was said", async () => {
    const { messages } = await ravi.ask({ type: "history.page", room: ravi.home });
    expect(messages).toEqual([]);
  });
});

describe("[PRO9] a wrong command is refused by its number, and the connection goes on:", () => {
  test("one nobody knows, one of other kinds, one with another key", async () => {
    const client = await enter();
    const wrong = [
      { type: "room.explode" },
      { type: "room.get", room: ["x"] },
      { type: "room.get", room: { $ne: null } },
      { ...say(client.home, "hello"), author: { user: ravi.account.id } },
      { ...say(client.home, "\ud800 alone") },
      { type: "user.lookup", users: Array.from({ length: 2_000 }, () => client.account.id) },
    ];
    for (const command of wrong) {
      const refusal = await client.refused(command);
      expect(["command_unknown", "frame_malformed"]).toContain(refusal.reason);
    }
    expect((await client.ask({ type: "device.list" })).devices).toHaveLength(1);
    await client.leave();
  });

  test("[PRO10] who speaks is the session's person, whatever a frame says", async () => {
    const client = await enter();
    const { event } = await client.ask(say(client.home, "it is me"));
    expect(event.author).toEqual({ user: client.account.id });
    await client.leave();
  });

  test("[MSG4] a frame that is replayed, on this connection or the next, is the same message", async () => {
    const client = await enter();
    const command = say(client.home, "once");
    const first = await client.ask(command);
    expect(await client.ask(command)).toEqual(first);
    await client.leave();
    const again = await Client.open(hearth.origin, client.account);
    expect(await again.ask(command)).toEqual(first);
    expect(again.eventsOf(client.home)).toEqual([]);
    await again.leave();
  });

  test("[PRO9] answers may come in another order than they were asked for, each with its number", async () => {
    const client = await enter();
    const ids = [
      client.post(say(client.home, "first")),
      client.post({ type: "device.list" }),
      client.post({ type: "room.explode" }),
      client.post(say(client.home, "second")),
    ];
    const [first, list, wrong, second] = await Promise.allSettled(ids.map((id) => client.answerOf(id)));
    expect([first?.status, list?.status, wrong?.status, second?.status]).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    await client.leave();
  });
});

describe("[PRO11] sizes:", () => {
  /** A frame of exactly so many bytes, filled up where nothing is said. */
  const frameOf = (bytes: number): string => {
    const start = '{"id":1,"type":"device.list"';
    return `${start}${" ".repeat(bytes - start.length - 1)}}`;
  };

  test("a frame of 131,072 bytes is read, one more is told the bound and closes", async () => {
    const client = await enter();
    client.sendText(frameOf(sizes.maxFrameBytes));
    expect(await client.answerOf(1)).toMatchObject({ devices: [{ current: true }] });
    client.sendText(frameOf(sizes.maxFrameBytes + 1));
    expect(await client.closed).toEqual({ code: 4400, reason: "frame_too_large" });
    expect(client.frames.at(-1)).toMatchObject({ reason: "frame_too_large", params: { maxBytes: 131_072 } });
  });

  test("bytes count, not characters", async () => {
    const client = await enter();
    client.sendText(`{"type":"pong","x":"${"€".repeat(sizes.maxFrameBytes / 3)}"}`);
    expect((await client.closed).reason).toBe("frame_too_large");
  });

  test("up to a megabyte there is a sentence; more is not even read", async () => {
    const megabyte = 1024 * 1024;
    const told = await enter();
    told.sendText(frameOf(megabyte));
    expect((await told.closed).reason).toBe("frame_too_large");
    const cut = await enter();
    cut.sendText(frameOf(megabyte + 1));
    expect((await cut.closed).code).not.toBe(4400);
    expect(cut.frames.filter(({ type }) => type === "refused")).toEqual([]);
  });

  test("the largest message passes, in a script of three bytes a letter and with every quote escaped", async () => {
    const client = await enter();
    for (const text of ["ಕ".repeat(sizes.maxTextBytes / 3), '"'.repeat(sizes.maxTextBytes)]) {
      const { event } = await client.ask(say(client.home, text));
      expect(event.body).toEqual({ kind: "text", text });
    }
    await client.leave();
  });

  test("a frame that comes in a thousand pieces counts as one", async () => {
    const socket = await enterRaw();
    const text = Buffer.from(frameOf(2_000));
    for (let at = 0; at < text.length; at += 2) {
      const isLast = at + 2 >= text.length;
      socket.write(formatFrame({ opcode: at === 0 ? 1 : 0, payload: text.subarray(at, at + 2) }, isLast));
    }
    await socket.frames.first(({ payload }) => payload.includes('"ack"'));
    socket.destroy();
    const large = await enterRaw();
    const piece = Buffer.alloc(65_536, " ");
    for (let index = 0; index < 20; index += 1)
      large.write(formatFrame({ opcode: index === 0 ? 1 : 0, payload: piece }, false));
    await large.closed;
    expect(large.frames.all.some(({ payload }) => payload.includes('"ack"'))).toBe(false);
  });

  test("bytes may be split anywhere on their way", async () => {
    const socket = await enterRaw();
    const frame = formatFrame({ opcode: 1, payload: Buffer.from('{"id":1,"type":"device.list"}') });
    for (const byte of frame) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    await socket.frames.first(({ payload }) => payload.includes('"ack"'));
    socket.destroy();
  });
});

describe("[LIM6] wrong frames cost as much as right ones", () => {
  test("whoever sends nothing but commands nobody knows is told to wait", async () => {
    const strict = await openHearth({ limits: { messages: true, logins: false } });
    const client = await strict.enter(cast.zahra);
    const ids = Array.from({ length: 300 }, () => client.post({ type: "room.explode" }));
    const ends = await Promise.all(ids.map((id) => client.answerOf(id).catch((refusal: unknown) => refusal)));
    const reasons = new Set(ends.map((end) => (end as { reason: string }).reason));
    expect([...reasons]).toEqual(["command_unknown", "too_fast"]);
    await strict.close();
  });
});

test("nothing of this was a bug", async () => {
  await ravi.ask({ type: "device.list" });
  expect(hearth.bugs).toEqual([]);
});
