/** A message that begins as a command does: `/name`, and what stands behind it. */
export interface Slash {
  readonly name: string;
  readonly argument: string;
}

/** Null for everything else, such as a path with more slashes in it. */
export function parseSlash(typed: string): Slash | null {
  const match = /^\/([a-z]+)(?:\s+([\s\S]*))?$/i.exec(typed.trim());
  return match?.[1] ? { name: match[1].toLowerCase(), argument: (match[2] ?? "").trim() } : null;
}
