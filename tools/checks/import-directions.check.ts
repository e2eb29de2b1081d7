import { afterAll, describe, expect, test } from "bun:test";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { ICruiseOptions, ICruiseResult } from "dependency-cruiser";
import { cruise } from "dependency-cruiser";
import extractDepcruiseOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import config from "../../.dependency-cruiser.mjs";
import { root } from "../project.mjs";
import { listFiles } from "../source-files.mjs";

const options: ICruiseOptions = await extractDepcruiseOptions(join(root, ".dependency-cruiser.mjs"));
const folders = ["packages", "apps", "tools/test-kit", "bench"];

async function readImports(baseDir: string): Promise<ICruiseResult> {
  const present = folders.filter((folder) => existsSync(join(baseDir, folder)));
  const { output } = await cruise(present, { ...options, baseDir }, options.enhancedResolveOptions);
  if (typeof output === "string") throw new Error(output);
  return output;
}

const formatBreaks = (result: ICruiseResult) =>
  result.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} imports ${to}`);

describe("the project", async () => {
  const result = await readImports(root);

  test("every import goes its one way", () => {
    expect(formatBreaks(result)).toEqual([]);
  });

  test("every source file was read: a reader that fails passes on nothing", () => {
    const read = new Set(result.modules.map((module) => module.source));
    const files = listFiles(folders).filter((path) => /(?<!\.d)\.tsx?$/.test(path));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => !read.has(file))).toEqual([]);
  });
});

/** One break of each rule: the importing file, then what it imports. */
const plants: Readonly<Record<string, readonly [from: string, to: string]>> = {
  "protocol-stands-alone": ["packages/protocol/src/planted.ts", "packages/client/src/client.ts"],
  "client-sees-protocol": ["packages/client/src/planted.ts", "apps/web/src/app.ts"],
  "app-sees-client": ["apps/web/src/Planted.tsx", "apps/server/src/core/users.ts"],
  "core-sees-protocol": ["apps/server/src/core/planted.ts", "apps/server/src/stores/memory/store.ts"],
  "door-sees-core": ["apps/server/src/doors/ws/planted.ts", "apps/server/src/doors/irc/session.ts"],
  "store-sees-core": ["apps/server/src/stores/sqlite/planted.ts", "apps/server/src/main.ts"],
  "bus-sees-core": ["apps/server/src/bus/planted.ts", "apps/server/src/stores/memory/other.ts"],
  "no-machine-inside": ["apps/server/src/core/reads-disk.ts", "node:fs"],
  "no-test-in-program": ["apps/server/src/planted.ts", "tools/test-kit/src/cast.ts"],
  declared: ["packages/protocol/src/borrows.ts", "undeclared"],
  resolvable: ["packages/protocol/src/looks-for.ts", "./missing.ts"],
};

describe("a planted break of a rule is reported:", async () => {
  const field = mkdtempSync(join(tmpdir(), "hearth-imports-"));
  afterAll(() => rmSync(field, { recursive: true }));
  plantAll(field);
  const reported = (await readImports(field)).summary.violations.map(
    ({ rule, from }) => `${rule.name}: ${from}`,
  );

  for (const { name } of config.forbidden) {
    test(name, () => {
      expect(reported).toContain(`${name}: ${plants[name]?.[0]}`);
    });
  }
});

function plantAll(field: string): void {
  write(field, "package.json", "{}");
  write(field, "node_modules/undeclared/package.json", '{ "name": "undeclared", "main": "index.js" }');
  write(field, "node_modules/undeclared/index.js", "");
  for (const [from, to] of Object.values(plants)) {
    const isOurs = to.includes("/src/");
    const up = "../".repeat(from.split("/").length - 1);
    write(
      field,
      from,
      `import type { Planted } from "${isOurs ? up : ""}${to}";\nexport type Again = Planted;\n`,
    );
    if (isOurs) write(field, to, "export type Planted = string;\n");
  }
}

function write(field: string, path: string, text: string): void {
  mkdirSync(dirname(join(field, path)), { recursive: true });
  writeFileSync(join(field, path), text);
}
