import { describe, expect, test } from "bun:test";
import { formatClientLabel } from "./client-label.ts";

const webkit = "AppleWebKit/537.36 (KHTML, like Gecko)";
const labels: readonly (readonly [label: string, userAgent: string])[] = [
  [
    "Chrome 109, Android 13",
    `Mozilla/5.0 (Linux; Android 13; SM-A037F) ${webkit} Chrome/109.0.0.0 Mobile Safari/537.36`,
  ],
  [
    "Chrome 129, Android",
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} Chrome/129.0.0.0 Mobile Safari/537.36`,
  ],
  [
    "Samsung Internet 25, Android",
    `Mozilla/5.0 (Linux; Android 10; K) ${webkit} SamsungBrowser/25.0 Chrome/121.0.0.0 Mobile Safari/537.36`,
  ],
  ["Firefox 130, Android 12", "Mozilla/5.0 (Android 12; Mobile; rv:130.0) Gecko/130.0 Firefox/130.0"],
  [
    "Firefox 128, Windows",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0",
  ],
  [
    "Edge 128, Windows",
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webkit} Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0`,
  ],
  [
    "Opera 112, Linux",
    `Mozilla/5.0 (X11; Linux x86_64) ${webkit} Chrome/126.0.0.0 Safari/537.36 OPR/112.0.0.0`,
  ],
  [
    "Safari 17.5, macOS",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15",
  ],
  [
    "Safari 17.4, iOS 17",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1",
  ],
  [
    "Chrome 125, iOS 17",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/125.0 Mobile/15E148 Safari/604.1",
  ],
  [
    "Safari 15, iPadOS 15",
    "Mozilla/5.0 (iPad; CPU OS 15_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15 Mobile/15E148 Safari/604.1",
  ],
  [
    "Chrome 127, ChromeOS",
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webkit} Chrome/127.0.0.0 Safari/537.36`,
  ],
  ["Hearth terminal 1.0", "Hearth terminal/1.0"],
  ["curl 8.5.0", "curl/8.5.0"],
  ["unknown program", ""],
];

describe("a client's label", () => {
  for (const [label, userAgent] of labels) {
    test(`is ${label}`, () => expect(formatClientLabel(userAgent)).toBe(label));
  }

  test("never carries a control character, whatever was sent", () => {
    const parts = [
      "\u001B[2J",
      "\u0007",
      "\r\n",
      "\u202E",
      "Chrome/\u001B1",
      "Android \u009B",
      "Hearth \u001B/1",
      "bot\u001B]0;x",
    ];
    for (const part of parts) {
      const label = formatClientLabel(`${part}${part} ${part}`);
      expect(label).toMatch(/^[\w .,+-]{1,80}$/u);
    }
  });

  test("is short, however long the text", () => {
    expect(formatClientLabel("x".repeat(100_000)).length).toBeLessThanOrEqual(40);
    expect(formatClientLabel(`Chrome/${"9".repeat(100_000)}`).length).toBeLessThanOrEqual(510);
  });
});
