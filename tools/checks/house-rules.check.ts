import { expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../project.mjs";
import { listFiles } from "../source-files.mjs";

interface Rule {
  readonly name: string;
  readonly files: RegExp;
  readonly except?: RegExp;
  readonly refuses: RegExp;
  /** A line that breaks the rule and one that keeps it: the rule must tell them apart. */
  readonly breaks: string;
  readonly keeps: string;
}

const itself = /^tools\/checks\/house-rules\.check\.ts$/;

const rules: readonly Rule[] = [
  {
    name: "no check is switched off for a line",
    files: /\.(tsx?|mjs|css)$/,
    refuses: /biome-ignore|@ts-(ignore|nocheck|expect-error)|\bas any\b/,
    breaks: "// @ts-ignore",
    keeps: "const ignored = true;",
  },
  {
    name: "nothing is left to do",
    files: /\.(tsx?|mjs|css|sh)$/,
    refuses: /\b(TODO|FIXME|XXX)\b/,
    breaks: "// TODO: later",
    keeps: "const todo = 1;",
  },
  {
    name: "the page is made of elements, never of HTML strings",
    files: /^apps\/web\/src\/.*\.tsx?$/,
    refuses:
      /\b(innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|createContextualFragment)\b|\bdocument\.write/,
    breaks: "row.innerHTML = text;",
    keeps: "row.textContent = text;",
  },
  {
    name: "core asks the Clock for the time",
    files: /^apps\/server\/src\/core\/.*\.ts$/,
    except: /\.test\.ts$/,
    refuses: /\bnew Date\(\s*\)/,
    breaks: "const now = new Date();",
    keeps: "const then = new Date(atMs);",
  },
  {
    name: "styles name the side where text starts, never left or right",
    files: /^apps\/web\/src\/.*\.css$/,
    refuses:
      /(^|[\s;{])((margin|padding|border|scroll-margin|scroll-padding)-(left|right)(-\w+)?|left|right|border-(top|bottom)-(left|right)-radius)\s*:|(text-align|float|clear)\s*:\s*(left|right)\b/,
    breaks: "  margin-left: var(--space-2);",
    keeps: "  margin-inline-start: var(--space-2);",
  },
  {
    name: "colours come from tokens.css",
    files: /^apps\/web\/src\/.*\.(css|tsx)$/,
    // Cameras want a QR code dark on white; before Chrome 122 a ::backdrop sees no custom property.
    except: /\/(tokens|ui\/qr-code|ui\/dialog)\.css$/,
    refuses: /[:\s("'](#[0-9a-f]{3,8}\b(?!-)|(rgba?|hsla?|oklch|oklab|lab|lch|hwb)\()/i,
    breaks: "  color: #ffffff;",
    keeps: "  color: var(--text);",
  },
];

for (const rule of rules) {
  test(rule.name, () => {
    expect(rule.refuses.test(rule.breaks)).toBe(true);
    expect(rule.refuses.test(rule.keeps)).toBe(false);
    expect(listBreaks(rule)).toEqual([]);
  });
}

function listBreaks(rule: Rule): readonly string[] {
  const files = listFiles().filter(
    (file) => rule.files.test(file) && !itself.test(file) && !rule.except?.test(file),
  );
  return files.flatMap((file) =>
    readFileSync(join(root, file), "utf8")
      .split("\n")
      .flatMap((line, index) => (rule.refuses.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
}
