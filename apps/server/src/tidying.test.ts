import { beforeEach, expect, test } from "bun:test";
import { FakeClock } from "@hearth/test-kit";
import { Tidying } from "./tidying.ts";

let clock: FakeClock;
let tidying: Tidying;
let packed: number;
let collected: number;
let released: number;

beforeEach(() => {
  clock = new FakeClock();
  packed = 0;
  collected = 0;
  released = 0;
  const collector = {
    pack: () => {
      packed += 1;
    },
    collect: () => {
      collected += 1;
    },
  };
  const release = () => {
    released += 1;
  };
  tidying = new Tidying(clock, release, collector);
});

function note(times: number): void {
  for (let time = 0; time < times; time += 1) tidying.note();
}

test("a few connections are no reason to collect anything", async () => {
  note(49);
  await clock.advance(10_000);
  expect([packed, released, collected]).toEqual([0, 0, 0]);
});

test("while many come what is young is looked through, and once it is quiet everything", async () => {
  note(1_000);
  await clock.advance(699);
  expect([packed, released, collected]).toEqual([20, 0, 0]);
  await clock.advance(10_000);
  expect([packed, released, collected]).toEqual([20, 1, 1]);
  expect(clock.timerCount).toBe(0);
});

test("as long as more come it waits, and afterwards a few are a few again", async () => {
  note(100);
  await clock.advance(600);
  note(1);
  await clock.advance(600);
  expect(collected).toBe(0);
  await clock.advance(10_000);
  expect(collected).toBe(1);
  note(49);
  await clock.advance(10_000);
  expect(collected).toBe(1);
});

test("nothing is collected once it was stopped", async () => {
  note(1_000);
  tidying.stop();
  await clock.advance(10_000);
  expect(collected).toBe(0);
});
