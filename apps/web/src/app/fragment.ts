/** What an opened link carries in its fragment, which browsers never send to a server. */
export type Carried =
  | { readonly kind: "owner"; readonly code: string }
  | { readonly kind: "link"; readonly code: string };

/** Reads `#owner=CODE` or `#link=CODE`. */
export function parseFragment(hash: string): Carried | null {
  const match = /^#(owner|link)=([\w-]{1,64})$/.exec(hash);
  if (!match?.[2]) return null;
  return { kind: match[1] === "owner" ? "owner" : "link", code: match[2] };
}

/** Takes the code out of the address bar, where a shoulder or a screenshot would find it. */
export function takeFragment(): Carried | null {
  const carried = parseFragment(location.hash);
  if (location.hash) history.replaceState(history.state, "", location.pathname);
  return carried;
}
