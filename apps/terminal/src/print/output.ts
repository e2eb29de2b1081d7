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
    const stream = this.#stream;
    const hasRoom = stream.write(`${this.#isJson ? line : plainText(line)}\n`);
    if (!hasRoom) await drained(stream);
  }
}

/** Rejects when the reader of a pipe went away. */
function drained(stream: NodeJS.WritableStream): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      stream.off("drain", onDrain);
      stream.off("error", onError);
      end();
    };
    const onDrain = (): void => settle(resolve);
    const onError = (error: Error): void => settle(() => reject(error));
    stream.once("drain", onDrain);
    stream.once("error", onError);
  });
}
