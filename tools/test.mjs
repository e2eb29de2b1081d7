import { availableParallelism } from "node:os";
import { endCommandsOnSignals } from "./command.mjs";
import { installPackages } from "./install.mjs";

/** A story has a browser and a server beside itself, and waits for them most of its time. */
const atOnce = Math.max(2, Math.floor(availableParallelism() / 2));

/** Runs every chosen task, whatever the others do; says one line each, and all of what a failing one printed. */
async function runTasks(tasks) {
  const outcomes = [];
  const running = new Set();
  const drainTo = async (count) => {
    while (running.size > count) await Promise.race(running);
  };
  for (const task of tasks) {
    await drainTo(task.isPatient ? atOnce - 1 : 0);
    const run = runTask(task).then((outcome) => {
      outcomes.push({ title: task.title, ...outcome });
      running.delete(run);
    });
    running.add(run);
    if (!task.isPatient) await run;
  }
  await drainTo(0);
  return summarize(outcomes);
}

async function runTask(task) {
  const startedAtMs = performance.now();
  const outcome = await task.run();
  report(task.title, outcome, (performance.now() - startedAtMs) / 1000);
  return outcome;
}

function summarize(outcomes) {
  for (const { skippedNames = [] } of outcomes)
    for (const name of skippedNames) console.log(`\nSKIPPED  ${name}`);
  for (const { title, isShaky } of outcomes)
    if (isShaky) console.log(`\nSHAKY    ${title}: failed once, then passed`);
  for (const { title, failed } of outcomes) if (failed > 0) console.log(`\nFAILED   ${title}`);
  const sum = (key) => outcomes.reduce((total, outcome) => total + outcome[key], 0);
  return { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
}

function report(title, { passed, failed, skipped, output, note, isShaky }, seconds) {
  const counts = [
    passed + failed > 1 && `${passed} passed`,
    failed > 0 && `${failed} failed`,
    skipped > 0 && `${skipped} skipped`,
  ];
  const details = [...counts, note].filter(Boolean).join(", ");
  console.log(
    `${chooseWord(passed, failed).padEnd(8)}${seconds.toFixed(1).padStart(6)} s  ${title}${details && `: ${details}`}`,
  );
  if (failed > 0 || isShaky) console.log(`\n${output.trim()}\n`);
}

function chooseWord(passed, failed) {
  if (failed > 0) return "FAILED";
  return passed > 0 ? "ok" : "skipped";
}

async function test(words) {
  installPackages();
  // Only now is everything there that the steps import.
  const { listTasks } = await import("./steps.mjs");
  const tasks = listTasks(words);
  if (tasks.length === 0) console.log(`No step and no test file is called "${words.join(" ")}".`);
  return runTasks(tasks);
}

endCommandsOnSignals();
let total;
try {
  total = await test(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  total = { passed: 0, failed: 1, skipped: 0 };
}
const { passed, failed, skipped } = total;
console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
