/** Custom properties that hold a hex colour, by name without the dashes. */
export type Colors = Readonly<Record<string, string>>;

interface Block {
  readonly head: string;
  readonly body: string;
}

const system = ':root:not([data-theme="light"])';
const chosen = ':root[data-theme="dark"]';
const dark = "@media (prefers-color-scheme: dark)";
const more = "@media (prefers-contrast: more)";

/** The colours of every theme a person can have on screen, read from the style sheet. */
export function readThemes(css: string): Readonly<Record<string, Colors>> {
  const read = (...path: readonly string[]) => readColors(findBody(css.replace(/\/\*.*?\*\//gs, ""), path));
  const light = read(":root");
  return {
    light,
    "dark, chosen": { ...light, ...read(chosen) },
    "dark, by the system": { ...light, ...read(dark, system) },
    "light, more contrast": { ...light, ...read(more, ":root") },
    "dark, chosen, more contrast": { ...light, ...read(chosen), ...read(more, chosen) },
    "dark, by the system, more contrast": {
      ...light,
      ...read(dark, system),
      ...read(`${more} and (prefers-color-scheme: dark)`, system),
    },
  };
}

function findBody(css: string, path: readonly string[]): string {
  return path.reduce((outer, head) => {
    const block = splitBlocks(outer).find((candidate) => candidate.head === head);
    if (!block) throw new Error(`The style sheet has no block "${path.join(" ")}".`);
    return block.body;
  }, css);
}

function splitBlocks(css: string): readonly Block[] {
  const blocks: Block[] = [];
  let depth = 0;
  let start = 0;
  let open = 0;
  for (const { 0: brace, index } of css.matchAll(/[{}]/g)) {
    depth += brace === "{" ? 1 : -1;
    if (brace === "{" && depth === 1) open = index;
    if (depth > 0) continue;
    blocks.push({
      head: css.slice(start, open).trim().replace(/\s+/g, " "),
      body: css.slice(open + 1, index),
    });
    start = index + 1;
  }
  return blocks;
}

function readColors(body: string): Colors {
  const pairs = [...body.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6})\s*[;}]/gi)];
  return Object.fromEntries(pairs.map(([, name = "", color = ""]) => [name, color]));
}

/** Contrast of two hex colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function measureContrast(one: string, other: string): number {
  const [light = 0, faint = 0] = [measureLuminance(one), measureLuminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (faint + 0.05);
}

function measureLuminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
