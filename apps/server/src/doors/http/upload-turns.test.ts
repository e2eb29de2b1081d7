import { expect, test } from "bun:test";
import { UploadTurns } from "./upload-turns.ts";

const never = new AbortController().signal;

test("[FILE1] a second writer asks the first to end, and comes after it", async () => {
  const told: string[] = [];
  const turns = new UploadTurns(() => told.push("turn"));
  const first = turns.newLock("a");
  await first.lock(never, () => void told.push("asked to end"));
  const second = turns.newLock("a");
  const waiting = second.lock(never, () => undefined).then(() => told.push("second"));
  await new Promise((resolve) => setImmediate(resolve));
  expect(told).toEqual(["turn", "asked to end"]);
  await first.unlock();
  await waiting;
  expect(told).toEqual(["turn", "asked to end", "turn", "second"]);
});

test("[FILE1] of many who wait each has a turn alone, and other uploads wait for none of them", async () => {
  const turns = new UploadTurns(() => undefined);
  let atWork = 0;
  let done = 0;
  const write = async (): Promise<void> => {
    const lock = turns.newLock("a");
    await lock.lock(never, () => undefined);
    atWork += 1;
    expect(atWork).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    atWork -= 1;
    done += 1;
    await lock.unlock();
  };
  const writers = Array.from({ length: 20 }, write);
  await turns.newLock("b").lock(never, () => undefined);
  expect(done).toBeLessThan(20);
  await Promise.all(writers);
  expect(done).toBe(20);
});

test("[FILE1] whoever is gone waits no longer, and takes nobody's turn", async () => {
  const turns = new UploadTurns(() => undefined);
  const first = turns.newLock("a");
  await first.lock(never, () => undefined);
  const gone = new AbortController();
  const waiting = turns.newLock("a").lock(gone.signal, () => undefined);
  gone.abort();
  await expect(waiting).rejects.toMatchObject({ status_code: 500 });
  await first.unlock();
  await turns.newLock("a").lock(never, () => undefined);
});
