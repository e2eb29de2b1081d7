import { beforeAll, describe, expect, test } from "bun:test";
import { compile, hasCompiler } from "./native.ts";

/** RFC 6455 section 5.2: whole, unmasked text frames, as a server sends them. */
function formatFrame(text: string, first = 0x81): Uint8Array {
  const bytes = Buffer.from(text);
  const { length } = bytes;
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(BigInt(length));
  if (length < 126) return Buffer.concat([Buffer.from([first, length]), bytes]);
  if (length < 65_536) return Buffer.concat([Buffer.from([first, 126]), size.subarray(6), bytes]);
  return Buffer.concat([Buffer.from([first, 127]), size, bytes]);
}

describe.skipIf(!hasCompiler())("the load generator's frames", () => {
  let program = "";
  beforeAll(async () => {
    program = await compile("frames");
  });

  async function feed(input: Uint8Array, ...args: string[]): Promise<{ code: number; output: Buffer }> {
    const child = Bun.spawn([program, ...args], { stdin: input, stdout: "pipe" });
    const output = Buffer.from(await child.stdout.bytes());
    return { code: await child.exited, output };
  }

  test("frames of every length are read, split at every place", async () => {
    const texts = ["", "a", "b".repeat(125), "c".repeat(126), "d".repeat(300)];
    const input = Buffer.concat(texts.map((text) => formatFrame(text)));
    for (const piece of [1, 2, 3, 5, 127, 4096]) {
      const { code, output } = await feed(input, String(piece));
      expect([code, output.toString()]).toEqual([0, `${texts.join("\n")}\n`]);
    }
  });

  test("a frame of 64 KiB and more is read", async () => {
    const text = "e".repeat(70_000);
    const { output } = await feed(formatFrame(text), "1000");
    expect(output.toString()).toBe(`${text}\n`);
  });

  test("what is not a whole text frame of a server is refused, and an unfinished one is seen", async () => {
    expect((await feed(formatFrame("part", 0x01), "9")).code).toBe(3);
    expect((await feed(formatFrame("bytes", 0x82), "9")).code).toBe(3);
    expect((await feed(formatFrame("bye", 0x88), "9")).code).toBe(3);
    expect((await feed(formatFrame("cut short").subarray(0, 5), "9")).code).toBe(4);
  });

  test("lines are read, split at every place, with what they hold besides letters", async () => {
    for (const piece of [1, 2, 3, 5, 4096]) {
      const { code, output } = await feed(
        Buffer.from("PING :a\r\n\r\n:b \u00e9\tc\r\nD\n"),
        String(piece),
        "lines",
      );
      expect([code, output.toString()]).toEqual([0, "PING :a\n\n:b \u00e9\tc\nD\n"]);
    }
    expect((await feed(Buffer.from("cut sho"), "2", "lines")).code).toBe(4);
  });

  test("what it sends is masked and reads back as the same text", async () => {
    for (const text of ["", "hello", "f".repeat(126), "g".repeat(70_000)]) {
      const { output } = await feed(Buffer.from(text));
      const header = formatFrame(text).length - text.length;
      expect((output[1] ?? 0) & 0x80).toBe(0x80);
      const mask = output.subarray(header, header + 4);
      const plain = output.subarray(header + 4).map((byte, index) => byte ^ (mask[index % 4] ?? 0));
      expect(Buffer.from(plain).toString()).toBe(text);
    }
  });
});
