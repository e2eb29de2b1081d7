const everyMs = 200;

/** One line on a terminal that says how far it is; nothing where nobody looks. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #lastMs = 0;
  #read = 0;
  #total = 0;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** One more message was found. */
  read(): void {
    this.#read += 1;
    this.#print(() => `Reading: ${this.#read} messages`);
  }

  begin(total: number): void {
    this.#total = total;
  }

  show(done: number): void {
    this.#print(() => `Importing: ${done} of ${this.#total} messages (${percent(done, this.#total)} %)`);
  }

  /** Takes its line away. */
  end(): void {
    if (this.#stream.isTTY && this.#lastMs > 0) this.#stream.write("\r\u001B[K");
  }

  #print(text: () => string): void {
    if (!this.#stream.isTTY) return;
    const nowMs = performance.now();
    if (nowMs - this.#lastMs < everyMs) return;
    this.#lastMs = nowMs;
    this.#stream.write(`\r\u001B[K${text()}`);
  }
}

function percent(done: number, total: number): number {
  return total === 0 ? 100 : Math.floor((done / total) * 100);
}
