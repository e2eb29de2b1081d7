import type { Body } from "@hearth/protocol";

/** Does a message bring an address to open? */
export function hasLink(body: Body): boolean {
  return body.kind === "text" && /\bhttps?:\/\/\S|\bwww\.\S/iu.test(body.text);
}

/** What of a message can be searched; `null` for one the server cannot read. */
export function searchableText(body: Body | null): string | null {
  return body?.kind === "text" ? body.text : null;
}
