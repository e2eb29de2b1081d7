import { readFileSync } from "node:fs";
import { join } from "node:path";
import { exitCodes, listSubcommands } from "@hearth/terminal";
import { createServeSpec, formatServeHelp, readConfig } from "./config.ts";
import { listHostSubcommands } from "./host/table.ts";
import { readCommandLine, type Subcommand } from "./start/command-line.ts";

const root = join(import.meta.dir, "../../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };

const serveSpec = createServeSpec();
const subcommands: readonly Subcommand[] = listSubcommands(version, [
  {
    name: serveSpec.name,
    summary: serveSpec.summary,
    spec: serveSpec,
    formatHelp: formatServeHelp,
    run: runServe,
  },
  ...listHostSubcommands(version),
]);

async function runServe(args: readonly string[]): Promise<number> {
  const read = readConfig({ args, variables: process.env, readFile: (path) => readFileSync(path, "utf8") });
  if (!read.ok) return complain(read.problems);
  // Loaded only here: the other commands are done before a server could be.
  const { runServer } = await import("./start/run-server.ts");
  const ended = await runServer(read.values, { version, appDir: join(root, "apps/web/dist") });
  return ended.ok ? 0 : complain([ended.problem]);
}

function complain(problems: readonly string[]): 1 {
  for (const problem of problems) process.stderr.write(`${problem}\n`);
  return 1;
}

async function run(): Promise<number> {
  const columns = process.stdout.columns ?? 80;
  const asked = readCommandLine({ version, columns, subcommands }, process.argv.slice(2));
  switch (asked.kind) {
    case "run":
      return asked.subcommand.run(asked.args);
    case "print":
      process.stdout.write(`${asked.text}\n`);
      return 0;
    case "problem":
      complain([asked.problem]);
      return exitCodes.usage;
    default:
      return asked satisfies never;
  }
}

process.exit(await run());
