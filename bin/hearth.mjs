// For systems without a POSIX shell. It stays beside the program and hands signals and the exit code over.
import { existsSync } from "node:fs";
import { runInForeground } from "../tools/command.mjs";
import { root, serverCommand } from "../tools/project.mjs";

const [bun, ...options] = serverCommand;
if (existsSync(bun)) {
  process.exitCode = await runInForeground(bun, [...options, ...process.argv.slice(2)]);
} else {
  console.error(`Hearth is not installed yet: run "npm start" in ${root} once, then try again.`);
  process.exitCode = 1;
}
