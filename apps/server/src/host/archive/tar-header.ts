/** One file of a tar (POSIX ustar), as its header says it. */
export interface TarEntry {
  readonly path: string;
  readonly bytes: number;
}

/** Tar counts in these: headers are one long, contents are padded to a multiple. */
export const blockBytes = 512;

/** Sizes of 8 GiB and more do not fit eleven octal digits and are written in binary, as GNU tar does. */
const maxOctal = 0o77777777777;

export function formatTarHeader({ path, bytes }: TarEntry, modifiedAtMs: number): Buffer {
  const header = Buffer.alloc(blockBytes);
  const [prefix, name] = splitPath(path);
  header.write(name, 0, 100, "utf8");
  header.write("0000600\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  writeSize(header, bytes);
  header.write(`${octal(Math.floor(modifiedAtMs / 1000), 11)}\0`, 136);
  header.write("0", 156);
  header.write("ustar\u000000", 257, "latin1");
  header.write(prefix, 345, 155, "utf8");
  header.write(`${octal(sumOf(header), 6)}\0 `, 148);
  return header;
}

/** `null` for the empty block that ends a tar. Throws when it is no header of a plain file. */
export function parseTarHeader(block: Buffer): TarEntry | null {
  if (block.every((byte) => byte === 0)) return null;
  const sum = Number.parseInt(textAt(block, 148, 8), 8);
  const kind = textAt(block, 156, 1);
  if (sum !== sumOf(block) || (kind !== "0" && kind !== "")) throw new TarError();
  const prefix = textAt(block, 345, 155);
  const name = textAt(block, 0, 100);
  return { path: prefix === "" ? name : `${prefix}/${name}`, bytes: readSize(block) };
}

/** The bytes are no tar, or it ends too early. */
export class TarError extends Error {
  constructor() {
    super("the tar is damaged");
    this.name = "TarError";
  }
}

function splitPath(path: string): readonly [prefix: string, name: string] {
  if (Buffer.byteLength(path) <= 100) return ["", path];
  for (let at = path.indexOf("/"); at >= 0; at = path.indexOf("/", at + 1)) {
    const [prefix, name] = [path.slice(0, at), path.slice(at + 1)];
    if (Buffer.byteLength(prefix) <= 155 && Buffer.byteLength(name) <= 100) return [prefix, name];
  }
  throw new Error(`the path ${path} is too long for a tar`);
}

function writeSize(header: Buffer, bytes: number): void {
  if (bytes <= maxOctal) {
    header.write(`${octal(bytes, 11)}\0`, 124);
    return;
  }
  header[124] = 0x80;
  header.writeBigUInt64BE(BigInt(bytes), 128);
}

function readSize(block: Buffer): number {
  const bytes =
    block[124] === 0x80 ? Number(block.readBigUInt64BE(128)) : Number.parseInt(textAt(block, 124, 12), 8);
  if (!Number.isSafeInteger(bytes) || bytes < 0) throw new TarError();
  return bytes;
}

/** The sum of all bytes, with the sum's own field read as spaces. */
function sumOf(header: Buffer): number {
  let sum = 8 * 32;
  for (const [at, byte] of header.entries()) if (at < 148 || at >= 156) sum += byte;
  return sum;
}

function textAt(block: Buffer, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString("utf8", 0, end < 0 ? length : end).trim();
}

function octal(number: number, digits: number): string {
  return number.toString(8).padStart(digits, "0");
}
