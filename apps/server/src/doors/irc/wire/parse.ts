/** One line of IRC as a client sent it. RFC 1459 section 2.3.1, IRCv3 message-tags. */
export interface Line {
  /** Values unescaped; a tag without a value has the empty one. The last of a repeated key counts. */
  readonly tags: Readonly<Record<string, string>>;
  readonly source: string;
  /** In upper case. */
  readonly command: string;
  readonly params: readonly string[];
}

/** Parses a line without its line break. Never throws: what is no command has the empty one. */
export function parseLine(text: string): Line {
  let rest = text.replace(/^ +/u, "");
  let tags: Record<string, string> = {};
  let source = "";
  if (rest.startsWith("@")) {
    const [head, tail] = splitWord(rest);
    tags = parseTags(head.slice(1));
    rest = tail;
  }
  if (rest.startsWith(":")) {
    const [head, tail] = splitWord(rest);
    source = head.slice(1);
    rest = tail;
  }
  const [command, tail] = splitWord(rest);
  return { tags, source, command: command.toUpperCase(), params: parseParams(tail) };
}

function splitWord(text: string): readonly [word: string, rest: string] {
  const space = text.indexOf(" ");
  return space === -1 ? [text, ""] : [text.slice(0, space), text.slice(space).replace(/^ +/u, "")];
}

function parseParams(text: string): string[] {
  const params: string[] = [];
  let rest = text;
  while (rest !== "") {
    if (rest.startsWith(":")) return [...params, rest.slice(1)];
    const [word, tail] = splitWord(rest);
    params.push(word);
    rest = tail;
  }
  return params;
}

/** `a=1;b;+c=x\sy`. A key is never a property of every object: `__proto__` is but a key. */
function parseTags(text: string): Record<string, string> {
  const tags: Record<string, string> = Object.create(null);
  for (const tag of text.split(";")) {
    const sign = tag.indexOf("=");
    const key = sign === -1 ? tag : tag.slice(0, sign);
    if (key !== "") tags[key] = sign === -1 ? "" : unescapeTag(tag.slice(sign + 1));
  }
  return tags;
}

const unescaped: Readonly<Record<string, string>> = { ":": ";", s: " ", r: "\r", n: "\n" };

/** IRCv3 message-tags, escaping: a lone backslash at the end is dropped, `\x` is x. */
function unescapeTag(value: string): string {
  return value.includes("\\")
    ? value.replace(/\\(.?)/gsu, (_all, letter: string) => unescaped[letter] ?? letter)
    : value;
}
