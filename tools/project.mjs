import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
export const bun = join(root, "node_modules/bun/bin/bun.exe");

/** The same words as in bin/hearth. */
export const serverCommand = [
  bun,
  "--no-env-file",
  `--config=${join(root, "bunfig.toml")}`,
  join(root, "apps/server/src/main.ts"),
];

/** npm as this process was started by it, else the one on the path (a script that Windows runs by a shell). */
export function npmCommand() {
  const script = process.env.npm_execpath;
  if (script?.endsWith("js")) return { command: process.execPath, args: [script], shell: false };
  return { command: "npm", args: [], shell: process.platform === "win32" };
}

/** The Chromium that browser stories use, or undefined. */
export function findChromium() {
  const places = [
    process.env.CHROMIUM,
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
  ];
  return places.find((place) => place && existsSync(place));
}
