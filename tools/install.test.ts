import { expect, test } from "bun:test";
import { isSame } from "./install.mjs";

const locked = {
  "": { name: "hearth", version: "0.1.0" },
  "apps/web": { version: "0.1.0", dependencies: { preact: "11.2.0" } },
  "node_modules/@hearth/web": { resolved: "apps/web", link: true },
  "node_modules/preact": { version: "11.2.0", integrity: "sha512-one" },
  "node_modules/bun-darwin": { version: "1.4.5", optional: true },
};
const { "": _project, "node_modules/bun-darwin": _other, ...installed } = locked;

test("what npm recorded is the same as the lockfile, other systems' packages aside", () => {
  expect(isSame(locked, installed)).toBe(true);
});

test("a missing, another or a surplus package is a difference", () => {
  const { "node_modules/preact": preact, ...without } = installed;
  expect(isSame(locked, without)).toBe(false);
  expect(isSame(locked, { ...installed, "node_modules/preact": { ...preact, version: "11.2.1" } })).toBe(
    false,
  );
  expect(
    isSame(locked, { ...installed, "node_modules/preact": { ...preact, integrity: "sha512-two" } }),
  ).toBe(false);
  expect(isSame(locked, { ...installed, "node_modules/left": { version: "1.0.0" } })).toBe(false);
});

test("a workspace that asks for more is a difference", () => {
  const web = { version: "0.1.0", dependencies: { preact: "11.2.0", idb: "8.0.4" } };
  expect(isSame({ ...locked, "apps/web": web }, installed)).toBe(false);
});

test("nothing installed is a difference", () => {
  expect(isSame(locked, {})).toBe(false);
});
