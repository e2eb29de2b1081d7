import { afterAll, beforeAll, expect, test } from "bun:test";
import { createRandom, sentences } from "@hearth/test-kit";
import { commandTable } from "../src/doors/irc/commands/table.ts";
import { formatLine } from "../src/doors/irc/wire/format.ts";
import { LineReader } from "../src/doors/irc/wire/line-reader.ts";
import { parseLine } from "../src/doors/irc/wire/parse.ts";
import { type Hearth, openHearth } from "./hearth.ts";
import { IrcClient } from "./irc-client.ts";

/** `CASES=1000000 SEED=…` for the long run. */
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const cases = Number(process.env["CASES"] ?? 60_000);
const sentCases = Math.ceil(cases / 4);
const linesPerClient = 400;

let hearth: Hearth;
let witness: IrcClient;
beforeAll(async () => {
  hearth = await openHearth({ irc: { nickPolicy: "owned" } });
  witness = await IrcClient.enter(hearth, "witness");
  await witness.ask("JOIN #watch", "366");
});
afterAll(() => hearth.close());

type Random = () => number;
const pick = <T>(random: Random, from: readonly T[]): T => {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
};

const verbs = [...Object.keys(commandTable), "NOSUCH", "001", "__proto__", "constructor", ""];
const words = [
  "#watch #den #x,#y #, # 0 * witness nobody hearth.local +o -b+b +klimnstbeIvoC +b ~a:witness ~m:*!*@* :x",
  "LS REQ END LIST ACK 302 PLAIN SCRAM-SHA-256 + LATEST BEFORE AROUND BETWEEN TARGETS timestamp=2026-01-01T00:00:00.000Z",
  "msgid=0.1 GET SET SUB SUBS SYNC CLEAR display-name +1 -1 draft/multiline multi-prefix message-tags batch echo-message",
  "labeled-response -1 99999999999999999999 * AAAA= %tcuihsnfdlaor,1 >1 <5 C>1 T<2 key !@ a!b@c *!*@* \u0001VERSION\u0001",
].flatMap((line) => line.split(" "));

function makeWord(random: Random): string {
  const kind = random();
  if (kind < 0.75) return pick(random, words);
  if (kind < 0.9) return pick(random, sentences);
  if (kind < 0.95) return "x".repeat(Math.floor(random() * 600));
  return String.fromCodePoint(
    ...Array.from({ length: 5 }, () => Math.floor(random() * 0x2ffff)).filter(isLetter),
  );
}

/** Lone surrogates are no text at all. */
const isLetter = (code: number): boolean => code < 0xd800 || code > 0xdfff;

function makeTags(random: Random): string {
  if (random() < 0.8) return "";
  const keys = ["label", "batch", "+typing", "+draft/reply", "+draft/react", "msgid", "+x", "__proto__", ""];
  const count = Math.floor(random() * 4) + 1;
  const tags = Array.from(
    { length: count },
    () => `${pick(random, keys)}=${makeWord(random).replace(/[ ;]/gu, "")}`,
  );
  return `@${tags.join(";")} `;
}

/** A line that looks like one, with any number of parameters; now and then one that does not. */
function makeLine(random: Random): string {
  const params = Array.from({ length: Math.floor(random() ** 2 * 30) }, () => makeWord(random));
  const last = random() < 0.3 ? ` :${makeWord(random)} ${makeWord(random)}` : "";
  return `${makeTags(random)}${pick(random, verbs)} ${params.join(" ")}${last}`.replace(/[\r\n]/gu, "");
}

function makeBytes(random: Random): Uint8Array {
  const bytes = Buffer.from(`${makeLine(random)}\r\n`);
  for (let broken = random() < 0.2 ? 3 : 0; broken > 0; broken -= 1)
    bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
  return bytes;
}

/** Without what would end the connection, so that a client lives for its share of lines. */
const endsConnection = /^(@\S* )?(QUIT|PASS)\b/iu;

