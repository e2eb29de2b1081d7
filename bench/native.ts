import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { cacheDir } from "./folders.ts";
import { run } from "./processes.ts";

/** The two programs in C: neither a runtime nor its garbage may stand between the load and the server. */
const programs = {
  loadgen: [
    ...["loadgen.c", "load.c", "fan-out.c", "crowds.c", "talks.c"],
    ...["members.c", "wire.c", "frames.c", "machine.c"],
  ],
  limit: ["limit.c", "frames.c", "machine.c"],
  /** For the tests: prints how many text frames the input holds, read in pieces of a given size. */
  frames: ["print-frames.c", "frames.c"],
} as const;
export type Program = keyof typeof programs;

export function hasCompiler(): boolean {
  return Bun.which("cc") !== null;
}

const compiled = new Map<Program, Promise<string>>();

/** Compiles a program, once, and returns its path. */
export function compile(program: Program): Promise<string> {
  const path = compiled.get(program) ?? build(program);
  compiled.set(program, path);
  return path;
}

async function build(program: Program): Promise<string> {
  mkdirSync(cacheDir, { recursive: true });
  const path = join(cacheDir, program);
  const sources = programs[program].map((name) => join(import.meta.dir, "native", name));
  // Into a file of its own first: another run may be using the last one.
  const fresh = `${path}.${process.pid}`;
  await run([
    "cc",
    "-std=gnu11",
    "-O2",
    "-Wall",
    "-Wextra",
    "-Wno-sign-compare",
    "-o",
    fresh,
    ...sources,
    "-ldl",
  ]);
  await run(["mv", fresh, path]);
  return path;
}
