import { expect, test } from "bun:test";
import { ClockOffset } from "./clock-offset.ts";

test("nothing heard is no offset", () => {
  expect(new ClockOffset().ms).toBe(0);
});

test("a round trip puts the stamp into its middle", () => {
  const offset = new ClockOffset();
  offset.note(5_050, 1_100, 1_000);
  expect(offset.ms).toBe(4_000);
});

test("the shortest round trip counts, whatever longer ones say", () => {
  const offset = new ClockOffset();
  offset.note(5_010, 1_020, 1_000);
  offset.note(7_900, 4_000, 3_000);
  expect(offset.ms).toBe(4_000);
});

test("a ping that was quick narrows what is known", () => {
  const offset = new ClockOffset();
  offset.note(5_800, 2_000, 1_000);
  expect(offset.ms).toBe(4_300);
  offset.note(9_600, 5_000);
  expect(offset.ms).toBe(4_700);
});

test("pings alone give what their way allows", () => {
  const offset = new ClockOffset();
  offset.note(5_000, 1_500);
  offset.note(6_000, 2_100);
  expect(offset.ms).toBe(3_900);
});

test("a clock that was set by an hour is believed at once", () => {
  const offset = new ClockOffset();
  offset.note(5_010, 1_020, 1_000);
  offset.note(3_600_000 + 6_000, 2_000);
  expect(offset.ms).toBe(3_604_000);
});
