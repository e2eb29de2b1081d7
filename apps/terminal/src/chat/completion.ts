import { type Draft, draftOf, insertText, startOfWord, textOfDraft } from "./composer.ts";
import { rankOf } from "./jump.ts";

/** What Tab can put in, asked for when it is pressed. */
export interface Completions {
  readonly commands: () => readonly string[];
  /** Titles of one's own rooms. */
  readonly rooms: () => readonly string[];
  /** Names of people, those who are near first. */
  readonly people: () => readonly string[];
  /** Paths that begin so. */
  readonly paths: (start: string) => readonly string[];
}

/** A word that Tab completed: pressed again at once, it brings the next choice. */
export interface Completed {
  readonly draft: Draft;
  readonly choices: readonly Draft[];
  readonly at: number;
}

/** The draft with the word before the cursor completed, or `null` when nothing fits. */
export function complete(draft: Draft, last: Completed | null, sources: Completions): Completed | null {
  if (last && last.draft === draft) return choose(last.choices, (last.at + 1) % last.choices.length);
  const choices = listChoices(draft, sources);
  return choices.length === 0 ? null : choose(choices, 0);
}

function choose(choices: readonly Draft[], at: number): Completed | null {
  const draft = choices[at];
  return draft ? { draft, choices, at } : null;
}

function listChoices(draft: Draft, sources: Completions): readonly Draft[] {
  const before = draft.letters.slice(0, draft.at).join("");
  const [, command, rest] = /^\/(\w+) (.*)$/su.exec(before) ?? [];
  if (command === "send") return replaced(draft, rest ?? "", sources.paths(rest ?? ""));
  if (command === "join") return replaced(draft, rest ?? "", fitting(sources.rooms(), rest ?? ""));
  if (command === "msg" || command === "invite") {
    const name = (rest ?? "").replace(/^["@]+/u, "");
    const isQuoted = command === "msg";
    const names = fitting(sources.people(), name).map((one) => (isQuoted ? quote(one) : one));
    return replaced(
      draft,
      rest ?? "",
      names.map((one) => `${one} `),
    );
  }
  if (/^\/\w*$/u.test(before)) return replaced(draft, before, commandsFor(before, sources));
  return completePerson(draft, before, sources.people());
}

function commandsFor(before: string, sources: Completions): readonly string[] {
  return sources
    .commands()
    .map((name) => `/${name}`)
    .filter((name) => name.startsWith(before.toLowerCase()))
    .map((name) => `${name} `);
}

/** Names may have spaces in them: behind an `@` everything up to the cursor counts, else the last word. */
function completePerson(draft: Draft, before: string, people: readonly string[]): readonly Draft[] {
  const [, called] = /(?:^|[^\p{L}\p{M}\p{N}_])@([^@\n]*)$/u.exec(before) ?? [];
  const names = called === undefined ? [] : fitting(people, called);
  if (called !== undefined && names.length > 0)
    return replaced(
      draft,
      `@${called}`,
      names.map((name) => `@${name} `),
    );
  const word = draft.letters.slice(startOfWord(draft), draft.at).join("").replace(/^@/u, "");
  if (word === "" || word.endsWith(" ")) return [];
  const typed = before.endsWith(`@${word}`) ? `@${word}` : word;
  return replaced(
    draft,
    typed,
    fitting(people, word).map((name) => `@${name} `),
  );
}

function fitting(names: readonly string[], start: string): readonly string[] {
  const ranked = [...new Set(names)].map((name) => ({ name, rank: start === "" ? 2 : rankOf(name, start) }));
  return ranked
    .filter(({ rank }) => rank >= 2)
    .toSorted((a, b) => b.rank - a.rank)
    .map(({ name }) => name);
}

function quote(name: string): string {
  return name.includes(" ") ? `"${name}"` : name;
}

/** The draft with what stands right before the cursor replaced by each of these. */
function replaced(draft: Draft, typed: string, texts: readonly string[]): readonly Draft[] {
  const kept = textOfDraft({ letters: draft.letters.slice(0, draft.at), at: draft.at });
  const start = draftOf(kept.slice(0, kept.length - typed.length));
  const after = draft.letters.slice(draft.at);
  return texts.map((text) => insertText({ letters: [...start.letters, ...after], at: start.at }, text));
}
