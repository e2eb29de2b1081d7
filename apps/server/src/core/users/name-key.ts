import { foldLatinDress, foldPunctuation, lookOf, scriptOf } from "./look-alikes.ts";

/**
 * What makes two names the same name: a name is taken when its key is. The key is compared, stored and
 * never shown. It is made word by word, so that "Анна Smith" is an ordinary name:
 *
 * 1. A word in one script is folded: case, width, font, accents composed, joiners gone. "Amo" and "Arno",
 *    "O" and "0", "I" and "l" stay apart, because within its own script a reader can tell.
 * 2. A word that mixes scripts has each foreign letter replaced by the one it looks like, as written:
 *    "Аnanya" with a Cyrillic А is "ananya". The table's own skeleton would also turn m into rn and take
 *    "Аmo" for "Arno", so only letters of another script are replaced.
 * 3. A word in one script that could be read wholly in another is replaced likewise, in its usual writing
 *    (first letter a capital), so that upper and lower case stay one name: "Оса", "оса" and "ОСА" are
 *    "oca", "Нос" is "hoc", and "Анастасия", which nobody reads as Latin, stays itself.
 *
 * A single key cannot stand for two names at once: a Cyrillic "Іvan" is "Ivan" but not "lvan".
 */
export function createNameKey(name: string): string {
  const plain = foldPunctuation(dropDress(name));
  // The nick of "Ananya Iyer" is "Ananya_Iyer": one name.
  const words = plain.replaceAll("_", " ").replace(/[\p{L}\p{M}\p{N}]+/gu, keyWord);
  return foldLatinDress(foldCase(words).normalize("NFC"));
}

/**
 * A name for finding it by a part of it: case, width, font and joiners do not matter, look-alikes do. A key
 * would not do for that: "Анна" has the key "ahha", which nobody types.
 */
export function foldName(name: string): string {
  return foldCase(dropDress(name));
}

function keyWord(word: string): string {
  const scripts = new Set([...word].map(scriptOf));
  scripts.delete(null);
  if (scripts.size > 1) return lookAsWritten(word);
  return scripts.has("Latin") ? word : (lookAsWhole(word) ?? word);
}

function lookAsWritten(word: string): string {
  return Array.from(word.normalize("NFD"), (character) => {
    const upper = character.toUpperCase();
    const other = upper === character ? character.toLowerCase() : upper;
    return lookOf(character) ?? lookOf(other) ?? character;
  }).join("");
}

/** The word as it would be read in another script, or `null` when a letter of it has no double there. */
function lookAsWhole(word: string): string | null {
  const letters = Array.from(foldCase(word).normalize("NFD"), (lower, place) => {
    if (scriptOf(lower) === null) return lower;
    const upper = lower.toUpperCase();
    return place === 0 ? (lookOf(upper) ?? lookOf(lower)) : (lookOf(lower) ?? lookOf(upper));
  });
  return letters.includes(null) ? null : letters.join("");
}

/** By way of upper case, as ß, ſ and ς need; İ and i with a dot are written alike, so the dot goes. */
function foldCase(text: string): string {
  return text
    .toUpperCase()
    .toLowerCase()
    .normalize("NFD")
    .replace(/([ij])\u0307/gu, "$1")
    .normalize("NFC");
}

const chillus: ReadonlyMap<string, string> = new Map([
  ["ൺ", "ണ്"],
  ["ൻ", "ന്"],
  ["ർ", "ര്"],
  ["ൽ", "ല്"],
  ["ൾ", "ള്"],
  ["ൿ", "ക്"],
]);

/** Letters without font, width, frame or joiners: NFKC and what it leaves out. */
function dropDress(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/\p{Default_Ignorable_Code_Point}/gu, "")
    .replace(/[\u{1F150}-\u{1F169}\u{1F170}-\u{1F189}]/gu, unframe)
    .replace(/[ൺൻർൽൾൿ]/gu, (chillu) => chillus.get(chillu) ?? chillu)
    .normalize("NFC");
}

/** Negative circled and squared A to Z (U+1F150, U+1F170), for which Unicode has no compatibility mapping. */
function unframe(framed: string): string {
  return String.fromCharCode(0x41 + (((framed.codePointAt(0) ?? 0) - 0x1f150) % 32));
}
