import { type Mention, mentionGroups, type RoomId, type UserId } from "@hearth/protocol";
import type { Reads } from "../ports.ts";
import { createNameKey } from "../users/name-key.ts";

/** Names asked for in one message: bounds the work of a text full of signs. */
const maxSigns = 20;
/** Graphemes of the longest name there can be. */
const maxName = 40;
/** A word goes on with letters, marks and digits; scripts written without spaces can end one anywhere. */
const goesOn = /^[\p{L}\p{M}\p{N}_]/u;
const hasNoSpaces =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Who a text names: behind an `@` at a word's start the longest name of somebody who is in the room, or a group.
 * The text itself says it, so every door names people alike, and nobody can name whom the text does not.
 */
export async function findMentions(reads: Reads, room: RoomId, text: string): Promise<readonly Mention[]> {
  const found: Mention[] = [];
  const signs = [...text.matchAll(/(?<![\p{L}\p{M}\p{N}_])@(?=\S)/gu)].slice(0, maxSigns);
  let upto = 0;
  for (const { index } of signs) {
    if (index < upto) continue;
    const mention = await readMention(reads, room, text.slice(index + 1));
    if (!mention) continue;
    upto = index + mention.text.length;
    if (!found.some((one) => one.text === mention.text)) found.push(mention);
  }
  return found;
}

async function readMention(reads: Reads, room: RoomId, rest: string): Promise<Mention | undefined> {
  for (const name of listPrefixes(rest)) {
    const user = await findMember(reads, room, name);
    if (user) return { text: `@${name}`, user };
    const group = mentionGroups.find((one) => one === name.toLowerCase());
    if (group) return { text: `@${name}`, group };
  }
  return undefined;
}

async function findMember(reads: Reads, room: RoomId, name: string): Promise<UserId | undefined> {
  const key = createNameKey(name);
  const person = (await reads.userByNameKey(key)) ?? (await reads.userByNickKey(key));
  return person && (await reads.get("members", room, person.id)) ? person.id : undefined;
}

/** Everything before a word's end on this line, the longest first. */
function listPrefixes(rest: string): readonly string[] {
  const line = /^[^\n@]*/.exec(rest)?.[0] ?? "";
  const graphemes = [...new Intl.Segmenter().segment(line.slice(0, maxName * 16))].slice(0, maxName + 1);
  const prefixes: string[] = [];
  for (const { index, segment } of graphemes) {
    if (index > 0 && !isInsideWord(line.slice(0, index), segment)) prefixes.push(line.slice(0, index));
  }
  if (graphemes.length <= maxName) prefixes.push(line);
  return prefixes.filter((name) => name.trim() === name && name !== "").reverse();
}

function isInsideWord(before: string, next: string): boolean {
  return goesOn.test(next) && !hasNoSpaces.test(next) && !hasNoSpaces.test([...before].at(-1) ?? "");
}
