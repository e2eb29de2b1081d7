/** RFC 1123 section 2.1: labels of letters, digits and inner hyphens, at least two, at most 63 bytes each. */
export function isHostname(text: string): boolean {
  if (text.length === 0 || text.length > 255) return false;
  const labels = text.split(".");
  return labels.length > 1 && labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/iu.test(label));
}
