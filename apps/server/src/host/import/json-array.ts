export interface Element {
  /** Where it begins, from 1. */
  readonly line: number;
  /** `undefined`: it is no JSON. */
  readonly value: unknown;
}

const maxElementChars = 32 * 1024 * 1024;

/**
 * The elements of a file that holds one JSON array, one at a time. What is broken ends where the next element
 * begins at its usual place: files like these are written with one element below the other.
 */
export async function* readArray(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Element> {
  const decoder = new TextDecoder();
  const scanner = new Scanner();
  for await (const piece of pieces) yield* scanner.take(decoder.decode(piece, { stream: true }));
  yield* scanner.end();
}

/** Cuts text at the places where an element of the outermost array begins and ends. */
class Scanner {
  #text = "";
  /** How far `#text` was looked at. */
  #at = 0;
  #line = 1;
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isBroken = false;
  /** Where the present element begins; `-1` between elements. */
  #start = -1;
  #startLine = 0;
  /** What stands before an element on its line, once one was seen. */
  #margin: string | null = null;
  #lineStart = 0;

  *take(text: string): Generator<Element> {
    this.#text += text;
    for (; this.#at < this.#text.length; this.#at += 1) {
      const element = this.#step(this.#text.charCodeAt(this.#at));
      if (element) yield element;
    }
    this.#forget();
  }

  *end(): Generator<Element> {
    if (this.#start >= 0) yield { line: this.#startLine, value: undefined };
    else if (this.#depth > 0) yield { line: this.#line, value: undefined };
  }

  #step(code: number): Element | undefined {
    if (code === 10) return this.#breakLine();
    if (this.#isInString) return this.#stepInString(code);
    switch (code) {
      case 34: // "
        this.#isInString = true;
        return undefined;
      case 91: // [
      case 123: // {
        return this.#open();
      case 93: // ]
      case 125: // }
        return this.#shut();
      default:
        return undefined;
    }
  }

  #stepInString(code: number): undefined {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (code === 92) this.#isEscaped = true;
    else if (code === 34) this.#isInString = false;
  }

  /** JSON has no line break inside a string: there a quotation mark is missing. */
  #breakLine(): undefined {
    if (this.#isInString) [this.#isInString, this.#isEscaped, this.#isBroken] = [false, false, true];
    this.#line += 1;
    this.#lineStart = this.#at + 1;
  }

  #open(): Element | undefined {
    const before = this.#text.slice(this.#lineStart, this.#at);
    const isNext =
      this.#start >= 0 && this.#margin !== null && this.#margin !== "" && before === this.#margin;
    const broken = isNext ? { line: this.#startLine, value: undefined } : undefined;
    if (isNext) [this.#depth, this.#start] = [1, -1];
    if (this.#depth === 1) this.#begin(before);
    this.#depth += 1;
    return broken;
  }

  #begin(before: string): void {
    [this.#start, this.#startLine, this.#isBroken] = [this.#at, this.#line, false];
    this.#margin ??= /^\s*$/u.test(before) ? before : "";
  }

  #shut(): Element | undefined {
    this.#depth -= 1;
    if (this.#depth !== 1 || this.#start < 0) return undefined;
    const text = this.#text.slice(this.#start, this.#at + 1);
    this.#start = -1;
    return { line: this.#startLine, value: this.#isBroken ? undefined : parse(text) };
  }

  #forget(): void {
    if (this.#start >= 0 && this.#at - this.#start > maxElementChars) {
      // Nothing that long is an element: it is let go, and told when it ends.
      this.#isBroken = true;
      this.#start = Math.max(this.#lineStart, this.#start);
    }
    const kept =
      this.#start >= 0 ? Math.min(this.#start, this.#lineStart) : Math.min(this.#lineStart, this.#at);
    this.#text = this.#text.slice(kept);
    this.#at -= kept;
    this.#lineStart -= kept;
    if (this.#start >= 0) this.#start -= kept;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
