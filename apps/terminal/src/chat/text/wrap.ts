import stringWidth from "string-width";

/** How a piece of text looks; a theme says in which colours. */
export type Tone =
  | "plain"
  | "muted"
  | "strong"
  | "ember"
  | "positive"
  | "link"
  | "private"
  | "warning"
  | "selected";

export interface Span {
  readonly text: string;
  readonly tone: Tone;
}

/** What stands on one row of the screen. */
export type Line = readonly Span[];

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

export function graphemesOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

export function widthOf(text: string): number {
  return stringWidth(text);
}

export function widthOfLine(line: Line): number {
  return line.reduce((sum, { text }) => sum + widthOf(text), 0);
}

/** Cuts at the right, with an ellipsis, to at most `columns`. */
export function cutText(text: string, columns: number): string {
  if (widthOf(text) <= columns) return text;
  let [kept, width] = ["", 0];
  for (const grapheme of graphemesOf(text)) {
    width += widthOf(grapheme);
    if (width > columns - 1) break;
    kept += grapheme;
  }
  return columns < 1 ? "" : `${kept}…`;
}

/** Cut or filled with spaces to exactly `columns`. */
export function fitText(text: string, columns: number): string {
  const cut = cutText(text, columns);
  return cut + " ".repeat(Math.max(0, columns - widthOf(cut)));
}

/** Breaks at line breaks, then at spaces, then where it must: never inside a grapheme, never too wide. */
export function wrapSpans(spans: readonly Span[], columns: number): Line[] {
  const wrapper = new Wrapper(Math.max(2, columns));
  for (const { text, tone } of spans) {
    for (const part of text.replaceAll("\t", "    ").split(/(\n| +)/u)) {
      if (part === "\n") wrapper.breakLine();
      else if (part !== "") wrapper.add(part, tone);
    }
  }
  return wrapper.end();
}

class Wrapper {
  readonly #columns: number;
  readonly #lines: Line[] = [];
  #line: Span[] = [];
  #width = 0;

  constructor(columns: number) {
    this.#columns = columns;
  }

  add(part: string, tone: Tone): void {
    const width = widthOf(part);
    if (this.#width + width <= this.#columns) return this.#put(part, width, tone);
    // Spaces at the end of a row are its end.
    if (part.trim() === "") return this.breakLine();
    if (this.#width > 0 && width <= this.#columns) this.breakLine();
    if (width <= this.#columns) return this.#put(part, width, tone);
    for (const grapheme of graphemesOf(part)) {
      const one = widthOf(grapheme);
      if (this.#width + one > this.#columns) this.breakLine();
      this.#put(grapheme, one, tone);
    }
  }

  breakLine(): void {
    this.#lines.push(this.#line);
    this.#line = [];
    this.#width = 0;
  }

  end(): Line[] {
    this.breakLine();
    return this.#lines;
  }

  #put(text: string, width: number, tone: Tone): void {
    const last = this.#line.at(-1);
    if (last?.tone === tone) this.#line.splice(-1, 1, { text: last.text + text, tone });
    else this.#line.push({ text, tone });
    this.#width += width;
  }
}
