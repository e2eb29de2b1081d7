import { expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { listSubcommands } from "../subcommands.ts";
import { formatCompletions, shells } from "./completions.ts";
import { formatManPage } from "./man-page.ts";

const specs = listSubcommands("1.2.3", []).map(({ spec }) => spec);

test("every command and flag stands in the manual and in the completions of every shell", () => {
  const manual = formatManPage("1.2.3", specs).replaceAll("\\-", "-");
  for (const { name, flags, examples } of specs) {
    for (const text of [manual, ...shells.map((shell) => formatCompletions(shell, specs))]) {
      expect(text).toContain(name);
      for (const flag of flags) expect(text).toMatch(new RegExp(`(--|-l )${flag.name}\\b`));
    }
    for (const { line } of examples) expect(manual).toContain(line);
  }
});

test("no line of the manual is taken for a request by accident", () => {
  const known = /^\.(TH|SH|SS|B|TP|PP|RS|RE|EX|EE)\b/;
  const odd = formatManPage("1.2.3", specs)
    .split("\n")
    .filter((line) => /^[.']/.test(line) && !known.test(line));
  expect(odd).toEqual([]);
});

test("bash completes commands, then the flags of the one that stands there", () => {
  const dir = mkdtempSync(join(tmpdir(), "hearth-completions-"));
  const file = join(dir, "hearth.bash");
  writeFileSync(file, formatCompletions("bash", specs));
  const complete = (...words: string[]) => {
    const list = words.map((word) => `"${word}"`).join(" ");
    const script = `source ${file}; COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _hearth; echo "\${COMPREPLY[@]}"`;
    return Bun.spawnSync(["bash", "-c", script]).stdout.toString().trim();
  };
  expect(complete("hearth", "ta")).toBe("tail");
  expect(complete("hearth", "tail", "--f")).toBe("--follow");
  expect(complete("hearth", "send", "x", "--j")).toBe("--join --json");
  rmSync(dir, { recursive: true });
});
