/** What one scenario found, against what it is held to. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** `null`: told, and held to nothing. */
  readonly gate: Gate | null;
  /** Where the value comes from, such as both sides of a ratio. */
  readonly note: string;
}
export type Gate = { readonly atMost: number } | { readonly atLeast: number };

export function isHeld({ value, gate }: Pick<Figure, "value" | "gate">): boolean {
  if (gate === null) return true;
  return "atMost" in gate ? value <= gate.atMost : value >= gate.atLeast;
}

/** The middle one, or the mean of the middle two. */
export function median(values: readonly number[]): number {
  const middle = (values.length - 1) / 2;
  return (valueAt(values, Math.floor(middle)) + valueAt(values, Math.ceil(middle))) / 2;
}

/** The smallest value that at least `share` of all values do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  return valueAt(values, Math.max(0, Math.ceil(values.length * share) - 1));
}

function valueAt(values: readonly number[], index: number): number {
  const value = [...values].sort((a, b) => a - b)[index];
  if (value === undefined) throw new Error("no values were measured");
  return value;
}

/** Three significant digits, and never an exponent. */
export function formatNumber(value: number): string {
  const size = Math.abs(value);
  const digits = size >= 100 || size === 0 ? 0 : 2 - Math.floor(Math.log10(size));
  return value.toFixed(Math.min(6, Math.max(0, digits)));
}
