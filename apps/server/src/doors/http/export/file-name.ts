/** Longer names are cut: file systems take 255 bytes, and a letter may have four. */
const maxLetters = 50;

/** What no file system takes, and what would show a name in another order than it is (UTR 36, section 2). */
const forbidden = /[\\/:*?"<>|\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\u2028\u2029]+/gu;

/** A title as the beginning of a file's name, everywhere. */
export function formatFileName(title: string, date: string, ending: string): string {
  const kept = [...title.toWellFormed().replace(forbidden, " ").replace(/\s+/gu, " ")]
    .slice(0, maxLetters)
    .join("");
  const name = kept.replace(/^[\s.]+|[\s.]+$/gu, "") || "chat";
  return `${name} ${date}.${ending}`;
}

/** `Content-Disposition` of a file to save: RFC 6266, the name in both forms of RFC 8187. */
export function formatAttachment(name: string): string {
  const plain = name.replace(/[^\u0020-\u007E]/gu, "_").replace(/["\\%]/g, "_");
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
