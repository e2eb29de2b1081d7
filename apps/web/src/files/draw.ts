import { sizes } from "@hearth/protocol";

const thumbnailSide = 480;

/** A small JPEG of at most 40 KB, or nothing when the picture is that small itself. */
export async function drawThumbnail(
  picture: CanvasImageSource,
  width: number,
  height: number,
): Promise<Blob | null> {
  for (const side of [thumbnailSide, 320, 200]) {
    const { canvas } = draw(picture, width, height, Math.min(1, side / Math.max(width, height)));
    for (const quality of [0.8, 0.6, 0.4]) {
      const blob = await toBlob(canvas, "image/jpeg", quality);
      if (blob && blob.size <= sizes.maxThumbnailBytes) return blob;
    }
  }
  return null;
}

export function draw(picture: CanvasImageSource, fullWidth: number, fullHeight: number, scale: number) {
  const width = Math.max(1, Math.round(fullWidth * scale));
  const height = Math.max(1, Math.round(fullHeight * scale));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  if (!context) throw new Error("this browser draws nothing");
  // JPEG has no transparency: what shines through would be black.
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, width, height);
  context.drawImage(picture, 0, 0, width, height);
  return { canvas, width, height };
}

export function toBlob(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}
