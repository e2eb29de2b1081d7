export type TriggerKind = "people" | "emoji" | "commands";

/** What is being typed at the caret that can be completed: from its sign up to the caret. */
export interface Trigger {
  readonly kind: TriggerKind;
  /** Where the sign stands in the text. */
  readonly from: number;
  /** Where the caret stands. */
  readonly to: number;
  /** What follows the sign; of an emoji with its closing colon, if that is there. */
  readonly query: string;
}

/** Longer than any name one would type by hand. */
const maxQuery = 40;

/** `/` at the very start, `@` and `:` at a word's start begin something, the last after two letters. */
export function findTrigger(text: string, caret: number): Trigger | null {
  const command = /^\/([a-z]*)$/i.exec(text.slice(0, caret));
  if (command) return createTrigger("commands", command[1] ?? "", caret);
  const line = text.slice(Math.max(0, caret - maxQuery - 1), caret);
  const people = /(?:^|[\s("'])@([^\s@][^@\n]*|)$/u.exec(line);
  if (people) return createTrigger("people", people[1] ?? "", caret);
  const emoji = /(?:^|[\s(]):([\p{L}\d_+-]{2,}:?)$/u.exec(line);
  return emoji ? createTrigger("emoji", emoji[1] ?? "", caret) : null;
}

function createTrigger(kind: TriggerKind, query: string, to: number): Trigger {
  return { kind, query, to, from: to - query.length - 1 };
}

/** The text with what was typed replaced, and where the caret goes: behind a space. */
export function takeOption(
  text: string,
  { from, to }: Pick<Trigger, "from" | "to">,
  insert: string,
): { readonly text: string; readonly caret: number } {
  const after = text.slice(to);
  const space = /^\s/.test(after) ? "" : " ";
  const caret = from + insert.length + 1;
  return { text: text.slice(0, from) + insert + space + after, caret };
}
