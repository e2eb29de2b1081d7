/** IRCv3 message-tags: 4096 bytes of a client's tags, with `@` and space; RFC 1459: 512 for the rest with CRLF. */
const maxTagBytes = 4096;
const maxRestBytes = 510;
/** Nobody is told what REGISTER says, so a long password may make it longer than a line for others. */
const maxRegisterBytes = 2_048;
/** A client that sends this much without a line break is not speaking IRC. */
const maxUnbrokenBytes = 16_384;

export type Read =
  | { readonly type: "line"; readonly text: string }
  /** The tags or the rest are too long. */
  | { readonly type: "too_long" }
  | { readonly type: "not_utf8"; readonly text: string }
  /** More without a line break than any line may have: the connection is not worth keeping. */
  | { readonly type: "flood" };

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lax = new TextDecoder("utf-8");
const lf = 10;
const nothing: Uint8Array = new Uint8Array(0);

/** Cuts a stream of bytes, however they arrive, into lines. */
export class LineReader {
  #rest = nothing;

  push(bytes: Uint8Array): Read[] {
    const all = this.#rest.length === 0 ? bytes : concat(this.#rest, bytes);
    const lines: Read[] = [];
    let from = 0;
    for (let end = all.indexOf(lf); end !== -1; end = all.indexOf(lf, from)) {
      const line = readLine(trimBreak(all.subarray(from, end)));
      if (line) lines.push(line);
      from = end + 1;
    }
    // Copied, because the runtime may use its buffer again.
    this.#rest = from === all.length ? nothing : all.slice(from);
    if (this.#rest.length > maxUnbrokenBytes) lines.push({ type: "flood" });
    return lines;
  }
}

function trimBreak(bytes: Uint8Array): Uint8Array {
  return bytes.at(-1) === 13 ? bytes.subarray(0, -1) : bytes;
}

/** One line without its break; `null` when there is nothing on it. */
export function readLine(bytes: Uint8Array): Read | null {
  if (bytes.length === 0) return null;
  const tagBytes = bytes[0] === 0x40 ? bytes.indexOf(0x20) + 1 : 0;
  if (tagBytes > maxTagBytes || isTooLong(bytes.subarray(tagBytes))) return { type: "too_long" };
  try {
    // NUL and a lone CR have no place in a line (RFC 2812 section 2.3.1), nor has a LF in a web socket's frame.
    return { type: "line", text: strict.decode(bytes).replace(/[\0\r\n]/gu, "") };
  } catch {
    return { type: "not_utf8", text: lax.decode(bytes) };
  }
}

function isTooLong(rest: Uint8Array): boolean {
  if (rest.length <= maxRestBytes) return false;
  return rest.length > maxRegisterBytes || !/^register /iu.test(lax.decode(rest.subarray(0, 9)));
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
