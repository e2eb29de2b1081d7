import { existsSync, readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { root } from "./project.mjs";

const isPassedOver = /^(node_modules|dist|\..*)$/;

/** The project's own files in these folders: paths from its root, with `/`, in a fixed order. */
export function listFiles(folders = ["packages", "apps", "tools", "bench"]) {
  return folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap(walk)
    .map((path) => relative(root, path).split(sep).join("/"))
    .sort();
}

function walk(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !isPassedOver.test(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]));
}
