import { drawThumbnail } from "./draw.ts";
import type { Prepared } from "./prepare.ts";
import { drawThumbhash } from "./thumbhash.ts";

const patienceMs = 5_000;

/** Length, size and a first picture of a video or a sound. Rejects when this browser cannot play it. */
export async function readMedia(file: File): Promise<Partial<Prepared>> {
  const isVideo = file.type.startsWith("video/");
  const media = document.createElement(isVideo ? "video" : "audio");
  const url = URL.createObjectURL(file);
  try {
    media.preload = "auto";
    media.muted = true;
    const loaded = once(media, isVideo ? "loadeddata" : "loadedmetadata");
    media.src = url;
    await loaded;
    const durationMs = Math.round(media.duration * 1_000);
    const length = Number.isSafeInteger(durationMs) ? { durationMs } : {};
    return media instanceof HTMLVideoElement ? { ...length, ...(await readVideo(media)) } : length;
  } finally {
    media.removeAttribute("src");
    media.load();
    URL.revokeObjectURL(url);
  }
}

async function readVideo(video: HTMLVideoElement): Promise<Partial<Prepared>> {
  const { videoWidth: width, videoHeight: height } = video;
  if (!width || !height) return {};
  const thumbnail = await drawThumbnail(video, width, height).catch(() => null);
  if (!thumbnail) return { width, height };
  return { width, height, thumbnail, thumbhash: drawThumbhash(video, width, height) };
}

function once(media: HTMLMediaElement, name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("too slow")), patienceMs);
    const end = (finish: () => void) => () => {
      clearTimeout(timer);
      finish();
    };
    media.addEventListener(name, end(resolve), { once: true });
    media.addEventListener(
      "error",
      end(() => reject(new Error("cannot be played"))),
      { once: true },
    );
  });
}
