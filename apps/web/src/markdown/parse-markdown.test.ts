import { describe, expect, test } from "bun:test";
import { sizes } from "@hearth/protocol";
import { hostileTexts } from "../../test/hostile-texts.ts";
import type { Block, Inline } from "./nodes.ts";
import { parseMarkdown } from "./parse-markdown.ts";
import { hasMarkup, splitParagraphs } from "./plain-text.ts";

const text = (value: string): Inline => ({ type: "text", text: value });
const paragraph = (...children: Inline[]): Block => ({ type: "paragraph", children });

describe("what a message can hold", () => {
  test("bold, italic, strike and code stand inside a line", () => {
    expect(parseMarkdown("a **b** *c* ~~d~~ `e`")).toEqual([
      paragraph(
        text("a "),
        { type: "strong", children: [text("b")] },
        text(" "),
        { type: "emphasis", children: [text("c")] },
        text(" "),
        { type: "strike", children: [text("d")] },
        text(" "),
        { type: "code", text: "e" },
      ),
    ]);
  });

  test("a line break stays, an empty line starts a paragraph", () => {
    expect(parseMarkdown("one *1*\ntwo\n\n\nthree")).toEqual([
      paragraph(text("one "), { type: "emphasis", children: [text("1")] }, { type: "break" }, text("two")),
      paragraph(text("three")),
    ]);
  });

  test("words behind an opening fence are read as words, not lost as a language", () => {
    expect(parseMarkdown("``` see you tomorrow")).toEqual([
      { type: "code", text: "see you tomorrow", language: "" },
    ]);
    expect(parseMarkdown("``` two words\nmore\n```")).toEqual([
      { type: "code", text: "two words\nmore", language: "" },
    ]);
  });

  test("a fence keeps its code as typed, closed or not", () => {
    const code = "def a(b):\n    return **b  # <b>";
    const expected = [{ type: "code", text: code, language: "python" }];
    expect(parseMarkdown(`\`\`\`python\n${code}\n\`\`\``)).toEqual(expected as Block[]);
    expect(parseMarkdown(`\`\`\`python\n${code}`)).toEqual(expected as Block[]);
  });

  test("quotes and lists nest", () => {
    expect(parseMarkdown("> a\n> - b\n>   1. c")).toEqual([
      {
        type: "quote",
        children: [
          paragraph(text("a")),
          {
            type: "list",
            start: null,
            items: [[paragraph(text("b")), { type: "list", start: 1, items: [[paragraph(text("c"))]] }]],
          },
        ],
      },
    ]);
  });

  test("a numbered list keeps its first number, a task its mark", () => {
    expect(parseMarkdown("4. four\n5. five")).toMatchObject([{ type: "list", start: 4 }]);
    expect(parseMarkdown("- [x] done\n- [ ] open")).toEqual([
      {
        type: "list",
        start: null,
        items: [[paragraph(text("\u2611 done"))], [paragraph(text("\u2610 open"))]],
      },
    ]);
  });

  test.each([
    ["see http://library.local/a?b=1&c=2, please", "http://library.local/a?b=1&c=2"],
    ["www.library.example.", "http://www.library.example/"],
    ["write to a@library.example", "mailto:a@library.example"],
    ["<https://library.example/x>", "https://library.example/x"],
    ["[the table](http://library.local/t)", "http://library.local/t"],
    ["(http://library.local/a_(b))", "http://library.local/a_(b)"],
  ])("%s holds one link", (source, href) => {
    expect(linksIn(parseMarkdown(source))).toEqual([href]);
  });

  test.each([
    "# heading",
    "heading\n===",
    "---",
    "    four spaces",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[a]: http://library.local",
    "<b>bold</b> <!-- not a comment -->",
    "about ~5 to ~6 minutes, ~7~",
    "snake_case_name and 2 * 3 * 4",
    "![photo](http://library.local/p.png)",
    "&lt;script&gt; &amp; &#x6a;",
    "[http://bank.example](http://evil.example)",
    "[press](javascript:alert(1))",
  ])("%j says the same words as before", (source) => {
    expect(wordsOf(parseMarkdown(source))).toBe(source.replace(/\n/g, " "));
  });

  test("text without marks is the same with and without the tokenizer", () => {
    for (const source of ["hello", "a\nb", "a\n\n\nb\n", "ಎಲ್ಲರಿಗೂ ಶುಭೋದಯ", "مرحبا\nبكم", "3 < 4? 5"]) {
      if (!hasMarkup(source)) expect(parseMarkdown(source)).toEqual(splitParagraphs(source));
    }
    expect(["hello", "a\nb", "good morning, 9B. 14:30!"].map(hasMarkup)).toEqual([false, false, false]);
    expect(["- a", "1. a", "http://a", "*a*", "a@b.example", "> q"].map(hasMarkup)).not.toContain(false);
  });
});

