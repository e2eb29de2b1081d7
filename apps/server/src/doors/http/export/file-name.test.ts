import { describe, expect, test } from "bun:test";
import { formatDisposition } from "../media-types.ts";
import { formatSavedName } from "./file-name.ts";

describe("[EXP9] the file's name", () => {
  const cases: readonly (readonly [title: string, name: string])[] = [
    ["Common room", "Common room 2026-11-21.html"],
    ["ರಸಾಯನ ಶಾಸ್ತ್ರ", "ರಸಾಯನ ಶಾಸ್ತ್ರ 2026-11-21.html"],
    ["../../etc/passwd", "etc passwd 2026-11-21.html"],
    ['a\\b:c*d?"<>|', "a b c d 2026-11-21.html"],
    ["..", "chat 2026-11-21.html"],
    ["CON", "CON 2026-11-21.html"],
    ["\u202Elmth.exe", "lmth.exe 2026-11-21.html"],
    ["line\r\nx-header: 1", "line x-header 1 2026-11-21.html"],
    ["😀".repeat(80), `${"😀".repeat(50)} 2026-11-21.html`],
  ];
  for (const [title, name] of cases) {
    test(JSON.stringify(title), () => {
      expect(formatSavedName(title, "2026-11-21", "html")).toBe(name);
      expect(Buffer.byteLength(name)).toBeLessThan(255);
    });
  }

  test("stands in the header in both forms, and survives", () => {
    const header = formatDisposition("naïve “ರಸ” (50%)'s.txt", false);
    expect(header).toMatch(/^[\u0020-\u007E]+$/);
    expect(header).toStartWith(`attachment; filename="na_ve ____ (50_)'s.txt"; filename*=UTF-8''`);
    expect(decodeURIComponent(header.split("UTF-8''")[1] ?? "")).toBe("naïve “ರಸ” (50%)'s.txt");
    expect(header.split("UTF-8''")[1]).not.toMatch(/['()*"\s;]/);
  });
});
