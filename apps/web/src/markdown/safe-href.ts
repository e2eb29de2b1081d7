const allowedSchemes: ReadonlySet<string> = new Set(["http:", "https:", "mailto:"]);

/** The address a link may open, or `undefined` for anything but web pages and mail. */
export function parseHref(raw: string): string | undefined {
  // No base: a relative address has no meaning in a message and is refused with the rest.
  const url = parseUrl(raw);
  if (!url || !allowedSchemes.has(url.protocol)) return undefined;
  // "http://bank.example@evil.example" shows one host and opens another.
  if (url.username !== "" || url.password !== "") return undefined;
  return url.href;
}

/** Does a label read like an address other than the one it opens? Then it would deceive. */
export function isDeceptive(label: string, href: string): boolean {
  const shown = label.trim();
  if (!/^(?:[a-z][a-z0-9+.-]*:|www\.)|^[^\s/]+\.[^\s/.]{2,}(?:[/:?#]|$)/iu.test(shown)) return false;
  const meant = parseUrl(shown) ?? parseUrl(shown.includes("@") ? `mailto:${shown}` : `http://${shown}`);
  return meant === undefined || hostOf(meant) !== hostOf(new URL(href));
}

function hostOf(url: URL): string {
  return url.protocol === "mailto:" ? url.href : url.host.replace(/^www\./, "");
}

function parseUrl(raw: string): URL | undefined {
  try {
    return new URL(raw);
  } catch {
    return undefined;
  }
}
