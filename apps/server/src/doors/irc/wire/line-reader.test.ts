import { expect, test } from "bun:test";
import { LineReader, type Read, readLine } from "./line-reader.ts";

const utf8 = new TextEncoder();
const line = (text: string): Read => ({ type: "line", text });

/** Everything the reader makes of these bytes when they come in two pieces. */
function readInTwo(bytes: Uint8Array, at: number): Read[] {
  const reader = new LineReader();
  return [...reader.push(bytes.subarray(0, at)), ...reader.push(bytes.subarray(at))];
}

test("[IRC1] reads the same lines wherever the bytes are cut", () => {
  const bytes = utf8.encode("@a=b NICK ананья\r\n\r\nPRIVMSG #x :हाँ 👋🏽\nQUIT\r\n");
  const whole = new LineReader().push(bytes);
  expect(whole).toEqual([line("@a=b NICK ананья"), line("PRIVMSG #x :हाँ 👋🏽"), line("QUIT")]);
  for (let at = 0; at <= bytes.length; at += 1) expect(readInTwo(bytes, at)).toEqual(whole);
});

test("reads the same lines byte by byte", () => {
  const reader = new LineReader();
  const reads = [...utf8.encode("PING हाँ\r\nPONG\r\n")].flatMap((byte) => reader.push(Uint8Array.of(byte)));
  expect(reads).toEqual([line("PING हाँ"), line("PONG")]);
});

test("keeps a line that has not ended", () => {
  const reader = new LineReader();
  expect(reader.push(utf8.encode("PRIVMSG #x"))).toEqual([]);
  expect(reader.push(utf8.encode(" :hi\n"))).toEqual([line("PRIVMSG #x :hi")]);
});

test("does not depend on the buffer it was handed", () => {
  const reader = new LineReader();
  const buffer = utf8.encode("NICK ravi");
  reader.push(buffer);
  buffer.fill(0x58);
  expect(reader.push(utf8.encode("\r\n"))).toEqual([line("NICK ravi")]);
});

test("takes 510 bytes behind 4096 bytes of tags, and not one more of either", () => {
  const rest = (bytes: number) => "x".repeat(bytes);
  const tags = (bytes: number) => `@${rest(bytes - 2)} `;
  const typeOf = (text: string) => readLine(utf8.encode(text))?.type;
  expect(typeOf(rest(510))).toBe("line");
  expect(typeOf(rest(511))).toBe("too_long");
  expect(typeOf(tags(4096) + rest(510))).toBe("line");
  expect(typeOf(tags(4097) + rest(10))).toBe("too_long");
  expect(typeOf(tags(10) + rest(511))).toBe("too_long");
});

test("lets REGISTER bring a password longer than a line", () => {
  const typeOf = (text: string) => readLine(utf8.encode(text))?.type;
  expect(typeOf(`register * * :${"x".repeat(1024)}`)).toBe("line");
  expect(typeOf(`REGISTER * * :${"x".repeat(2048)}`)).toBe("too_long");
  expect(typeOf(`REGISTERED * * :${"x".repeat(1024)}`)).toBe("too_long");
});

test("names bytes that are not UTF-8, and goes on behind them", () => {
  const bytes = Uint8Array.of(...utf8.encode("PRIVMSG #x :caf"), 0xe9, 0x0a, ...utf8.encode("PING a\n"));
  const [bad, good] = new LineReader().push(bytes);
  expect(bad?.type).toBe("not_utf8");
  expect(good).toEqual(line("PING a"));
});

test.each([
  ["a lone surrogate", [0xed, 0xa0, 0x80]],
  ["an overlong slash", [0xc0, 0xaf]],
  ["a letter beyond Unicode", [0xf4, 0x90, 0x80, 0x80]],
  ["a letter cut short", [0xe0, 0xa4]],
])("refuses %s", (_what, bytes) => {
  expect(readLine(Uint8Array.of(0x50, 0x20, ...bytes))?.type).toBe("not_utf8");
});

test("drops NUL and lone carriage returns inside a line", () => {
  expect(new LineReader().push(utf8.encode("NI\0CK r\ravi\r\n"))).toEqual([line("NICK ravi")]);
});

test("a break inside a web socket's frame does not begin another line", () => {
  expect(readLine(utf8.encode("AWAY :a\r\nQUIT"))).toEqual(line("AWAY :aQUIT"));
});

test("gives up on more than any line without a break", () => {
  const reader = new LineReader();
  const piece = utf8.encode("x".repeat(4096));
  const reads = Array.from({ length: 5 }, () => reader.push(piece)).flat();
  expect(reads.at(-1)).toEqual({ type: "flood" });
});
