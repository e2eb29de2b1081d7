import { expect, test } from "bun:test";
import { describeFile } from "./describe-file.ts";

test("a file says what it is and how large, a voice how long", () => {
  const file = { file: 1, name: "Lab sheet 4.pdf", type: "application/pdf", bytes: 1_234_567 };
  expect(describeFile(file)).toBe("[file] Lab sheet 4.pdf  1.2 MB");
  expect(describeFile({ ...file, name: "onion.jpg", type: "image/jpeg", bytes: 45_300 })).toBe(
    "[photo] onion.jpg  45 kB",
  );
  expect(describeFile({ ...file, type: "audio/ogg", bytes: 12, name: "bell.ogg" })).toBe(
    "[sound] bell.ogg  12 bytes",
  );
  expect(describeFile({ ...file, type: "audio/webm", isVoice: true, durationMs: 18_200 })).toBe(
    "[voice 0:18]",
  );
});
