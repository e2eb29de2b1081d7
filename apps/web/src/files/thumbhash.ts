import { rgbaToThumbHash, thumbHashToDataURL } from "thumbhash";
import { draw } from "./draw.ts";

const side = 100;

/** A picture's colours in at most 25 bytes, base64url. */
export function drawThumbhash(picture: CanvasImageSource, fullWidth: number, fullHeight: number): string {
  const scale = Math.min(1, side / Math.max(fullWidth, fullHeight));
  const { canvas, width, height } = draw(picture, fullWidth, fullHeight, scale);
  const pixels = canvas.getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
  const hash = rgbaToThumbHash(width, height, pixels);
  return btoa(String.fromCharCode(...hash))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** The colours as a picture of some 30 pixels; nothing where they make no sense. */
export function formatThumbhash(thumbhash: string): string | undefined {
  try {
    const binary = atob(thumbhash.replaceAll("-", "+").replaceAll("_", "/"));
    return thumbHashToDataURL(Uint8Array.from(binary, (one) => one.charCodeAt(0)));
  } catch {
    return undefined;
  }
}
