import { formatJsonLine, plainText } from "./plain.ts";

/** Where a script's answer goes: for people as text, for programs as one JSON record a line. */
export class Output {
  readonly #isJson: boolean;
  readonly #stream: NodeJS.WritableStream;

  constructor(isJson: boolean, stream: NodeJS.WritableStream = process.stdout) {
    this.#isJson = isJson;
    this.#stream = stream;
  }

  get isJson(): boolean {
    return this.#isJson;
  }

  /** Resolves when there is room for more: a slow reader must not fill the memory. */
  async write(record: unknown, text: () => string | null): Promise<void> {
    const line = this.#isJson ? formatJsonLine(record) : text();
    if (line === null) return;
    const hasRoom = this.#stream.write(`${this.#isJson ? line : plainText(line)}\n`);
    if (!hasRoom) await new Promise<void>((resolve) => this.#stream.once("drain", () => resolve()));
  }
}
