/** A line as a server says it. */
export interface LineOut {
  readonly tags?: Readonly<Record<string, string>> | undefined;
  readonly source?: string | undefined;
  readonly verb: string;
  readonly params?: readonly string[];
}

/** Formats a line, without its line break. The last parameter may hold anything but line breaks and NUL. */
export function formatLine({ tags, source = "", verb, params = [] }: LineOut): string {
  const words: string[] = [];
  const head = tags ? formatTags(tags) : "";
  if (head !== "") words.push(`@${head}`);
  if (source !== "") words.push(`:${source}`);
  words.push(verb);
  for (let place = 0; place < params.length; place += 1) {
    const param = holdLine(params[place] ?? "");
    const isLast = place === params.length - 1;
    words.push(isLast && needsColon(param) ? `:${param}` : param);
  }
  return words.join(" ");
}

/** Whatever other doors let through, nothing that a person wrote begins a line of its own. */
function holdLine(param: string): string {
  return /[\r\n\0]/u.test(param) ? param.replace(/[\r\n\0]+/gu, " ") : param;
}

/** Must a last parameter be marked as one? */
export function needsColon(param: string): boolean {
  return param === "" || param.startsWith(":") || param.includes(" ");
}

/** `a=1;b`: without the `@`. */
export function formatTags(tags: Readonly<Record<string, string>>): string {
  return Object.entries(tags)
    .map(([key, value]) => (value === "" ? key : `${key}=${escapeTag(value)}`))
    .join(";");
}

const escaped: Readonly<Record<string, string>> = {
  ";": "\\:",
  " ": "\\s",
  "\\": "\\\\",
  "\r": "\\r",
  "\n": "\\n",
};

function escapeTag(value: string): string {
  return value.replace(/[; \\\r\n]/gu, (letter) => escaped[letter] ?? letter);
}
