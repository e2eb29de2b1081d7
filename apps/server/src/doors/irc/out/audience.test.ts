import { expect, test } from "bun:test";
import { settle } from "@hearth/test-kit";
import { Audience, type Listener } from "./audience.ts";
import { type Coming, Flusher, Outbox, type Pipe } from "./outbox.ts";

/** A connection that takes as many bytes as it is told to, and remembers them. */
class Taker implements Pipe, Listener {
  readonly outbox: Outbox;
  readonly writes: string[] = [];
  caps: number;
  takes = Number.POSITIVE_INFINITY;
  isFailed = false;
  onWrite: () => void = () => undefined;

  constructor(flusher: Flusher, caps = 0) {
    this.outbox = new Outbox(this, flusher);
    this.caps = caps;
  }

  get text(): string {
    return this.writes.join("");
  }
  write(bytes: Uint8Array): number {
    const taken = Math.min(bytes.length, this.takes);
    this.writes.push(new TextDecoder().decode(bytes.subarray(0, taken)));
    this.onWrite();
    return taken;
  }
  fail(): void {
    this.isFailed = true;
  }
}

function gather(capsOf: readonly number[], coming?: Coming) {
  const flusher = new Flusher(coming);
  const audience = new Audience<Taker>(flusher);
  const takers = capsOf.map((caps) => new Taker(flusher, caps));
  for (const taker of takers) audience.add(taker);
  return { flusher, audience, takers };
}

test("everyone gets every line of a turn in one write, as their capabilities want it", () => {
  const { flusher, audience, takers } = gather([0, 0, 1]);
  audience.send((caps) => `one${caps} `);
  audience.send((caps) => `two${caps} `);
  flusher.flush();
  expect(takers.map(({ writes }) => writes)).toEqual([["one0 two0 "], ["one0 two0 "], ["one1 two1 "]]);
});

test("[IRC5] each line is formatted once per set of capabilities, never once per person", () => {
  const { audience } = gather([0, 0, 0, 1, 1]);
  let formatted = 0;
  audience.send(() => {
    formatted += 1;
    return "x";
  });
  expect(formatted).toBe(2);
});

test("whoever is left out of a line gets the others in their order", () => {
  const { flusher, audience, takers } = gather([0, 0]);
  const [first, second] = takers;
  audience.send(() => "a");
  audience.send(() => "b", first);
  first?.outbox.push("(mine)");
  audience.send(() => "c");
  audience.send(() => "d", second);
  flusher.flush();
  expect([first?.text, second?.text]).toEqual(["a(mine)cd", "abc"]);
});

test("a line of one's own stands where it was said", () => {
  const { flusher, audience, takers } = gather([0, 0]);
  audience.send(() => "a");
  takers[0]?.outbox.push("(own)");
  audience.send(() => "b");
  flusher.flush();
  expect(takers.map(({ text }) => text)).toEqual(["a(own)b", "ab"]);
});

test("whoever leaves gets what was said before and nothing after", () => {
  const { flusher, audience, takers } = gather([0, 0]);
  const [leaver] = takers;
  audience.send(() => "a");
  if (leaver) audience.remove(leaver);
  audience.send(() => "b");
  flusher.flush();
  expect(takers.map(({ text }) => text)).toEqual(["a", "ab"]);
});

test("whoever comes gets nothing of what was said before", () => {
  const { flusher, audience, takers } = gather([0]);
  audience.send(() => "a");
  const newcomer = new Taker(flusher);
  audience.add(newcomer);
  audience.send(() => "b");
  flusher.flush();
  expect([takers[0]?.text, newcomer.text]).toEqual(["ab", "b"]);
});

test("what a slow connection does not take waits, in order, until it does", () => {
  const { flusher, audience, takers } = gather([0]);
  const [slow] = takers;
  if (!slow) throw new Error("nobody");
  slow.takes = 3;
  audience.send(() => "hello ");
  flusher.flush();
  audience.send(() => "world");
  flusher.flush();
  expect(slow.text).toBe("hel");
  expect(slow.outbox.isWaiting).toBe(true);
  slow.takes = Number.POSITIVE_INFINITY;
  slow.outbox.drain();
  expect(slow.text).toBe("hello world");
  expect(slow.outbox.isWaiting).toBe(false);
});

test("a connection that takes nothing is given up, and the others are not", () => {
  const { flusher, audience, takers } = gather([0, 0]);
  const [stuck, other] = takers;
  if (!stuck || !other) throw new Error("nobody");
  stuck.takes = 0;
  const line = "x".repeat(64 * 1024);
  for (let sent = 0; sent < 40; sent += 1) {
    audience.send(() => line);
    flusher.flush();
  }
  expect(stuck.isFailed).toBe(true);
  expect(other.isFailed).toBe(false);
  expect(other.text.length).toBe(40 * line.length);
});

/** Messages on their way, as many as a test says. */
class Messages implements Coming {
  #tell: () => void = () => undefined;
  count = 0;

  readonly isComing = (): boolean => this.count > 0;
  readonly onDone = (run: () => void): void => {
    this.#tell = run;
  };
  finish(): void {
    this.count = 0;
    this.#tell();
  }
}

test("many connections wait a moment for messages on their way, and get them in one write", async () => {
  const messages = new Messages();
  const { audience, takers } = gather(
    Array.from({ length: 64 }, () => 0),
    messages,
  );
  messages.count = 1;
  audience.send(() => "one ");
  await settle(1);
  expect(takers[0]?.writes).toEqual([]);
  audience.send(() => "two ");
  messages.finish();
  await settle();
  expect(takers.every(({ writes }) => writes.join("|") === "one two ")).toBe(true);
});

test("a few connections, or a room in which nothing else is coming, do not wait", async () => {
  const messages = new Messages();
  const few = gather([0, 0], messages);
  messages.count = 1;
  few.audience.send(() => "one ");
  await settle();
  const many = gather(Array.from({ length: 64 }, () => 0));
  many.audience.send(() => "one ");
  await settle();
  expect([few.takers[0]?.text, many.takers[0]?.text]).toEqual(["one ", "one "]);
});

test("what is waited for and does not come holds nobody up", async () => {
  const messages = new Messages();
  const { audience, takers } = gather(
    Array.from({ length: 64 }, () => 0),
    messages,
  );
  messages.count = 1;
  const written = new Promise<void>((resolve) => {
    const [taker] = takers;
    if (taker) taker.onWrite = resolve;
  });
  audience.send(() => "one ");
  await written;
  expect(takers[0]?.text).toBe("one ");
});
