import { formatNumber } from "./figures.ts";

/** One line of a plot. */
export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Plot {
  readonly title: string;
  /** With its unit, as the next one. */
  readonly x: string;
  readonly y: string;
  readonly series: readonly Series[];
  readonly isLogX?: true;
}

// Wide enough to read on a phone, where it is scaled to half its size.
const width = 720;
const height = 440;
const frame = { left: 92, right: 24, top: 64, bottom: 104 };
const inner = { width: width - frame.left - frame.right, height: height - frame.top - frame.bottom };
const dashes = ["", "10 6", "3 5", "14 5 3 5"];

// Follows the reader's light or dark page, wherever it is shown.
const style = `
  svg { background: #ffffff; color: #1f2328; font: 19px system-ui, sans-serif; }
  .line { fill: none; stroke-width: 3.5; } .dot { stroke: none; } .grid { stroke: #d8dee4; } .small { font-size: 17px; }
  .s0 { stroke: #0b6bcb; fill: #0b6bcb; } .s1 { stroke: #b54708; fill: #b54708; }
  .s2 { stroke: #1a7f4b; fill: #1a7f4b; } .s3 { stroke: #8250df; fill: #8250df; } .line { fill: none; }
  text { fill: currentColor; }
  @media (prefers-color-scheme: dark) {
    svg { background: #14181f; color: #e6edf3; } .grid { stroke: #303842; }
    .s0 { stroke: #6cb6ff; fill: #6cb6ff; } .s1 { stroke: #f5a45d; fill: #f5a45d; }
    .s2 { stroke: #57d794; fill: #57d794; } .s3 { stroke: #c6a5ff; fill: #c6a5ff; } .line { fill: none; }
  }`;

/** A picture of lines over labelled axes, as SVG for light and dark pages. */
export function formatPlot(plot: Plot): string {
  const xs = plot.series.flatMap(({ points }) => points.map(([x]) => x));
  const ys = plot.series.flatMap(({ points }) => points.map(([, y]) => y));
  const xScale = createScale(Math.min(...xs), Math.max(...xs), inner.width, plot.isLogX ?? false);
  const top = listTicks(0, Math.max(...ys)).at(-1) ?? 1;
  const yScale = createScale(0, top, inner.height, false);
  const xOf = (x: number): number => frame.left + xScale(x);
  const yOf = (y: number): number => frame.top + inner.height - yScale(y);
  const xTicks = plot.isLogX ? [...new Set(xs)] : listTicks(Math.min(...xs), Math.max(...xs));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeText(plot.title)}">`,
    `<style>${style}</style>`,
    `<text x="${frame.left}" y="30" font-weight="600">${escapeText(plot.title)}</text>`,
    ...listTicks(0, top).map((y) => formatYTick(y, yOf(y))),
    ...xTicks.map((x) => formatXTick(x, xOf(x))),
    `<text class="small" x="${frame.left}" y="52">${escapeText(plot.y)}</text>`,
    `<text class="small" x="${frame.left + inner.width / 2}" y="${height - 50}" text-anchor="middle">${escapeText(plot.x)}</text>`,
    ...plot.series.map((series, index) => formatSeries(series, index, xOf, yOf)),
    ...plot.series.map((series, index) => formatKey(series.name, index, plot.series.length)),
    "</svg>\n",
  ].join("\n");
}

function createScale(from: number, to: number, length: number, isLog: boolean): (value: number) => number {
  const at = isLog ? Math.log10 : (value: number): number => value;
  const span = at(to) - at(from) || 1;
  return (value) => ((at(value) - at(from)) / span) * length;
}

/** Round numbers from below the first to above the last. */
export function listTicks(from: number, to: number): number[] {
  const rough = (to - from) / 4 || 1;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((one) => one * size >= rough) ?? 10) * size;
  const ticks: number[] = [];
  for (let tick = Math.floor(from / step) * step; ; tick += step) {
    ticks.push(Number(tick.toPrecision(12)));
    if (tick >= to) return ticks;
  }
}

function formatYTick(value: number, y: number): string {
  return `<line class="grid" x1="${frame.left}" x2="${width - frame.right}" y1="${y}" y2="${y}"/>
<text class="small" x="${frame.left - 10}" y="${y + 6}" text-anchor="end">${formatTick(value)}</text>`;
}

function formatXTick(value: number, x: number): string {
  if (x > width - frame.right + 1 || x < frame.left - 1) return "";
  return `<text class="small" x="${x}" y="${frame.top + inner.height + 26}" text-anchor="middle">${formatTick(value)}</text>`;
}

function formatTick(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString("en") : formatNumber(value);
}

function formatSeries(
  { points }: Series,
  index: number,
  xOf: (x: number) => number,
  yOf: (y: number) => number,
): string {
  const places = points.map(([x, y]) => `${xOf(x).toFixed(1)},${yOf(y).toFixed(1)}`);
  // Told apart without colour, too.
  const dash = dashes[index % dashes.length];
  const dots =
    points.length > 20
      ? []
      : points.map(([x, y]) => `<circle class="dot s${index}" cx="${xOf(x)}" cy="${yOf(y)}" r="5"/>`);
  return `<polyline class="line s${index}" stroke-dasharray="${dash}" points="${places.join(" ")}"/>${dots.join("")}`;
}

function formatKey(name: string, index: number, count: number): string {
  const x = frame.left + (index * inner.width) / count;
  const y = height - 18;
  return `<line class="line s${index}" stroke-dasharray="${dashes[index % dashes.length]}" x1="${x}" x2="${x + 44}" y1="${y - 6}" y2="${y - 6}"/>
<text class="small" x="${x + 52}" y="${y}">${escapeText(name)}</text>`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
}
