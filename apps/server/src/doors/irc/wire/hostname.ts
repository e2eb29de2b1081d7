/**
 * May an IRC server be called this? RFC 1123 section 2.1: labels of letters, digits and inner hyphens, at most
 * 63 bytes each; at least one dot, which tells a server from a nick.
 */
export function isHostname(text: string): boolean {
  if (text.length === 0 || text.length > 255) return false;
  const labels = text.split(".");
  if (labels.length < 2) return false;
  const named = labels.at(-1) === "" ? labels.slice(0, -1) : labels;
  return named.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/iu.test(label));
}
