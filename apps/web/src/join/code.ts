/** The code out of what somebody typed or pasted: a whole link, capitals, blanks and dashes are all fine. */
export function parseCode(typed: string): string {
  const fromLink = /#link=([\w-]+)/.exec(typed)?.[1];
  return fromLink ?? typed.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** A code in two halves, which is easier to read out and to type. */
export function formatCode(code: string): string {
  const half = Math.ceil(code.length / 2);
  return `${code.slice(0, half)} ${code.slice(half)}`;
}
