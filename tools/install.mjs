import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bun, npmCommand, root } from "./project.mjs";

const lockfile = join(root, "package-lock.json");
/** npm's own record of what it put into node_modules. */
const record = join(root, "node_modules/.package-lock.json");

/** Brings in what the lockfile names, unless it is there already. Throws a sentence when it cannot. */
export function installPackages() {
  demandNode();
  if (isInstalled()) return;
  console.log(
    existsSync(record)
      ? "Hearth changed: fetching what it needs now."
      : "Preparing Hearth for the first time. This takes about a minute.",
  );
  runNpm(
    ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
    "Hearth could not fetch what it needs. Check the internet connection (only this step uses it) and try again.",
  );
  if (!canRunBun()) placeBun();
}

function demandNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Error(`Hearth needs Node 20.19 or newer; this is Node ${process.versions.node}.`);
}

export function isInstalled() {
  return existsSync(bun) && existsSync(record) && isSame(readPackages(lockfile), readPackages(record));
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, "utf8")).packages;
  } catch {
    // A record that was cut off is no record.
    return {};
  }
}

/** Optional packages are those of other systems; entry "" is the project itself. */
export function isSame(locked, installed) {
  const isThere = ([path, wanted]) => {
    const found = installed[path];
    return path === "" || (found ? isSameEntry(wanted, found) : wanted.optional === true);
  };
  return Object.entries(locked).every(isThere) && Object.keys(installed).every((path) => path in locked);
}

function isSameEntry(wanted, found) {
  const [one, other] = [wanted, found].map(({ version, integrity, link, dependencies, devDependencies }) =>
    JSON.stringify([version, link ? undefined : integrity, link, dependencies, devDependencies]),
  );
  return one === other;
}

function canRunBun() {
  return spawnSync(bun, ["--version"]).status === 0;
}

/** Where npm is told to run no install scripts, Bun's package holds a placeholder until its own script ran. */
function placeBun() {
  spawnSync(process.execPath, [join(root, "node_modules/bun/install.js")], { stdio: "inherit" });
  if (!canRunBun()) throw new Error("Bun, which runs Hearth, does not run on this machine.");
}

/** Runs npm without a word and answers true, or shows what it said and throws `sentence`. */
export function runNpm(npmArgs, sentence) {
  const { command, args, shell } = npmCommand();
  const run = spawnSync(command, [...args, ...npmArgs], { cwd: root, shell, encoding: "utf8" });
  if (run.status === 0) return true;
  console.error(`${run.stdout ?? ""}${run.stderr ?? ""}${run.error?.message ?? ""}`.trim());
  throw new Error(sentence);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  try {
    installPackages();
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
