import { expect, test } from "bun:test";
import { join } from "node:path";

/** Bytes of gzip the browser's first view can spare for the client, signals included. */
const mostBytes = 16_500;

test("the client brings no schemas into a browser, and stays small", async () => {
  const entrypoints = [join(import.meta.dir, "../src/index.ts")];
  const built = await Bun.build({ entrypoints, minify: true, target: "browser", throw: true });
  const code = (await built.outputs[0]?.text()) ?? "";
  expect(code).toContain("message.send");
  expect(code).not.toMatch(/valibot|strictObject|safeParse/);
  expect(Bun.gzipSync(code, { level: 9 }).length).toBeLessThanOrEqual(mostBytes);
});