test(`the parser takes ${cases} lines, seed ${seed}`, () => {
  const random = createRandom(seed);
  const reader = new LineReader();
  for (let done = 0; done < cases; done += 1) {
    const bytes = makeBytes(random);
    const at = Math.floor(random() * bytes.length);
    for (const read of [...reader.push(bytes.subarray(0, at)), ...reader.push(bytes.subarray(at))]) {
      if (read.type !== "line") continue;
      const line = parseLine(read.text);
      // What was parsed and formatted again means the same.
      const legal = line.command !== "" && !/[ :@]/u.test(line.command.slice(0, 1)) && line.source === "";
      const isPlain = line.params.slice(0, -1).every((param) => param !== "" && !/^:| /u.test(param));
      if (!legal || !isPlain) continue;
      const again = parseLine(formatLine({ verb: line.command, params: line.params }));
      expect([again.command, again.params]).toEqual([line.command, line.params]);
    }
  }
}, 120_000);

test("[IRC18] every command takes 0 to 30 parameters, before and after registration", async () => {
  for (const isRegistered of [false, true]) {
    for (const verb of Object.keys(commandTable)) {
      if (verb === "QUIT") continue;
      const client = IrcClient.connect(hearth.irc.port);
      if (isRegistered) await client.register("caller");
      for (let count = 0; count <= 30; count += 1) {
        client.send(`${verb} ${Array.from({ length: count }, (_none, place) => `p${place}`).join(" ")}`);
      }
      client.send("QUIT");
      await client.closed;
    }
  }
  expect(hearth.bugs).toEqual([]);
}, 60_000);

test(`nobody is disturbed by ${sentCases} lines of nonsense, seed ${seed}`, async () => {
  const random = createRandom(seed);
  let answers = 0;
  for (let sent = 0; sent < sentCases; sent += linesPerClient) {
    const client = IrcClient.connect(hearth.irc.port);
    const caps =
      random() < 0.5 ? "message-tags batch echo-message labeled-response draft/multiline sasl" : "";
    await client.register(`fuzz${sent}`, caps);
    client.send("JOIN #watch");
    for (let line = 0; line < linesPerClient; line += 1) {
      const bytes = makeBytes(random);
      if (!endsConnection.test(Buffer.from(bytes).toString())) client.write(bytes);
    }
    // The last line's own break may have been among the broken bytes.
    client.send("", "QUIT :done");
    await client.closed;
    answers += client.inbox.all.length;
  }
  expect(hearth.bugs).toEqual([]);
  expect(answers).toBeGreaterThan(sentCases / 3);
  await witness.ask("PING still-here", "PONG");
  await witness.ask("WHOIS witness", "318");
}, 300_000);

test("a reader that stops is let go, memory stays bounded, and the others hear everything", async () => {
  const stuck = await IrcClient.enter(hearth, "stuck");
  await stuck.ask("JOIN #flood", "366");
  const reader = await IrcClient.enter(hearth, "reader");
  await reader.ask("JOIN #flood", "366");
  const writer = await IrcClient.enter(hearth, "writer");
  await writer.ask("JOIN #flood", "366");
  stuck.pause();
  const before = process.memoryUsage.rss();
  const messages = 24_000;
  for (let sent = 0; sent < messages; sent += 300) {
    await writer.sync(...Array.from({ length: 300 }, () => `PRIVMSG #flood :${"x".repeat(400)}`));
  }
  await writer.sync("PRIVMSG #flood :last");
  await reader.expect("PRIVMSG", "#flood", "last");
  expect(reader.count("PRIVMSG", "#flood")).toBe(messages + 1);
  await writer.inbox.first(({ command, source }) => command === "QUIT" && source.startsWith("stuck!"));
  expect(process.memoryUsage.rss() - before).toBeLessThan(400 * 1024 * 1024);
}, 60_000);

test("a line without an end closes only its own connection", async () => {
  const flood = IrcClient.connect(hearth.irc.port);
  flood.write("x".repeat(40_000));
  await flood.closed;
  await witness.ask("PING still-here", "PONG");
});
