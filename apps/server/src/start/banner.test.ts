import { describe, expect, test } from "bun:test";
import { encode } from "uqr";
import { type Banner, formatBanner } from "./banner.ts";
import { chooseColorDepth } from "./colors.ts";
import { createQrCode } from "./qr.ts";

const school: Banner = {
  version: "1.0.0",
  name: "Indiranagar Public School",
  urls: ["http://192.168.1.20:4327", "http://10.1.2.3:4327"],
  network: "Wi-Fi",
  folder: "./data",
  irc: "",
  ownerLink: "http://localhost:4327/#owner=AbCdEfGhIjKlMnOpQrStUv",
};
const facts = ["  ✓ History   saved in ./data", "  ✓ Network   Wi-Fi, 192.168.1.20"];
const qr = createQrCode("http://192.168.1.20:4327", "none");
const linesOf = (banner: Banner, columns: number) =>
  formatBanner(banner, { columns, color: "none" }).split("\n");
const rowOf = (lines: readonly string[], part: string) => lines.findIndex((line) => line.includes(part));

describe("the banner", () => {
  test("at 100 columns has the code beside all of its text", () => {
    const lines = linesOf(school, 100);
    expect(lines[1]).toStartWith("  ● Hearth 1.0.0 is running for");
    expect(lines[2]).toStartWith("    Indiranagar Public School");
    expect(rowOf(lines, qr.lines[3] ?? "")).toBe(4);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.length).toBeLessThan(24);
  });

  test("names the ports for IRC clients, where there are any", () => {
    expect(formatBanner(school, { columns: 100, color: "none" })).not.toContain("IRC");
    const lines = linesOf({ ...school, irc: "port 6667, TLS 6697" }, 60);
    expect(lines).toContain("  ✓ IRC       port 6667, TLS 6697");
  });

  test("at 80 columns has the code beside the addresses, and fits 80 by 24", () => {
    const lines = linesOf(school, 80);
    expect(rowOf(lines, qr.lines[3] ?? "")).toBe(4);
    expect(rowOf(lines, "Owner link, works once")).toBeGreaterThan(qr.lines.length);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("puts addresses that are too long below, rather than lose the code beside the best one", () => {
    const long = "http://[fd12:3456:789a:bcde:f012:3456:789a:bcde]:4327";
    const lines = linesOf({ ...school, urls: [school.urls[0], long] }, 80);
    expect(rowOf(lines, qr.lines[3] ?? "")).toBe(4);
    expect(rowOf(lines, long)).toBeGreaterThan(qr.lines.length);
  });

  test("at 60 columns has the code below the addresses", () => {
    const lines = linesOf(school, 60);
    expect(lines).toContain(qr.lines[3] ?? "");
    expect(rowOf(lines, qr.lines[3] ?? "")).toBeGreaterThan(rowOf(lines, "scan the code"));
  });

  test("at 30 columns has no code, and does not speak of one", () => {
    expect(linesOf(school, 30)).toEqual([
      "",
      "  ● Hearth 1.0.0 is running for",
      "    Indiranagar Public School",
      "",
      "  On a phone or PC on this network, open",
      "",
      "    http://192.168.1.20:4327",
      "    http://10.1.2.3:4327",
      "",
      "  Owner link, works once",
      `    ${school.ownerLink}`,
      "",
      ...facts,
      "",
      "",
    ]);
  });

  test("has no owner link once there is an owner", () => {
    expect(linesOf({ ...school, ownerLink: null }, 100).join("\n")).not.toContain("Owner");
  });

  test("without a network says so, and has no code that no phone could use", () => {
    const lines = linesOf({ ...school, urls: ["http://localhost:4327"] }, 100);
    expect(lines).toContain("  On this machine, open");
    expect(lines).toContain("  ! Network   only this machine can open Hearth now");
    expect(lines.join("\n")).not.toContain("█");
  });

  test("keeps the code in its column beside a name of wide letters", () => {
    const lines = linesOf({ ...school, name: "山田太郎の教室" }, 100).slice(1, 18);
    const widths = new Set(lines.map((line) => Bun.stringWidth(line)));
    expect(widths.size).toBe(1);
  });

  test("says the same in colour, with the best address bold", () => {
    const colored = formatBanner(school, { columns: 30, color: "ansi" });
    expect(colored).toContain("\u001B[1mhttp://192.168.1.20:4327\u001B[22m");
    expect(Bun.stripANSI(colored)).toBe(formatBanner(school, { columns: 30, color: "none" }));
  });
});

describe("the code", () => {
  const text = "http://192.168.1.20:4327";
  const modules = encode(text, { border: 0, ecc: "M" });

  test.each(["none", "ansi", "true"] as const)(
    "drawn with colour %p has each module, and four quiet ones around",
    (color) => {
      const drawn = readModules(createQrCode(text, color).lines, color);
      for (const [row, cells] of drawn.entries()) {
        for (const [column, isDark] of cells.entries()) {
          expect({ row, column, isDark }).toEqual({
            row,
            column,
            isDark: modules.data[row - 4]?.[column - 4] ?? false,
          });
        }
      }
      expect(drawn[0]?.length).toBe(modules.size + 8);
      expect(drawn.length).toBeGreaterThanOrEqual(modules.size + 8);
    },
  );
});

function readModules(lines: readonly string[], color: string): readonly (readonly boolean[])[] {
  const isDark = (isInk: boolean) => (color === "none" ? !isInk : isInk);
  return lines.flatMap((line) => {
    const cells = [...Bun.stripANSI(line)];
    return ["▀█", "▄█"].map((inked) => cells.map((cell) => isDark(inked.includes(cell))));
  });
}

test("colour is for terminals that have it and people who want it", () => {
  expect(chooseColorDepth({ COLORTERM: "truecolor" }, true)).toBe("true");
  expect(chooseColorDepth({ TERM: "xterm-256color" }, true)).toBe("ansi");
  expect(chooseColorDepth({ COLORTERM: "truecolor", NO_COLOR: "1" }, true)).toBe("none");
  expect(chooseColorDepth({ NO_COLOR: "" }, true)).toBe("ansi");
  expect(chooseColorDepth({ TERM: "dumb" }, true)).toBe("none");
  expect(chooseColorDepth({ COLORTERM: "truecolor" }, false)).toBe("none");
});
