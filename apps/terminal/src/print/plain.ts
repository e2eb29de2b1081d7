/** C1 controls are commands to some terminals; a message must not give any. Line breaks and tabs stay. */
export function plainText(text: string): string {
  return text.replace(/[\p{Cc}]/gu, (control) => (control === "\n" || control === "\t" ? control : "\uFFFD"));
}

/** One record on one line; everything that a terminal could take for a command is escaped. */
export function formatJsonLine(record: unknown): string {
  return JSON.stringify(record).replace(/[\u007F-\u009F]/gu, (control) => {
    return `\\u${control.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** Rows under each other, two spaces between columns; the last column is as long as it is. */
export function formatColumns(
  rows: readonly (readonly string[])[],
  widthOf: (text: string) => number,
): string[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: count }, (_, at) =>
    at === count - 1 ? 0 : Math.max(...rows.map((row) => widthOf(row[at] ?? ""))),
  );
  return rows.map((row) =>
    row
      .map((cell, at) => cell + " ".repeat(Math.max(0, (widths[at] ?? 0) - widthOf(cell))))
      .join("  ")
      .trimEnd(),
  );
}
