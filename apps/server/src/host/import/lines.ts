export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its end. `null`: longer than anything that would be understood. */
  readonly text: string | null;
}

const maxLineBytes = 64 * 1024 * 1024;
const newline = 10;

/** The lines of a file, of which only the present one is held. Text that is not UTF-8 is taken for Windows-1252. */
export async function* readLines(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  let rest: Uint8Array[] = [];
  let [restBytes, number] = [0, 1];
  const take = (end: Uint8Array): Line => {
    const isLong = restBytes + end.length > maxLineBytes;
    const text = isLong ? null : decode(rest.length === 0 ? end : Buffer.concat([...rest, end]));
    [rest, restBytes] = [[], 0];
    return { number: number++, text };
  };
  for await (const piece of pieces) {
    let start = 0;
    for (let at = piece.indexOf(newline); at >= 0; at = piece.indexOf(newline, start)) {
      yield take(piece.subarray(start, at));
      start = at + 1;
    }
    restBytes += piece.length - start;
    if (restBytes > maxLineBytes) rest = [];
    else if (start < piece.length) rest.push(piece.slice(start));
  }
  if (restBytes > 0) yield take(new Uint8Array());
}

const utf8 = new TextDecoder("utf-8", { fatal: true });
const windows1252 = new TextDecoder("windows-1252");

function decode(bytes: Uint8Array): string {
  return decodeText(bytes).replace(/\r$/u, "");
}

function decodeText(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return windows1252.decode(bytes);
  }
}
