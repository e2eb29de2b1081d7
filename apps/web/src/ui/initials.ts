const alphabets =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Hangul}\p{Nd}]/u;
const visible = /[\p{L}\p{N}\p{So}\p{Extended_Pictographic}]/u;

/**
 * The letters in a person's circle, at most `max`: first and last word in alphabets of separate letters,
 * one cluster in joined and Indic scripts, where a second one would be another shape (ui.md section 3).
 */
export function formatInitials(name: string, max: 1 | 2 = 2): string {
  const words = name.split(/[\s_.·-]+/u).filter((word) => visible.test(word));
  const first = firstCluster(words[0] ?? name);
  const last = words.length > 1 ? firstCluster(words[words.length - 1] ?? "") : "";
  if (max === 1 || !alphabets.test(first) || !alphabets.test(last)) return first.toLocaleUpperCase();
  return `${first}${last}`.toLocaleUpperCase();
}

/** One of the eight tints, 1 to 8; the same id always gets the same. */
export function chooseTint(id: string): number {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return ((hash >>> 0) % 8) + 1;
}

function firstCluster(word: string): string {
  const start = word.search(visible);
  const text = start > 0 ? word.slice(start) : word;
  return segment(text) ?? "";
}

/** Firefox 115 has no `Intl.Segmenter`: there a base letter with its marks and joined parts must do. */
function segment(text: string): string | undefined {
  if (!("Segmenter" in Intl)) return text.match(/^.(?:\u200D.|[\p{M}\u200C\u200D])*/su)?.[0];
  for (const { segment: cluster } of new Intl.Segmenter().segment(text)) return cluster;
  return undefined;
}
