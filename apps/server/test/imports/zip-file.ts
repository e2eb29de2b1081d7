import { writeFileSync } from "node:fs";
import { crc32, deflateRawSync } from "node:zlib";

/** Packs texts and bytes as other programs do (PKWARE's APPNOTE.TXT): each file deflated, then the directory. */
export function writeZip(path: string, files: ReadonlyMap<string, string | Uint8Array>): void {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, content] of files) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const head = formatFields(bytes, packed, Buffer.from(name).length);
    const local = Buffer.concat([u32(0x04034b50), head, u16(0), Buffer.from(name), packed]);
    directory.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(20),
        head,
        Buffer.alloc(2 + 2 + 2 + 2 + 4),
        u32(at),
        Buffer.from(name),
      ]),
    );
    bodies.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const count = u16(files.size);
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(listed.length), u32(at), u16(0)];
  writeFileSync(path, Buffer.concat([...bodies, listed, ...end]));
}

/** From "version needed" to the length of the name: the same in both headers. */
function formatFields(bytes: Buffer, packed: Buffer, nameBytes: number): Buffer {
  const utf8AndNoTime = [u16(20), u16(0x800), u16(8), u16(0), u16(0x21)];
  return Buffer.concat([
    ...utf8AndNoTime,
    u32(crc32(bytes)),
    u32(packed.length),
    u32(bytes.length),
    u16(nameBytes),
  ]);
}

function u16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
