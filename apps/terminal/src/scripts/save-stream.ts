import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from "node:fs";
import { Unavailable } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";

/** Writes what comes to a file that gets its name when it is whole; one that is there is never replaced. */
export async function saveStream(response: Response, path: string): Promise<number> {
  if (existsSync(path)) {
    throw new CommandError(exitCodes.failed, `${path} is there already. Choose another name with --output.`);
  }
  const part = `${path}.part`;
  const fd = openSync(part, "w", 0o600);
  try {
    let bytes = 0;
    for await (const piece of readPieces(response)) bytes += writeWhole(fd, piece);
    fsyncSync(fd);
    closeSync(fd);
    renameSync(part, path);
    return bytes;
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  }
}

/** Pieces of an answer; a connection that breaks is the host's silence, not a bug. */
export async function* readPieces(response: Response): AsyncGenerator<Uint8Array> {
  try {
    if (response.body) yield* response.body;
  } catch (cause) {
    throw new Unavailable("unavailable", { cause });
  }
}

function writeWhole(fd: number, piece: Uint8Array): number {
  for (let done = 0; done < piece.length; ) done += writeSync(fd, piece, done, piece.length - done);
  return piece.length;
}
