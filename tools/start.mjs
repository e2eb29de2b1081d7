import { runInForeground } from "./command.mjs";
import { installPackages, isInstalled, runNpm } from "./install.mjs";
import { root, serverCommand } from "./project.mjs";
import { buildArgs, buildWeb, isWebBuilt } from "./web-build.mjs";

async function start(args) {
  const isFresh = !isInstalled();
  installPackages();
  if (!isWebBuilt()) {
    if (!isFresh) console.log("Building the browser app. This takes a few seconds.");
    await buildWeb(() =>
      runNpm(buildArgs, "The browser app could not be built. What went wrong stands above."),
    );
  }
  const [bun, ...options] = serverCommand;
  return runInForeground(bun, [...options, "serve", ...args], { cwd: root });
}

try {
  process.exitCode = await start(process.argv.slice(2));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
