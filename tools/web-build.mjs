import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./project.mjs";
import { listFiles } from "./source-files.mjs";

const folders = ["apps/web", "packages/client", "packages/protocol"];
const shared = ["package-lock.json", "tsconfig.base.json"];
const isTest = /^apps\/web\/test\/|\.(test|story|browser)\.tsx?$/;
const page = join(root, "apps/web/dist/index.html");
const stamp = join(root, "apps/web/.built");

/** The npm arguments that build the browser app and fail when it is over its size budget. */
export const buildArgs = ["run", "build", "--silent", "--workspace=@hearth/web"];

/** Whether the app stands there as built from the present sources. */
export function isWebBuilt() {
  return existsSync(page) && existsSync(stamp) && readFileSync(stamp, "utf8") === hashSources();
}

/** Runs `build`, which says whether it went well, and remembers the sources of a good build. */
export async function buildWeb(build) {
  const hash = hashSources();
  rmSync(stamp, { force: true });
  if (await build()) writeFileSync(stamp, hash);
}

function hashSources() {
  const hash = createHash("sha256");
  const sources = listFiles(folders).filter((path) => !isTest.test(path));
  for (const path of [...sources, ...shared]) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}
