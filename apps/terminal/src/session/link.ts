import { CommandError, exitCodes } from "../command/exit-codes.ts";

/** What the fragment of a link carries beside the address. */
export type Carried =
  | { readonly kind: "owner"; readonly code: string }
  | { readonly kind: "link"; readonly code: string };

export interface Link {
  /** Such as `http://192.168.1.20:4327`. */
  readonly origin: string;
  readonly carried: Carried | null;
}

const usualPort = 4327;

/** Reads an address (`192.168.1.20`, `hearth.local:4327`) or a link as the host shows it. */
export function parseLink(text: string): Link {
  if (/^(?!https?:)[a-z]+:\/\//iu.test(text)) throw notAnAddress(text);
  const hasScheme = /^https?:\/\//iu.test(text);
  const url = URL.parse(hasScheme ? text : `http://${text}`);
  if (url?.username !== "") throw notAnAddress(text);
  // Without a scheme nobody means port 80.
  if (!hasScheme && url.port === "" && !/:80(\/|#|$)/u.test(text)) url.port = String(usualPort);
  return { origin: url.origin, carried: parseCarried(url.hash) };
}

function parseCarried(hash: string): Carried | null {
  const [, kind, code] = /^#(owner|link)=([\w-]{1,64})$/u.exec(hash) ?? [];
  if (code === undefined) return null;
  return kind === "owner" ? { kind, code } : { kind: "link", code };
}

function notAnAddress(text: string): CommandError {
  return new CommandError(
    exitCodes.usage,
    `"${text}" is not an address. It looks like 192.168.1.20:4327 or http://192.168.1.20:4327.`,
  );
}
