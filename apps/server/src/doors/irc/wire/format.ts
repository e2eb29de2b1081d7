/** A line as a server says it. */
export interface LineOut {
  readonly tags?: Readonly<Record<string, string>>;
  readonly source?: string;
  readonly verb: string;
  readonly params?: readonly string[];
}

/** Formats a line, without its line break. The last parameter may hold anything but line breaks and NUL. */
export function formatLine({ tags = {}, source = "", verb, params = [] }: LineOut): string {
  const head = formatTags(tags);
  const from = source === "" ? "" : `:${source} `;
  return `${head === "" ? "" : `@${head} `}${from}${verb}${formatParams(params)}`;
}

function formatParams(params: readonly string[]): string {
  let text = "";
  for (let place = 0; place < params.length; place += 1) {
    const param = holdLine(params[place] ?? "");
    const isLast = place === params.length - 1;
    text += isLast && needsColon(param) ? ` :${param}` : ` ${param}`;
  }
  return text;
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
