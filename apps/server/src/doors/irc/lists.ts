import { type Face, maskOf } from "./faces.ts";
import { completeMask, matchMask } from "./wire/mask.ts";
import { foldCase } from "./wire/names.ts";

/** Lists of masks that a channel has: bans, exceptions from bans, exceptions from +i. */
export type ListMode = "b" | "e" | "I";
export const listModes: readonly ListMode[] = ["b", "e", "I"];
export const maxListEntries = 100;

export interface ListEntry {
  readonly mask: string;
  readonly by: string;
  readonly atMs: number;
}
export type Lists = Readonly<Record<ListMode, readonly ListEntry[]>>;
export const noLists: Lists = { b: [], e: [], I: [] };

/** EXTBAN=~,am: `~a:account` and `~m:mask` (muted). The long name is IRCv3 account-extban's. */
const extban = /^~(a|account|m|mute):(.*)$/isu;

/** A mask as it is kept; `null` when it cannot be one. */
export function parseBan(text: string): string | null {
  const parts = extban.exec(text);
  if (!parts) return text.startsWith("~") ? null : completeMask(text);
  const [, kind = "", rest = ""] = parts;
  if (rest === "") return null;
  return isMute(kind) ? `~${kind}:${parseBan(rest) ?? rest}` : text;
}

/** Is someone kept out by these lists? */
export function isBanned(lists: Lists, face: Face): boolean {
  return lists.b.some(({ mask }) => matchesBan(mask, face)) && !isExcepted(lists.e, face);
}

/** May someone not speak? Bans mute, too. */
export function isMuted(lists: Lists, face: Face): boolean {
  const muted = lists.b.some(({ mask }) => matchesMute(mask, face) || matchesBan(mask, face));
  return muted && !lists.e.some(({ mask }) => matchesMute(mask, face) || matchesBan(mask, face));
}

/** Does one of these entries let someone in? */
export function isExcepted(entries: readonly ListEntry[], face: Face): boolean {
  return entries.some(({ mask }) => matchesBan(mask, face));
}

function matchesBan(mask: string, face: Face): boolean {
  const parts = extban.exec(mask);
  if (!parts) return matchMask(mask, maskOf(face));
  const [, kind = "", rest = ""] = parts;
  return !isMute(kind) && face.account !== null && foldCase(rest) === foldCase(face.account);
}

function matchesMute(mask: string, face: Face): boolean {
  const parts = extban.exec(mask);
  if (!parts) return false;
  const [, kind = "", rest = ""] = parts;
  return isMute(kind) && (matchMask(completeMask(rest), maskOf(face)) || matchesBan(rest, face));
}

function isMute(kind: string): boolean {
  return kind.toLowerCase().startsWith("m");
}
