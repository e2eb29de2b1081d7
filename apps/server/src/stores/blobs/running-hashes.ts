/** Parts whose hash is kept up while bytes arrive; of more than these the oldest is read again at its end. */
const mostKept = 1_000;

interface Running {
  readonly hasher: Bun.CryptoHasher;
  bytes: number;
}

/** SHA-256 of parts that grow, so that a finished one need not be read again. */
export class RunningHashes {
  readonly #all = new Map<string, Running>();

  /** Bytes that were written at `at`. A part whose beginning was not seen here is left alone. */
  add(part: string, chunk: Uint8Array, at: number): void {
    if (at === 0) this.#begin(part);
    const running = this.#all.get(part);
    if (!running) return;
    if (running.bytes !== at) return this.forget(part);
    running.hasher.update(chunk);
    running.bytes += chunk.length;
  }

  /** The hash of the first `bytes` bytes, if it is known. */
  digest(part: string, bytes: number): string | undefined {
    const running = this.#all.get(part);
    return running?.bytes === bytes ? running.hasher.copy().digest("hex") : undefined;
  }

  forget(part: string): void {
    this.#all.delete(part);
  }

  #begin(part: string): void {
    this.#all.delete(part);
    const [oldest] = this.#all.keys();
    if (oldest !== undefined && this.#all.size >= mostKept) this.#all.delete(oldest);
    this.#all.set(part, { hasher: new Bun.CryptoHasher("sha256"), bytes: 0 });
  }
}
