/** CASEMAPPING=ascii: only A to Z have a lower case here. */
export function foldCase(text: string): string {
  return text.replace(/[A-Z]+/gu, (letters) => letters.toLowerCase());
}

const utf8 = new TextEncoder();

export function byteLength(text: string): number {
  return utf8.encode(text).length;
}

/** RFC 2812 section 2.3.1 for ASCII, all letters, marks and symbols beyond it. */
const nickPattern = /^[A-Za-z[\]\\`_^{|}\u00A1-\u{10FFFF}][A-Za-z0-9[\]\\`_^{|}\-\u00A1-\u{10FFFF}]*$/u;
/** Cannot be seen or would change how what follows is read. */
const hiddenPattern = /[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]/u;
const joinersPattern = /\u200C|\u200D|\uFE0F/gu;

/** May this be a nick of at most `maxBytes`? */
export function isNick(text: string, maxBytes: number): boolean {
  return (
    nickPattern.test(text) &&
    !hiddenPattern.test(text.replace(joinersPattern, "")) &&
    byteLength(text) <= maxBytes
  );
}

/** May this, `#` included, be the name of a channel? */
export function isChannelName(text: string, maxBytes: number): boolean {
  return (
    /^#[^\s,:/?%\\*\u0007]+$/u.test(text) &&
    !hiddenPattern.test(text.replace(joinersPattern, "")) &&
    text.normalize("NFC") === text &&
    byteLength(text) <= maxBytes
  );
}

/** Is this meant as a channel, well-formed or not? */
export function isChannel(text: string): boolean {
  return text.startsWith("#");
}

/** As much of a text as fits into `maxBytes` of UTF-8, cut between characters. */
export function cutText(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes || byteLength(text) <= maxBytes) return text;
  let cut = "";
  let bytes = 0;
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > maxBytes) break;
    cut += character;
  }
  return cut;
}

/** A text in pieces of at most `maxBytes`, cut after a space where there is one in the last third. */
export function splitText(text: string, maxBytes: number): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (byteLength(rest) > maxBytes) {
    const cut = cutText(rest, maxBytes);
    const space = cut.lastIndexOf(" ");
    const piece = space > cut.length * 0.66 ? cut.slice(0, space + 1) : cut;
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return [...pieces, rest];
}
