import { installPackages, runNpm } from "./install.mjs";
import { buildArgs, buildWeb } from "./web-build.mjs";

try {
  installPackages();
  await buildWeb(() => runNpm(buildArgs, "The browser app could not be built."));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
