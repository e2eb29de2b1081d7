import { type Figure, formatNumber, isHeld } from "./figures.ts";

/** The figures under one another: what, value, gate, held or not, and where the value comes from. */
export function formatTable(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [
    figure.what,
    `${formatNumber(figure.value)} ${figure.unit}`.trim(),
    formatGate(figure),
    formatVerdict(figure),
    figure.note,
  ]);
  const all = [["what", "measured", "gate", "", "from"], ...rows];
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? [];
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function formatVerdict(figure: Figure): string {
  if (figure.gate === null) return "";
  return isHeld(figure) ? "held" : "NOT HELD";
}

export function formatGate({ gate, unit }: Figure): string {
  if (gate === null) return "";
  const bound = "atMost" in gate ? `≤ ${gate.atMost}` : `≥ ${gate.atLeast}`;
  return `${bound} ${unit}`.trim();
}
