import { cutBytes } from "../users/nick.ts";

/** UTF-8 bytes of a slug; with its `#` it fits the 64 of an IRC channel's name. */
export const maxSlugBytes = 60;

/**
 * A room's name in addresses and on IRC: letters, digits and emoji of the title in lower case, joined by
 * hyphens; then the suffix: a number for a public title that is taken, random characters for a room that
 * must not be found by guessing. The suffix is never cut.
 */
export function createSlug(title: string, suffix: string): string {
  const ending = suffix === "" ? "" : `-${suffix}`;
  const base = formatSlug(title) || "room";
  return cutBytes(base, maxSlugBytes - ending.length).replace(/-+$/u, "") + ending;
}

function formatSlug(title: string): string {
  return title
    .normalize("NFKC")
    .toLowerCase()
    .replace(/['\u2019\p{Default_Ignorable_Code_Point}]/gu, "")
    .replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]+/gu, "-")
    .replace(/^[\p{M}-]+|-+$/gu, "")
    .normalize("NFC");
}
