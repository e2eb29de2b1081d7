import { closeSync, ftruncateSync, mkdirSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

const controlBytes = 24;

/** What goes wrong with a server's machine, from outside: its disk and its clock. See `faults.c`. */
export class Faults {
  /** For the server's environment, through `env`. */
  readonly within: readonly string[];
  readonly logPath: string;
  readonly #control: number;

  constructor(library: string, dir: string) {
    mkdirSync(dir, { recursive: true });
    this.logPath = join(dir, "log");
    this.#control = openSync(join(dir, "control"), "w+");
    ftruncateSync(this.#control, controlBytes);
    this.within = ["env", `LD_PRELOAD=${library}`, `FAULTS_DIR=${dir}`];
  }

  /** Begins a new log of what is written and flushed, or none. */
  setLogging(isLogging: boolean): void {
    rmSync(this.logPath, { force: true });
    this.#write(0, Buffer.from([isLogging ? 1 : 0, 0, 0, 0]));
  }
  setDiskFull(isFull: boolean): void {
    this.#write(4, Buffer.from([isFull ? 1 : 0, 0, 0, 0]));
  }
  setClockAhead(ms: number): void {
    const bytes = Buffer.alloc(8);
    bytes.writeBigInt64LE(BigInt(ms));
    this.#write(8, bytes);
  }
  /** Flushes report success and do nothing. */
  setDeaf(isDeaf: boolean): void {
    this.#write(16, Buffer.from([isDeaf ? 1 : 0, 0, 0, 0]));
  }
  /** The process ends when it is about to flush the next time. */
  setEndsAtFlush(doesEnd: boolean): void {
    this.#write(20, Buffer.from([doesEnd ? 1 : 0, 0, 0, 0]));
  }
  close(): void {
    closeSync(this.#control);
  }

  #write(at: number, bytes: Buffer): void {
    writeSync(this.#control, bytes, 0, bytes.length, at);
  }
}

/** Compiles the library; throws with the compiler's words. */
export async function compileFaults(path: string): Promise<void> {
  const source = join(import.meta.dir, "faults.c");
  const flags = ["-std=gnu11", "-O2", "-Wall", "-Wextra", "-fPIC", "-shared"];
  const child = Bun.spawn(["cc", ...flags, "-o", path, source, "-ldl", "-pthread"], { stderr: "pipe" });
  const words = await child.stderr.text();
  if ((await child.exited) !== 0) throw new Error(words);
}
