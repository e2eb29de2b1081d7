import { foldCase } from "./names.ts";

export interface Userhost {
  readonly nick: string;
  readonly user?: string;
  readonly host?: string;
}

/** `nick!user@host`, of which user and host may be missing. */
export function splitUserhost(text: string): Userhost {
  const at = text.lastIndexOf("@");
  const head = at === -1 ? text : text.slice(0, at);
  const host = at === -1 ? {} : { host: text.slice(at + 1) };
  const bang = head.indexOf("!");
  if (bang === -1) return { nick: head, ...host };
  return { nick: head.slice(0, bang), user: head.slice(bang + 1), ...host };
}

/**
 * Does a glob of `*` and `?` match the whole text? ASCII case does not matter. Runs in time linear in both
 * for each star, so that no mask is a trap.
 */
export function matchMask(mask: string, text: string): boolean {
  const pattern = foldCase(mask);
  const folded = foldCase(text);
  let place = 0;
  let starAt = -1;
  let retryAt = 0;
  for (let at = 0; at < folded.length; ) {
    const letter = pattern[place];
    if (letter === "*") {
      starAt = place;
      place += 1;
      retryAt = at;
    } else if (letter !== undefined && (letter === "?" || letter === folded[at])) {
      place += 1;
      at += 1;
    } else if (starAt !== -1) {
      place = starAt + 1;
      retryAt += 1;
      at = retryAt;
    } else return false;
  }
  return /^\**$/u.test(pattern.slice(place));
}

/** A ban's mask in full: `ananya` is `ananya!*@*`, `*@host` is `*!*@host`. */
export function completeMask(text: string): string {
  const { nick, user, host } = splitUserhost(text);
  if (user === undefined && host === undefined) return `${nick || "*"}!*@*`;
  if (user === undefined) return `*!${nick || "*"}@${host || "*"}`;
  return `${nick || "*"}!${user || "*"}@${host || "*"}`;
}
