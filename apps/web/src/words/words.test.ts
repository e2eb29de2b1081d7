import { beforeAll, expect, test } from "bun:test";
import { refusalReasons } from "@hearth/protocol";
import { en } from "./en.ts";
import { guessLanguage } from "./languages.ts";
import { sayFailure, sayRefusal } from "./refusal.ts";
import { chooseWords, hasWord, say } from "./words.ts";

beforeAll(() => chooseWords("en", en));

test("every reason of a refusal has its sentence, and the sentence uses only that reason's params", () => {
  for (const [reason, { params }] of Object.entries(refusalReasons)) {
    const key = `refusal.${reason}`;
    if (!hasWord(key)) throw new Error(`no sentence for ${reason}`);
    const text: unknown = en[key];
    const used = [...String(text).matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
    expect(params as readonly string[]).toEqual(expect.arrayContaining(used));
  }
});

test("no sentence shouts, asks for pardon or shows a code", () => {
  const texts = Object.values(en).flatMap((text) =>
    typeof text === "string" ? [text] : Object.values(text),
  );
  const plain = texts.map((text) => text.replace(/\{\w+\}/g, ""));
  for (const text of plain) expect(text).not.toMatch(/!|oops|sorry|error|\b[45]\d\d\b/i);
});

test("nothing promises privacy before there is encryption", () => {
  for (const text of Object.values(en))
    expect(JSON.stringify(text)).not.toMatch(/private chat|encrypt|\block(ed|s)?\b/i);
});

test("a count chooses its form and is written as the language writes numbers", () => {
  expect(say("nav.here", { count: 1 })).toBe("1 person here");
  expect(say("nav.here", { count: 1234 })).toBe("1,234 people here");
});

test("a name of the other direction is isolated, one of the same is not", () => {
  expect(say("room.left", { room: "Biology" })).toBe("You left Biology");
  expect(say("room.left", { room: "أحياء" })).toBe("You left \u2068أحياء\u2069");
});

test("what stands in a parameter is never read as a placeholder", () => {
  expect(say("nav.says", { name: "{text}", text: "{name}" })).toBe("{text}: {name}");
});

test("a refusal says when to try again, a lost host that it did not answer", () => {
  expect(sayRefusal({ reason: "too_fast", params: {}, retryAfterMs: 1_200 })).toBe(
    "That was a little too fast. Try again in 2 seconds.",
  );
  expect(sayFailure({ reason: "disk_full" })).toContain("disk is full");
  expect(sayFailure(new TypeError("x"))).toBe("The host did not answer. Try again.");
  expect(sayFailure({ reason: "constructor" })).toBe("The host did not answer. Try again.");
});

test("the browser's first language that we speak is chosen, else English", () => {
  expect(guessLanguage(["en-IN", "kn"])).toBe("en");
  expect(guessLanguage(["xx"])).toBe("en");
  expect(guessLanguage([])).toBe("en");
});
