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
  /** What one has to know to read it; stands beside the picture. */
  readonly note?: string;
  readonly isLogX?: true;
  readonly isLogY?: true;
}

// As wide as a phone, so that words stay as large as they are there; elsewhere it is scaled up.
const width = 480;
const frame = { left: 66, right: 22, top: 58, bottom: 60 };
const inner = { width: width - frame.left - frame.right, height: 230 };
const keyHeight = 24;
const dashes = ["", "10 6", "3 5", "14 5 3 5"];

// Follows the reader's light or dark page, wherever it is shown.
const style = `
  svg { background: #ffffff; color: #1f2328; font: 15px system-ui, sans-serif; }
  .line { fill: none; stroke-width: 2.5; } .dot { stroke: none; } .grid { stroke: #d8dee4; } .small { font-size: 13.5px; }
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
  const keyRows = Math.ceil(plot.series.length / 2);
  const height = frame.top + inner.height + frame.bottom + keyRows * keyHeight;
  const yTicks = plot.isLogY ? listLogTicks(Math.min(...ys), Math.max(...ys)) : listTicks(0, Math.max(...ys));
  const yScale = createScale(yTicks[0] ?? 0, yTicks.at(-1) ?? 1, inner.height, plot.isLogY ?? false);
  const xOf = (x: number): number => frame.left + xScale(x);
  const yOf = (y: number): number => frame.top + inner.height - yScale(y);
  const xTicks = plot.isLogX ? [...new Set(xs)] : listTicks(Math.min(...xs), Math.max(...xs));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeText(plot.title)}">`,
    `<style>${style}</style>`,
    `<text x="14" y="26" font-weight="600">${escapeText(plot.title)}</text>`,
    ...yTicks.map((y) => formatYTick(y, yOf(y))),
    ...xTicks.map((x) => formatXTick(x, xOf(x))),
    `<text class="small" x="14" y="46">${escapeText(plot.y)}</text>`,
    `<text class="small" x="${frame.left + inner.width / 2}" y="${frame.top + inner.height + 44}" text-anchor="middle">${escapeText(plot.x)}</text>`,
    ...plot.series.map((series, index) => formatSeries(series, index, xOf, yOf)),
    ...plot.series.map((series, index) => formatKey(series.name, index)),
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

/** 1, 2 and 5 times the powers of ten, from below the first to above the last; only those powers when they are many. */
export function listLogTicks(from: number, to: number): number[] {
  const decades = Math.log10(to / from);
  const steps = decades > 2.5 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(from)); ; power += 1) {
    for (const step of steps) {
      const tick = Number((step * 10 ** power).toPrecision(3));
      while (ticks.length === 1 && tick <= from) ticks.pop();
      ticks.push(tick);
      if (tick >= to) return ticks;
    }
  }
}

function formatYTick(value: number, y: number): string {
  return `<line class="grid" x1="${frame.left}" x2="${width - frame.right}" y1="${y}" y2="${y}"/>
<text class="small" x="${frame.left - 8}" y="${y + 5}" text-anchor="end">${formatTick(value)}</text>`;
}

function formatXTick(value: number, x: number): string {
  if (x > width - frame.right + 1 || x < frame.left - 1) return "";
  // A long number at the edge would be cut off.
  const place =
    x > width - 2 * frame.right ? `x="${width - 4}" text-anchor="end"` : `x="${x}" text-anchor="middle"`;
  return `<text class="small" ${place} y="${frame.top + inner.height + 22}">${formatTick(value)}</text>`;
}

function formatTick(value: number): string {
  return Number.isInteger(value) ? value.toLocaleString("en") : String(Number(value.toPrecision(3)));
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
      : points.map(([x, y]) => `<circle class="dot s${index}" cx="${xOf(x)}" cy="${yOf(y)}" r="4"/>`);
  return `<polyline class="line s${index}" stroke-dasharray="${dash}" points="${places.join(" ")}"/>${dots.join("")}`;
}

/** Two beside each other, under the picture. */
function formatKey(name: string, index: number): string {
  const x = 14 + (index % 2) * ((width - 14) / 2);
  const y = frame.top + inner.height + frame.bottom + Math.floor(index / 2) * keyHeight + 10;
  return `<line class="line s${index}" stroke-dasharray="${dashes[index % dashes.length]}" x1="${x}" x2="${x + 36}" y1="${y - 5}" y2="${y - 5}"/>
<text class="small" x="${x + 44}" y="${y}">${escapeText(name)}</text>`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);
}
