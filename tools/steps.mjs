import { join } from "node:path";
import { listSkipped, runBunTests } from "./bun-tests.mjs";
import { runCaptured } from "./command.mjs";
import { findChromium, npmCommand, root } from "./project.mjs";
import { listFiles } from "./source-files.mjs";
import { buildArgs, buildWeb, isWebBuilt } from "./web-build.mjs";

/*
 * A step is a list of tasks. A task says its title and, when run, how much passed, failed and was skipped,
 * what it printed, and a note for its line.
 */

const minutes = 60_000;

/** Stories that need the whole machine. */
const isBusy = /main-job/;

export const steps = {
  lint: () => [command("format and lint", "@biomejs/biome/bin/biome", ["check", "--error-on-warnings"])],
  types: () =>
    listWorkspaces().map((path) => command(`types of ${path}`, "typescript/bin/tsc", ["-p", path])),
  checks: () => eachFile(/\.check\.ts$/, { testTimeoutMs: 30_000, timeLimitMs: minutes }),
  build: () => [{ title: "browser app within its size", run: buildWithin }],
  unit: () =>
    allFiles("unit tests", /\.test\.(tsx?|mjs)$/, { testTimeoutMs: 10_000, timeLimitMs: 4 * minutes }),
  stories: () =>
    eachFile(/\.story\.ts$/, { testTimeoutMs: 60_000, timeLimitMs: 5 * minutes, tries: 3 }).map(patient),
  browser: () =>
    eachFile(/\.browser\.ts$/, { testTimeoutMs: 60_000, timeLimitMs: 5 * minutes, tries: 3 })
      .map(inChromium)
      .map((task) => (isBusy.test(task.title) ? task : patient(task))),
};

/** The tasks that these words choose: names of steps, or parts of test files' paths; without a word, all. */
export function listTasks(words) {
  const whole = Object.keys(steps).filter((name) => words.length === 0 || words.includes(name));
  const parts = words.filter((word) => !(word in steps));
  const isChosen = (path) => parts.some((part) => path.includes(part));
  const inParts = ["checks", "unit", "stories", "browser"]
    .filter((name) => !whole.includes(name))
    .flatMap((name) => steps[name]().map((task) => task.only(isChosen)))
    .filter((task) => task !== undefined);
  return withBuild([...whole.flatMap((name) => steps[name]()), ...inParts]);
}

/** Stories open the app as it is built, so they need the present one. */
function withBuild(tasks) {
  const isStory = (task) => task.files?.some((path) => /\.(story|browser)\.ts$/.test(path));
  const hasBuild = tasks.some((task) => task.run === buildWithin);
  return hasBuild || !tasks.some(isStory) ? tasks : [...steps.build(), ...tasks];
}

function listWorkspaces() {
  return listFiles()
    .filter((path) => path.endsWith("/tsconfig.json"))
    .map((path) => path.slice(0, -"/tsconfig.json".length));
}

function command(title, script, args) {
  const run = async () => {
    const path = join(root, "node_modules", script);
    return judge(await runCaptured(process.execPath, [path, ...args], { cwd: root }));
  };
  return { title, run, only: () => undefined };
}

function judge({ code, output }) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, output };
}

async function buildWithin() {
  if (isWebBuilt()) return { ...judge({ code: 0, output: "" }), note: "not changed since it was built" };
  const { command: npm, args, shell } = npmCommand();
  let run;
  await buildWeb(async () => {
    run = await runCaptured(npm, [...args, ...buildArgs], { cwd: root, shell });
    return run.code === 0;
  });
  return { ...judge(run), note: run.output.match(/first view.*$/m)?.[0] };
}

function eachFile(name, limits) {
  return listFiles()
    .filter((path) => name.test(path))
    .map((path) => testTask(path, [path], limits));
}

/** One process for all of them: they are many and small. */
function allFiles(title, name, limits) {
  const files = listFiles().filter((path) => name.test(path));
  return [testTask(title, files, limits)];
}

function testTask(title, files, limits) {
  return {
    title,
    files,
    run: () => runTests(title, files, limits),
    only: (isChosen) => {
      const chosen = files.filter(isChosen);
      return chosen.length === 0 ? undefined : testTask(title, chosen, limits);
    },
  };
}

async function runTests(title, files, limits) {
  const first = await runBunTests(files, limits);
  let counts = first;
  let tries = 1;
  for (; counts.failed > 0 && tries < (limits.tries ?? 1); tries += 1)
    counts = await runBunTests(files, limits);
  // What a busy machine did once is told, and not held against a change; what is wrong fails each time.
  if (tries > 1 && counts.failed === 0) {
    return { ...counts, output: first.output, note: `only at try ${tries}`, isShaky: true };
  }
  return { ...counts, skippedNames: listSkipped(counts.output).map((name) => `${title}: ${name}`) };
}

/** Most of its time it waits, so another may run beside it. */
function patient(task) {
  const only = (isChosen) => {
    const chosen = task.only(isChosen);
    return chosen && patient(chosen);
  };
  return { ...task, only, isPatient: true };
}

/** A browser story brings its own browser as little as its own machine: without one it is skipped, loudly. */
function inChromium(task) {
  const path = findChromium();
  const why =
    "there is no Chromium: install it (on Debian: apt-get install chromium) or set CHROMIUM to its path";
  const skip = async () => ({
    passed: 0,
    failed: 0,
    skipped: 1,
    output: "",
    skippedNames: [`${task.title}: ${why}`],
  });
  const only = (isChosen) => {
    const chosen = task.only(isChosen);
    return chosen && inChromium(chosen);
  };
  if (!path) return { ...task, run: skip, only };
  process.env.CHROMIUM = path;
  return { ...task, only };
}
