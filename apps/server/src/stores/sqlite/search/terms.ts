import { type Body, foldText, type SearchWord, searchableText } from "@hearth/protocol";
import { listMarks } from "../../../core/search/marks.ts";

/** What the index knows a message by, besides its key. */
export interface IndexedMessage {
  readonly room: number;
  readonly author: number | null;
  readonly body: Body;
}

/**
 * The text that the index is given: each token with its room in front (`12:osmosis`), then marks (`12::7` for
 * the author, `12::link`). With the room in every term a search reads only what the reader's rooms hold,
 * however much is said elsewhere. Tokens hold no colon. `null`: nothing to index.
 *
 * A contentless index must be given the same text again to take it out: whoever changes what this makes
 * raises `indexVersion`.
 */
export function formatTerms({ room, author, body }: IndexedMessage): string | null {
  const text = searchableText(body);
  if (text === null) return null;
  const folded = foldText(text);
  const tokens = folded === "" ? [] : folded.split(" ").map((token) => `${room}:${token}`);
  const marks = [
    ...(author === null ? [] : [`${room}::${author}`]),
    ...listMarks(body).map((mark) => `${room}::${mark}`),
  ];
  return [...tokens, ...marks].join(" ") || null;
}

/** Words and tokens of a query that the index is asked for; the rest is compared in the text itself. */
const maxWords = 8;
const maxTokens = 12;

/** A query for one room, `@` standing for its key. See the FTS5 documentation, "Full-text Query Syntax". */
export interface MatchTemplate {
  readonly template: string;
  /** Does a hit surely say everything that was asked? */
  readonly isWhole: boolean;
}

/** Terms are quoted: a token has no quotes, no colon and no `@`. */
export function formatMatch(words: readonly SearchWord[], marks: readonly string[]): MatchTemplate {
  const longest = [...words].sort((a, b) => lengthOf(b) - lengthOf(a)).slice(0, maxWords);
  const phrases = longest.map(({ tokens, isPrefix }) => {
    const phrase = tokens.slice(0, maxTokens).map((token) => `@:${token}`);
    return `"${phrase.join(" ")}"${isPrefix && phrase.length === tokens.length ? " *" : ""}`;
  });
  return {
    template: `(${[...phrases, ...marks.map((mark) => `"@::${mark}"`)].join(" AND ")})`,
    isWhole: longest.length === words.length && words.every(({ tokens }) => tokens.length <= maxTokens),
  };
}

function lengthOf({ tokens }: SearchWord): number {
  return tokens.reduce((length, token) => length + token.length, 0);
}
