import { type ColorDepth, createPaint, type Paint } from "./colors.ts";
import { createQrCode, type QrCode } from "./qr.ts";

/** What the person who started Hearth needs to know. */
export interface Banner {
  readonly version: string;
  readonly name: string;
  /** The best first; `localhost` alone when only this machine can open it. */
  readonly urls: readonly [string, ...string[]];
  /** "Wi-Fi", "Cable" or nothing. */
  readonly network: string;
  /** The data folder as the host wrote it. */
  readonly folder: string;
  /** "port 6667, TLS 6697", or nothing when IRC clients cannot come in. */
  readonly irc: string;
  /** `null` once the community has an owner. */
  readonly ownerLink: string | null;
}

export interface BannerShape {
  readonly columns: number;
  readonly color: ColorDepth;
}

const gap = 4;

/** Lines that stand beside the QR code, and lines below both. */
interface Layout {
  readonly beside: readonly string[];
  readonly below: readonly string[];
}

/**
 * The banner that greets the host. The QR code of the best address stands beside as much of the text as the
 * terminal is wide enough for, else below the addresses, and is left out where it would not fit at all.
 */
export function formatBanner(banner: Banner, { columns, color }: BannerShape): string {
  const paint = createPaint(color);
  const qr = isLocalOnly(banner) ? null : createQrCode(banner.urls[0], color);
  const lines =
    qr === null || qr.columns > columns
      ? [...formatBest(banner, paint), ...formatOthers(banner, paint), ...formatFacts(banner, paint)]
      : addQr(banner, qr, columns - gap - qr.columns, paint);
  return `\n${lines.map((line) => line.trimEnd()).join("\n")}\n\n`;
}

function addQr(banner: Banner, qr: QrCode, free: number, paint: Paint): readonly string[] {
  const best = formatBest(banner, paint);
  const others = formatOthers(banner, paint);
  const facts = formatFacts(banner, paint);
  const scan = ["", `  ${paint.muted("or scan the code.")}`];
  const layouts: readonly Layout[] = [
    { beside: [...best, ...others, ...scan, ...facts], below: [] },
    { beside: [...best, ...others, ...scan], below: facts },
    { beside: [...best, ...scan], below: ["", `  ${paint.muted("or else")}`, "", ...others, ...facts] },
  ];
  const layout = layouts.find(({ beside }) => widthOf(beside) <= free);
  if (layout) return [...placeBeside(layout.beside, qr), ...layout.below];
  return [...best, ...others, ...scan, "", ...qr.lines, ...facts];
}

function formatBest(banner: Banner, paint: Paint): readonly string[] {
  const { version, name, urls } = banner;
  const where = isLocalOnly(banner) ? "On this machine, open" : "On a phone or PC on this network, open";
  return [
    `  ${paint.ember("●")} ${paint.bold(`Hearth ${version}`)} ${paint.muted("is running for")}`,
    `    ${paint.bold(name)}`,
    "",
    `  ${paint.muted(where)}`,
    "",
    `    ${paint.bold(urls[0])}`,
  ];
}

function formatOthers({ urls }: Banner, paint: Paint): readonly string[] {
  return urls.slice(1).map((url) => `    ${paint.muted(url)}`);
}

function formatFacts(banner: Banner, paint: Paint): readonly string[] {
  const { network, folder, irc, ownerLink } = banner;
  const owner = ["", `  ${paint.muted("Owner link, works once")}`, `    ${paint.blue(ownerLink ?? "")}`];
  const place = network === "" ? hostOf(banner) : `${network}, ${hostOf(banner)}`;
  return [
    ...(ownerLink === null ? [] : owner),
    "",
    `  ${paint.green("✓")} History   ${paint.muted(`saved in ${folder}`)}`,
    isLocalOnly(banner)
      ? `  ${paint.ember("!")} Network   ${paint.muted("only this machine can open Hearth now")}`
      : `  ${paint.green("✓")} Network   ${paint.muted(place)}`,
    ...(irc === "" ? [] : [`  ${paint.green("✓")} IRC       ${paint.muted(irc)}`]),
  ];
}

function hostOf({ urls }: Banner): string {
  return new URL(urls[0]).hostname;
}

function isLocalOnly(banner: Banner): boolean {
  return hostOf(banner) === "localhost";
}

function placeBeside(lines: readonly string[], qr: QrCode): readonly string[] {
  const left = widthOf(lines) + gap;
  const height = Math.max(lines.length, qr.lines.length);
  return Array.from({ length: height }, (_, row) => {
    const line = lines[row] ?? "";
    return line + " ".repeat(left - Bun.stringWidth(line)) + (qr.lines[row] ?? "");
  });
}

function widthOf(lines: readonly string[]): number {
  return Math.max(...lines.map((line) => Bun.stringWidth(line)));
}
