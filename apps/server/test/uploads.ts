import type { Attachment, TextBody, UploadId } from "@hearth/protocol";
import { type Person, say, type World } from "./world.ts";

const utf8 = new TextEncoder();

async function* piecesOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

/** Uploads a text as a person does, past the door. */
export async function upload(world: World, { id }: Pick<Person, "id">, text: string): Promise<UploadId> {
  const bytes = utf8.encode(text);
  const { files } = world.core;
  const created = await files.create(id, bytes.length);
  await files.append(created, piecesOf(bytes));
  await files.finish(created);
  return created;
}

/** What a message says of its first file. */
export function attach(name: string, more: Partial<Attachment> = {}): Attachment {
  return { file: 1, name, type: "text/plain", bytes: 0, ...more };
}

/** Words with files. */
export function textWith(text: string, ...attachments: Attachment[]): TextBody {
  return { kind: "text", text, attachments };
}

/** A message with one file. */
export function sayFile(room: Parameters<typeof say>[0], file: string, more: Partial<Attachment> = {}) {
  return say(room, "", { files: [file], body: textWith("", attach("leaf.txt", more)) });
}
