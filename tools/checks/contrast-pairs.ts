const planes = ["surface", "sunken", "raised", "well", "hover", "msg-hover", "selected"];
const tints = [
  "mention",
  "mine",
  "private-soft",
  "info-soft",
  "positive-soft",
  "warning-soft",
  "danger-soft",
];
const numbers = [1, 2, 3, 4, 5, 6, 7, 8];

/** What stands on what: a colour and the grounds it is used on. */
export type Pairs = readonly (readonly [color: string, grounds: readonly string[]])[];

/** Text and icons that must be read: 4.5 to 1 (WCAG 2.2, 1.4.3). */
export const texts: Pairs = [
  ["text", [...planes, ...tints, "highlight"]],
  ["muted", [...planes, ...tints]],
  ["link", [...planes, "mention", "mine", "info-soft"]],
  ["accent-ink", ["surface", "sunken", "raised", "well", "hover", "accent-soft"]],
  ["accent-text", ["accent", "accent-hover", "accent-active"]],
  ["mention-text", ["surface", "mention", "mine"]],
  ["positive", ["surface", "sunken", "raised", "positive-soft"]],
  ["warning", ["surface", "sunken", "raised", "warning-soft"]],
  ["danger", ["surface", "sunken", "raised", "msg-hover", "danger-soft"]],
  ["danger-text", ["danger", "danger-hover"]],
  ["private", ["surface", "sunken", "private-soft"]],
  ["surface", ["text"]],
  ...["keyword", "string", "number", "comment"].map((part) => [`code-${part}`, ["well"]] as const),
  ...numbers.map((number) => [`av${number}-ink`, [`av${number}`]] as const),
  ...["text", "muted", "ember", "positive", "link", "private", "warning"].map(
    (name) => [`term-${name}`, ["term-bg", "term-selected"]] as const,
  ),
];

/** Outlines of controls and marks that carry meaning: 3 to 1 (WCAG 2.2, 1.4.11). */
export const marks: Pairs = [
  ["line-strong", ["surface", "sunken", "raised", "well"]],
  ["focus", [...planes, "accent-soft", "mention", "mine", "private-soft"]],
  ["ember", ["surface", "sunken", "raised", "selected", "accent-soft"]],
  ["accent", ["surface", "sunken", "raised", "accent-soft", "well"]],
  ["presence", ["surface", "sunken", "raised", "hover", "selected"]],
  ["presence-away", ["surface", "sunken", "raised", "hover"]],
  ["positive-line", ["surface", "raised", "positive-soft"]],
];
