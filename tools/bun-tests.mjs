import { runCaptured } from "./command.mjs";
import { bun, root } from "./project.mjs";

/** Runs test files in one Bun process and counts what they did. Any file name will do: `./` marks it as a path. */
export async function runBunTests(files, { testTimeoutMs, timeLimitMs, env = {} }) {
  const args = ["test", `--timeout=${testTimeoutMs}`, ...files.map((file) => `./${file}`)];
  const run = await runCaptured(bun, args, {
    cwd: root,
    timeLimitMs,
    env: { ...process.env, NO_COLOR: "1", ...env },
  });
  return { ...countTests(run), output: run.output };
}

/**
 * Reads Bun's closing lines ("12 pass", "1 skip", "0 fail"). A run that ended badly without a failed test, or
 * without any test, counts as one failure: it broke before or after its tests.
 */
export function countTests({ code, output }) {
  const read = (word) => Number(output.match(new RegExp(`^ *(\\d+) ${word}$`, "m"))?.[1] ?? 0);
  const passed = read("pass");
  const skipped = read("skip") + read("todo");
  const failed = read("fail");
  const isBroken = failed === 0 && (code !== 0 || passed + skipped === 0);
  return { passed, failed: isBroken ? 1 : failed, skipped };
}

/** The tests that chose not to run, by name. */
export function listSkipped(output) {
  return [...output.matchAll(/^\((?:skip|todo)\) (.*)$/gm)].map(([, name]) => name);
}
