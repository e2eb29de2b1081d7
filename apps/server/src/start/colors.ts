/** How much colour a terminal shows. Nothing on screen depends on it. */
export type ColorDepth = "none" | "ansi" | "true";

/** The colours of Hearth in a terminal, each wrapping a text. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly muted: (text: string) => string;
  /** What is new, and warnings. */
  readonly ember: (text: string) => string;
  /** What is here and well. */
  readonly green: (text: string) => string;
  /** What opens. */
  readonly blue: (text: string) => string;
}

/** https://no-color.org: any value but the empty one turns colour off. */
export function chooseColorDepth(
  variables: Readonly<Record<string, string | undefined>>,
  isTerminal: boolean,
): ColorDepth {
  if (!isTerminal || variables["NO_COLOR"] || variables["TERM"] === "dumb") return "none";
  return /^(truecolor|24bit)$/u.test(variables["COLORTERM"] ?? "") ? "true" : "ansi";
}

export function createPaint(depth: ColorDepth): Paint {
  const wrap = (ansi: string, exact: string, end: string) => (text: string) => {
    if (depth === "none" || text === "") return text;
    return `\u001B[${depth === "true" ? exact : ansi}m${text}\u001B[${end}m`;
  };
  return {
    bold: wrap("1", "1", "22"),
    muted: wrap("90", "38;2;162;157;175", "39"),
    ember: wrap("33", "38;2;255;157;87", "39"),
    green: wrap("32", "38;2;116;211;158", "39"),
    blue: wrap("94", "38;2;169;189;251", "39"),
  };
}
