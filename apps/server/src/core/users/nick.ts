import { splitGraphemes } from "@hearth/protocol";
import { createNameKey } from "./name-key.ts";

/** UTF-8 bytes of a stored nick: what the IRC door tells its clients as NICKLEN. */
export const maxNickBytes = 32;

/**
 * The IRC nick for a name: spaces become `_`; of ASCII only what RFC 2812 allows in a nick stays, and all
 * else of UTF-8; cut between graphemes. The second and later attempts end in `_2`, `_3` …
 */
export function createNick(name: string, attempt: number): string {
  const suffix = attempt === 1 ? "" : `_${attempt}`;
  return cutBytes(formatNick(name), maxNickBytes - suffix.length).replace(/_+$/u, "") + suffix;
}

/** A nick is taken when its key is; nicks and names share one space, so nobody's nick is another's name. */
export function createNickKey(nick: string): string {
  return createNameKey(nick);
}

function formatNick(name: string): string {
  const legal = name.replace(/\s/gu, "_").replace(/[^A-Za-z0-9_[\]\\`^{|}\-\u0080-\u{10FFFF}]/gu, "");
  // A digit begins the ids that servers give one another, a hyphen no nick at all.
  const started = legal.replace(/^_+/u, "").replace(/^(?=[\d-])/u, "_");
  return /[^\p{M}\p{Cf}\-_]/u.test(started) ? started : "person";
}

const utf8 = new TextEncoder();

/** As many whole graphemes as fit into `maxBytes` of UTF-8. */
export function cutBytes(text: string, maxBytes: number): string {
  let cut = "";
  let bytes = 0;
  for (const grapheme of splitGraphemes(text)) {
    bytes += utf8.encode(grapheme).length;
    if (bytes > maxBytes) break;
    cut += grapheme;
  }
  return cut;
}
