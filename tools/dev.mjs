import { runInForeground } from "./command.mjs";
import { installPackages } from "./install.mjs";
import { root, serverCommand } from "./project.mjs";

const port = process.env.HEARTH_PORT ?? "4327";
/** Apart from ./data: a community in use is not for trying things out. */
const data = process.env.HEARTH_DATA ?? "./data-dev";

/** The server starts anew and the page changes in place when their sources do; both print on this terminal. */
async function develop(args) {
  installPackages();
  const ending = new AbortController();
  const running = [runServer(args, ending.signal), runPage(ending.signal)];
  const code = await Promise.race(running);
  ending.abort();
  await Promise.all(running);
  return code;
}

function runServer(args, signal) {
  const [bun, ...options] = serverCommand;
  const watch = ["--watch", "--no-clear-screen", ...options];
  return runInForeground(bun, [...watch, "serve", "--data", data, "--port", port, ...args], {
    cwd: root,
    signal,
  });
}

function runPage(signal) {
  const vite = `${root}/node_modules/vite/bin/vite.js`;
  return runInForeground(process.execPath, [vite, "--clearScreen", "false"], {
    cwd: `${root}/apps/web`,
    env: { ...process.env, HEARTH_DEV_SERVER: `http://127.0.0.1:${port}` },
    signal,
  });
}

try {
  process.exitCode = await develop(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
