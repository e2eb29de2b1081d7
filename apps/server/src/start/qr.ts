import { encode } from "uqr";
import type { ColorDepth } from "./colors.ts";

/** A QR code needs four light modules around it; many phones read no other. */
const quietModules = 4;

/** A QR code of half blocks: two modules of height to a line, all lines equally wide. */
export interface QrCode {
  readonly columns: number;
  readonly lines: readonly string[];
}

/**
 * Black on white whatever the terminal's own colours. Without colour the light modules are what is printed,
 * as nearly all terminals are dark, and readers that meet a light one read the negative too.
 */
export function createQrCode(text: string, color: ColorDepth): QrCode {
  const { data, size } = encode(text, { border: quietModules, ecc: "M" });
  const isDark = (row: number, column: number) => data[row]?.[column] ?? false;
  const lines = Array.from({ length: Math.ceil(size / 2) }, (_, line) => {
    const cells = Array.from({ length: size }, (_cell, column) => {
      // Below an odd last row there is nothing: it stays as light as the quiet zone.
      return drawCell(isDark(2 * line, column), isDark(2 * line + 1, column), color);
    });
    return paintRow(cells.join(""), color);
  });
  return { columns: size, lines };
}

function drawCell(isTopDark: boolean, isBottomDark: boolean, color: ColorDepth): string {
  const isInk = (isDark: boolean) => (color === "none" ? !isDark : isDark);
  if (isInk(isTopDark)) return isInk(isBottomDark) ? "█" : "▀";
  return isInk(isBottomDark) ? "▄" : " ";
}

function paintRow(row: string, color: ColorDepth): string {
  switch (color) {
    case "none":
      return row;
    case "ansi":
      return `\u001B[30;107m${row}\u001B[0m`;
    case "true":
      return `\u001B[38;2;0;0;0;48;2;255;255;255m${row}\u001B[0m`;
    default:
      return color satisfies never;
  }
}
