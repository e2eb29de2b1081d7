/** Longer names are cut: file systems take 255 bytes, and a letter may have four. */
const maxLetters = 50;

/** What no file system takes, and what would show a name in another order than it is (UTR 36, section 2). */
const forbidden = /[\\/:*?"<>|\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]+/gu;

/** A title as the beginning of a file's name, everywhere. */
export function formatSavedName(title: string, date: string, ending: string): string {
  const kept = [...title.toWellFormed().replace(forbidden, " ").replace(/\s+/gu, " ")]
    .slice(0, maxLetters)
    .join("");
  const name = kept.replace(/^[\s.]+|[\s.]+$/gu, "") || "chat";
  return `${name} ${date}.${ending}`;
}
