import type { TextProps } from "ink";
import type { Tone } from "./text/wrap.ts";

type Look = Omit<TextProps, "children">;

/** Meaning never hangs on a colour: signs and weight say the same, so without colours nothing is lost. */
const weights: Readonly<Record<Tone, Look>> = {
  plain: {},
  muted: { dimColor: true },
  strong: { bold: true },
  ember: { bold: true },
  positive: {},
  link: { underline: true },
  private: { italic: true },
  warning: { bold: true },
  selected: { inverse: true },
};

const sixteen: Readonly<Record<Tone, Look>> = {
  plain: {},
  muted: { color: "gray" },
  strong: { bold: true },
  ember: { color: "yellowBright" },
  positive: { color: "greenBright" },
  link: { color: "blueBright" },
  private: { color: "magentaBright" },
  warning: { color: "yellow", bold: true },
  selected: { inverse: true },
};

/** The `--term-*` tokens of the design. */
const fine: Readonly<Record<Tone, Look>> = {
  plain: {},
  muted: { color: "#a29daf" },
  strong: { bold: true },
  ember: { color: "#ff9d57" },
  positive: { color: "#74d39e" },
  link: { color: "#a9bdfb" },
  private: { color: "#c9c2f4" },
  warning: { color: "#ecc86c" },
  selected: { inverse: true },
};

export type Theme = Readonly<Record<Tone, Look>>;

/** https://no-color.org, then what the terminal says of itself. */
export function chooseTheme(variables: Readonly<Record<string, string | undefined>>): Theme {
  if (variables["NO_COLOR"]) return weights;
  return /^(truecolor|24bit)$/u.test(variables["COLORTERM"] ?? "") ? fine : sixteen;
}