const size = sizes.maxTextBytes;
const fill = (part: string) => part.repeat(Math.ceil(size / part.length)).slice(0, size);
const floods: Readonly<Record<string, string>> = {
  "marks that never close": fill("*["),
  "underlines and stars in turn": fill("*a __b "),
  brackets: fill("["),
  "links in links": fill("[a]("),
  "pictures in links": fill("![["),
  "angle brackets": fill("<a@"),
  "comments that never end": fill("<!--"),
  backticks: fill("`"),
  "backticks in rising runs": Array.from({ length: 180 }, (_, run) => `${"`".repeat(run + 1)}a`).join(" "),
  tildes: fill("~a ~~b "),
  "quotes in quotes": fill("> "),
  "quotes without spaces": fill(">"),
  "lists in lists": fill("- "),
  "lists in quotes": fill("> - "),
  "numbers in numbers": fill("1. "),
  "a staircase of lists": Array.from({ length: 180 }, (_, depth) => `${" ".repeat(depth)}- a`).join("\n"),
  "one word": fill("a"),
  "a mail that never comes": fill("a."),
  "an address of parentheses": `http://a.example/${fill("(")}`.slice(0, size),
  spaces: `a${fill(" ")}b`,
  lines: fill("\n"),
  "strong in strong": `${"**a *b ".repeat(900)}${"c* d** ".repeat(900)}`.slice(0, size),
  definitions: fill("[a]: b\n"),
  tables: fill("|a|b\n|-|-\n"),
  fences: fill("```\n"),
  backslashes: fill("\\"),
};

describe("cost", () => {
  test.each(Object.keys(floods))("%s: bounded nodes, bounded depth, nothing lost", (name) => {
    const source = floods[name] ?? "";
    const blocks = parseMarkdown(source);
    expect(countNodes(blocks)).toBeLessThan(size * 2);
    expect(depthOf(blocks)).toBeLessThan(40);
    expect(lettersIn(wordsOf(blocks))).toBe(lettersIn(source));
  });

  test("all floods together take less than a second", () => {
    const startedAtMs = performance.now();
    for (const source of Object.values(floods)) parseMarkdown(source);
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  });
});

const seed = 20_241_121;

describe(`script in a message, seed ${seed}`, () => {
  test("no input yields a node outside the list, or a link that is not web or mail", () => {
    const random = createRandom(seed);
    for (let round = 0; round < 3_000; round++) {
      const source = Array.from({ length: 1 + Math.floor(random() * 8) }, () =>
        pick(hostileTexts, random),
      ).join(pick(["", " ", "\n", "\n\n", "> ", "- ", "**"], random));
      for (const href of linksIn(parseMarkdown(source))) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/);
    }
  });

  test("the inputs do hold scripts and links", () => {
    expect(hostileTexts.filter((source) => /script|on\w+=/i.test(source)).length).toBeGreaterThan(10);
    expect(hostileTexts.flatMap((source) => linksIn(parseMarkdown(source))).length).toBeGreaterThan(3);
  });
});

function inlinesOf(blocks: readonly Block[]): readonly Inline[] {
  return blocks.flatMap((block) => {
    switch (block.type) {
      case "paragraph":
        return block.children.flatMap(withInner);
      case "quote":
        return inlinesOf(block.children);
      case "list":
        return block.items.flatMap((item) => inlinesOf(item));
      case "code":
        return [text(block.text)];
      default:
        throw new Error(`not on the list: ${JSON.stringify(block satisfies never)}`);
    }
  });
}

function withInner(node: Inline): readonly Inline[] {
  switch (node.type) {
    case "text":
    case "code":
    case "break":
    case "mention":
      return [node];
    case "strong":
    case "emphasis":
    case "strike":
    case "link":
      return [node, ...node.children.flatMap(withInner)];
    default:
      throw new Error(`not on the list: ${JSON.stringify(node satisfies never)}`);
  }
}

function linksIn(blocks: readonly Block[]): readonly string[] {
  return inlinesOf(blocks).flatMap((node) => (node.type === "link" ? [node.href] : []));
}

function wordsOf(blocks: readonly Block[]): string {
  const words = inlinesOf(blocks).map((node) => {
    if (node.type === "break") return " ";
    return "text" in node ? node.text : "";
  });
  return words.join("");
}

const lettersIn = (value: string) => value.replace(/[^a-z]/g, "").length;
const countNodes = (blocks: readonly Block[]) => JSON.stringify(blocks).split('"type"').length;

function depthOf(blocks: readonly Block[]): number {
  let depth = 0;
  let deepest = 0;
  for (const character of JSON.stringify(blocks, (key, value) => (key === "text" ? "" : value))) {
    if (character === "{") deepest = Math.max(deepest, ++depth);
    if (character === "}") depth--;
  }
  return deepest;
}

function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function pick<T>(from: readonly T[], random: () => number): T {
  const chosen = from[Math.floor(random() * from.length)];
  if (chosen === undefined) throw new Error("nothing to pick from");
  return chosen;
}
