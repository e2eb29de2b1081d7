import { useEffect, useState } from "preact/hooks";
import { headBytes, maxPixels, readPictureSize } from "./picture-size.ts";

/** `checking`: its first bytes are read; nothing is drawn before they said how large it is. */
export type CheckedPicture = "checking" | "fit" | "tooLarge" | "broken";

/** Addresses whose pictures are known to fit: a file never changes. */
const known = new Set<string>();

/** Whether a picture of somebody else may be drawn here. `url` null: not asked for yet. */
export function useCheckedPicture(url: string | null, most = maxPixels): CheckedPicture {
  const [found, setFound] = useState<{ readonly url: string; readonly is: CheckedPicture } | null>(null);
  useEffect(() => {
    if (url === null || known.has(url)) return;
    const stop = new AbortController();
    void check(url, most, stop.signal).then((is) => {
      if (is === "fit") known.add(url);
      if (!stop.signal.aborted) setFound({ url, is });
    });
    return () => stop.abort();
  }, [url, most]);
  if (url !== null && known.has(url)) return "fit";
  return found && found.url === url ? found.is : "checking";
}

async function check(url: string, most: number, signal: AbortSignal): Promise<CheckedPicture> {
  // What was cut off on its way is no broken picture: it is asked for once more, past the browser's own copy.
  const head = (await readHead(url, signal, "default")) ?? (await readHead(url, signal, "reload"));
  const size = head && readPictureSize(head);
  if (!size) return "broken";
  return size.width * size.height <= most ? "fit" : "tooLarge";
}

async function readHead(url: string, signal: AbortSignal, cache: RequestCache): Promise<Uint8Array | null> {
  try {
    const answer = await fetch(url, { headers: { range: `bytes=0-${headBytes - 1}` }, signal, cache });
    return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
  } catch {
    return null;
  }
}
