import { expect, test } from "bun:test";
import { plantFaults } from "./self-test.ts";

const canRun = process.platform === "linux" && Bun.which("cc") !== null;
const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);

test.skipIf(!canRun)(`torture finds each fault that is put in on purpose (seed ${seed})`, async () => {
  const faults = await plantFaults(seed);
  expect(faults.filter(({ isSeen, verdict }) => !isSeen(verdict))).toEqual([]);
  expect(faults.map(({ what }) => what)).toEqual([
    "nothing",
    "a message taken out",
    "a message put in twice",
    "two messages that changed places",
    "flushes that do nothing",
  ]);
});
