import { describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project.mjs";
import { type Colors, measureContrast, readThemes } from "./contrast.ts";
import { marks, type Pairs, texts } from "./contrast-pairs.ts";

const themes = readThemes(readFileSync(join(root, "apps/web/src/styles/tokens.css"), "utf8"));

function listFaint(colors: Colors, pairs: Pairs, minimum: number): readonly string[] {
  return pairs.flatMap(([name, grounds]) =>
    grounds.flatMap((ground) => {
      const contrast = measureContrast(colors[name] ?? "", colors[ground] ?? "");
      return contrast >= minimum ? [] : [`${name} on ${ground}: ${contrast.toFixed(2)}, needs ${minimum}`];
    }),
  );
}

describe.each(Object.entries(themes))("%s:", (_name, colors) => {
  test("text stands out from its ground", () => {
    expect(listFaint(colors, texts, 4.5)).toEqual([]);
  });

  test("controls and marks stand out from their ground", () => {
    expect(listFaint(colors, marks, 3)).toEqual([]);
  });
});

test("the dark theme is one, chosen or by the system", () => {
  expect(themes["dark, by the system"]).toEqual(themes["dark, chosen"]);
  expect(themes["dark, by the system, more contrast"]).toEqual(themes["dark, chosen, more contrast"]);
});

test("a pair that is too faint, or has no colour, is named", () => {
  expect(measureContrast("#767676", "#ffffff")).toBeCloseTo(4.54, 2);
  expect(listFaint({ text: "#777777", surface: "#ffffff" }, [["text", ["surface"]]], 4.5)).toEqual([
    "text on surface: 4.48, needs 4.5",
  ]);
  expect(listFaint({ surface: "#ffffff" }, [["gone", ["surface"]]], 3)).toHaveLength(1);
});
