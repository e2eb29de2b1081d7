import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { runCaptured } from "./command.mjs";

/** Ended, or ended and not yet swept up by its parent. */
function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}

async function until(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}

test("a command's output and exit code are kept", async () => {
  const run = await runCaptured("sh", ["-c", "echo out; echo err >&2; exit 3"]);
  expect(run.code).toBe(3);
  expect(run.output.split("\n").sort()).toEqual(["", "err", "out"]);
});

test("a command past its time is ended with all that it started, and says so", async () => {
  const run = await runCaptured("sh", ["-c", "sleep 600 & echo $!; wait"], { timeLimitMs: 200 });
  expect(run.code).not.toBe(0);
  expect(run.output).toContain("Stopped: it took longer than 0.2 s.");
  await until(() => isGone(Number.parseInt(run.output, 10)));
});

test("what a command leaves running when it ends is ended", async () => {
  const run = await runCaptured("sh", ["-c", "sleep 600 & echo $!"], { timeLimitMs: 60_000 });
  expect(run.code).toBe(0);
  await until(() => isGone(Number.parseInt(run.output, 10)));
});

test("a command that is not there fails with its reason", async () => {
  const run = await runCaptured("hearth-has-no-such-command", []);
  expect(run.code).not.toBe(0);
  expect(run.output).toContain("hearth-has-no-such-command");
});
