import { useEffect, useState } from "preact/hooks";
import { isMoving, maxMovingPixels, maxPlayedPixels } from "./moving-picture.ts";
import { headBytes, maxPixels, readPictureSize } from "./picture-size.ts";

/**
 * `checking`: its first bytes are read; nothing is drawn before they said how large it is. `moving`: it fits, but
 * would be drawn again and again; `still`: that would be too much, and its first picture is enough.
 */
export type CheckedPicture = "checking" | "fit" | "moving" | "still" | "tooLarge" | "broken";

/** Addresses whose pictures are known to fit: a file never changes. */
const known = new Map<string, "fit" | "moving" | "still">();

/** Whether a picture of somebody else may be drawn here. `url` null: not asked for yet. */
export function useCheckedPicture(url: string | null, most = maxPixels): CheckedPicture {
  const [found, setFound] = useState<{ readonly url: string; readonly is: CheckedPicture } | null>(null);
  useEffect(() => {
    if (url === null || known.has(url)) return;
    const stop = new AbortController();
    void check(url, most, stop.signal).then((is) => {
      if (is !== "checking" && is !== "tooLarge" && is !== "broken") known.set(url, is);
      if (!stop.signal.aborted) setFound({ url, is });
    });
    return () => stop.abort();
  }, [url, most]);
  const fits = url === null ? undefined : known.get(url);
  if (fits) return fits;
  return found && found.url === url ? found.is : "checking";
}

async function check(url: string, most: number, signal: AbortSignal): Promise<CheckedPicture> {
  // What was cut off on its way is no broken picture: it is asked for once more, past the browser's own copy.
  const head = (await readHead(url, signal, "default")) ?? (await readHead(url, signal, "reload"));
  const size = head && readPictureSize(head);
  if (!size) return "broken";
  const pixels = size.width * size.height;
  if (pixels > most) return "tooLarge";
  if (!isMoving(head)) return "fit";
  if (pixels > maxMovingPixels) return "tooLarge";
  return pixels > maxPlayedPixels ? "still" : "moving";
}

async function readHead(url: string, signal: AbortSignal, cache: RequestCache): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(url, { headers: { range: `bytes=0-${headBytes - 1}` }, signal, cache });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
