import { describe, expect, test } from "bun:test";
import { AttachmentSchema } from "@hearth/protocol";
import { safeParse } from "valibot";
import { bars, formatWaveform, measureLevel, measureLevels } from "./waveform.ts";

/** A tone of so many samples at 8,000 a second. */
const tone = (length: number, loudness: number): Float32Array =>
  Float32Array.from({ length }, (_, at) => loudness * Math.sin((at * 2 * Math.PI * 440) / 8_000));

describe("a level", () => {
  test("is nothing in silence, and nearly everything at the loudest", () => {
    expect(measureLevel(new Float32Array(1_000))).toBe(0);
    expect(measureLevel(new Float32Array(0))).toBe(0);
    expect(measureLevel(tone(1_000, 1))).toBeGreaterThan(0.9);
    expect(measureLevel(tone(1_000, 1))).toBeLessThanOrEqual(1);
  });
  test("grows as ears count, not as numbers do", () => {
    const [quiet, normal, loud] = [0.01, 0.1, 1].map((loudness) => measureLevel(tone(1_000, loudness)));
    expect((normal ?? 0) - (quiet ?? 0)).toBeCloseTo((loud ?? 0) - (normal ?? 0), 1);
  });
});

describe("a waveform", () => {
  test("has a digit per bar, the loudest 9, and a message takes it", () => {
    const levels = Array.from({ length: 900 }, (_, at) => (at % 90) / 200);
    const waveform = formatWaveform(levels);
    expect(waveform).toHaveLength(bars);
    expect(waveform).toContain("9");
    const file = { file: 1, name: "a.webm", type: "audio/webm", bytes: 1, isVoice: true, waveform };
    expect(safeParse(AttachmentSchema, file).success).toBe(true);
    const long = { ...file, waveform: waveform.repeat(2) };
    expect(safeParse(AttachmentSchema, long).success).toBe(false);
  });
  test("keeps one loud moment of a long recording", () => {
    const levels = Array.from({ length: 10_000 }, (_, at) => (at === 7_321 ? 0.8 : 0.1));
    expect([...formatWaveform(levels)].filter((bar) => bar === "9")).toHaveLength(1);
  });
  test("of a short recording has every bar, of none is empty", () => {
    expect(formatWaveform([0.5, 1])).toBe("5".repeat(bars / 2) + "9".repeat(bars / 2));
    expect(formatWaveform([])).toBe("");
  });
  test("of silence is flat", () => {
    expect(formatWaveform(Array.from({ length: 100 }, () => 0))).toBe("0".repeat(bars));
  });
});

test("a recording is measured to its end", () => {
  const samples = new Float32Array(1_003);
  samples.set(tone(13, 1), 990);
  const levels = measureLevels(samples, 100);
  expect(levels.slice(0, -3).every((level) => level === 0)).toBe(true);
  expect(Math.max(...levels.slice(-3))).toBeGreaterThan(0.8);
});
