/** A piece of a text that can be found by itself: a word, or one letter of a script written without spaces. */
export interface Token {
  /** Folded: see `tokenize`. */
  readonly text: string;
  /** Does it stand for one letter of a script that puts no spaces between words? */
  readonly isLetter: boolean;
  /** Where the letter that this UTF-16 unit of `text` came from begins and ends in the source. */
  readonly sourceAt: (unit: number) => Source;
}
interface Source {
  readonly start: number;
  readonly end: number;
}

/** Changes when `tokenize` gives other tokens than before: what was indexed with another one must be indexed anew. */
export const tokensVersion = 1;

/** Longer runs (keys, encoded pictures) are cut: nobody types them, and an index of them would only grow. */
const maxTokenUnits = 64;

const unspaced = "Han Hiragana Katakana Bopomofo Thai Lao Khmer Myanmar"
  .split(" ")
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join("");
const inWord = "[\\p{L}\\p{N}\\p{Mn}\\p{Mc}\\p{Co}]";
const letterAlone = `(?=[\\p{L}\\p{N}])[${unspaced}][\\p{Mn}\\p{Mc}]*`;
const tokenPattern = new RegExp(`(${letterAlone})|(?:(?!${letterAlone})${inWord})+`, "gu");
const asciiTokenPattern = /[a-z0-9]+/g;
/** A letter with its marks: the smallest piece whose folding does not depend on what stands around it. */
const clusterPattern = /\P{M}\p{M}*|\p{M}+/gu;
/** Marks that people leave out when they type, and characters nobody sees. */
const droppedPattern =
  /\u0640|\p{Cf}|[\u0300-\u036F\u0483-\u0487]|[\uFE00-\uFE0F]|(?=\p{Mn})[\p{Script_Extensions=Arabic}\p{Script_Extensions=Hebrew}]/gu;

/** Letters that do not decompose and are typed as others: without marks, or from another country's keyboard. */
const typedAs: ReadonlyMap<string, string> = new Map(
  "ß:ss æ:ae œ:oe ø:o ł:l đ:d ħ:h ı:i ς:σ ک:ك ی:ي ى:ي"
    .split(" ")
    .map((pair) => pair.split(":") as [string, string]),
);

/**
 * The pieces of a text, in order, folded so that what people type finds what they mean: NFKD, lower case,
 * Latin, Arabic and Hebrew marks left out; each Han, kana, Thai, Lao, Khmer and Burmese letter by itself.
 * Pure; index, query and highlighting all use it. Rule SEA1.
 */
export function tokenize(text: string): Token[] {
  // Most of what is said is plain: each unit is its own source.
  if (/^[\u0000-\u007F]*$/.test(text)) {
    return [...text.toLowerCase().matchAll(asciiTokenPattern)].map(({ 0: found, index }) =>
      cut(found, false, (unit) => ({ start: index + unit, end: index + unit + 1 })),
    );
  }
  const { folded, sources } = fold(text);
  return [...folded.matchAll(tokenPattern)].map(({ 0: found, 1: letter, index }) =>
    cut(found, letter !== undefined, (unit) => sources[index + unit] ?? { start: 0, end: 0 }),
  );
}

/** A text as its tokens, a space between them: what an index is given. */
export function foldText(text: string): string {
  return tokenize(text)
    .map((token) => token.text)
    .join(" ");
}

function cut(found: string, isLetter: boolean, sourceAt: Token["sourceAt"]): Token {
  const text =
    found.length > maxTokenUnits ? found.slice(0, maxTokenUnits).replace(/[\uD800-\uDBFF]$/, "") : found;
  return { text, isLetter, sourceAt };
}

function fold(text: string): { readonly folded: string; readonly sources: readonly Source[] } {
  const sources: Source[] = [];
  let folded = "";
  for (const { 0: cluster, index } of text.matchAll(clusterPattern)) {
    const piece = foldCluster(cluster);
    const source = { start: index, end: index + cluster.length };
    for (let unit = 0; unit < piece.length; unit += 1) sources.push(source);
    folded += piece;
  }
  return { folded, sources };
}

const remembered = new Map<string, string>();

function foldCluster(cluster: string): string {
  const known = remembered.get(cluster);
  if (known !== undefined) return known;
  const plain = cluster.normalize("NFKD").replace(droppedPattern, "").toLowerCase();
  const piece = Array.from(plain, (letter) => typedAs.get(letter) ?? letter).join("");
  // A few thousand letters are all that a community writes with; a page of nonsense must not fill the memory.
  if (remembered.size < 10_000 && cluster.length <= 8) remembered.set(cluster, piece);
  return piece;
}
