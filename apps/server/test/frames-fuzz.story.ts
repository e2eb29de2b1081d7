import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { decodeClientFrame, Refusal, WireError } from "@hearth/protocol";
import { createRandom, type FrameIds, makeFrame } from "@hearth/test-kit";
import type { Client } from "./client.ts";
import { type Hearth, openHearth } from "./hearth.ts";
import { formatFrame, RawSocket } from "./raw-socket.ts";
import { say } from "./world.ts";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const decodedCases = Number(process.env["HEARTH_CASES"] ?? 40_000);
const sentCases = Math.ceil(decodedCases / 8);
const rawCases = 400;

let hearth: Hearth;
let witness: Client;
beforeAll(async () => {
  hearth = await openHearth();
  witness = await hearth.enter("Witness");
});
afterAll(() => hearth.close());
const ids = (): FrameIds => ({ room: witness.home, user: witness.account.id });

describe(`fuzz of frames (seed ${seed})`, () => {
  test(`[PRO15] ${decodedCases} frames are decoded, refused or broken: never anything else`, () => {
    const random = createRandom(seed);
    const ends = { command: 0, refused: 0, hello: 0, pong: 0, broken: 0 };
    for (let index = 0; index < decodedCases; index += 1) {
      const text = makeFrame(random, ids());
      try {
        const frame = decodeClientFrame(text);
        ends[frame.kind] += 1;
        if (frame.kind === "refused") expect(frame.refusal).toBeInstanceOf(Refusal);
      } catch (error) {
        if (!(error instanceof WireError)) throw new Error(`${text}: ${String(error)}`);
        ends.broken += 1;
      }
    }
    // The generator reaches every end, or it would prove nothing.
    expect(Object.values(ends).every((count) => count > decodedCases / 1_000)).toBe(true);
  });

  test(`[PRO15] ${sentCases} frames to a live server: every one is answered or ends its connection, none is a bug`, async () => {
    const random = createRandom(seed + 1);
    let client = await hearth.enter("Fuzzer");
    let answered = 0;
    for (let sent = 0; sent < sentCases; ) {
      const before = client.frames.length;
      const batch = Array.from({ length: 50 }, () => makeFrame(random, ids()));
      for (const text of batch) client.sendText(text);
      sent += batch.length;
      // An ack to this one means that all before it were dealt with.
      client.send({ id: 999_999, type: "device.list" });
      const marker = client.inbox.first(
        ({ type, ...rest }) => type === "ack" && "id" in rest && rest.id === 999_999,
        before,
      );
      const isOver = await Promise.race([marker.then(() => false), client.closed.then(() => true)]);
      answered += client.frames.length - before;
      if (!isOver && client.frames.length < 20_000) continue;
      if (!isOver) await client.leave();
      marker.catch(() => undefined);
      // As somebody new: its own commands may have ended the device, or the person, and may still be at it.
      client = await hearth.enter(`Fuzzer ${sent}`);
    }
    expect(answered).toBeGreaterThan(sentCases / 20);
    await client.leave();
    expect(hearth.bugs).toEqual([]);
  }, 60_000);

  test(`[PRO15] ${rawCases} broken web socket frames, byte by byte: each ends its own connection only`, async () => {
    const random = createRandom(seed + 2);
    const account = await hearth.join("Raw fuzzer");
    for (let index = 0; index < rawCases; index += 1) {
      const socket = new RawSocket(hearth.port, { Authorization: `Bearer ${account.secret}` });
      await socket.head;
      socket.sendText('{"type":"hello","version":1,"client":"raw"}');
      const bytes = formatFrame({ opcode: 1, payload: Buffer.from(makeFrame(random, ids())) });
      for (let change = 0; change < 3; change += 1) {
        // The head is where the damage is: opcode, length, mask.
        const at = Math.floor(random() * Math.min(bytes.length, 14));
        bytes[at] = Math.floor(random() * 256);
      }
      socket.write(bytes.subarray(0, Math.ceil(random() * bytes.length)));
      if (random() < 0.5) socket.write(Buffer.from(Array.from({ length: 40 }, () => random() * 256)));
      if (index % 20 === 0) await witness.ask({ type: "device.list" });
      socket.destroy();
    }
    const { event } = await witness.ask(say(witness.home, "still here"));
    expect(event.type).toBe("message.sent");
    expect(hearth.bugs).toEqual([]);
  }, 60_000);
});
