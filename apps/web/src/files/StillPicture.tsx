import { useEffect, useRef } from "preact/hooks";

interface Props {
  readonly url: string;
  readonly label: string;
  readonly transform: string;
  readonly onEnd: (how: "shown" | "broken") => void;
}

/** The first picture of a moving one, for who asked their device for less motion. */
export function StillPicture({ url, label, transform, onEnd }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const tell = useRef(onEnd);
  tell.current = onEnd;
  useEffect(() => {
    const stop = new AbortController();
    drawFirst(url, canvas.current, stop.signal).then(
      () => tell.current("shown"),
      () => !stop.signal.aborted && tell.current("broken"),
    );
    return () => stop.abort();
  }, [url]);
  return <canvas ref={canvas} class="viewer-picture" role="img" aria-label={label} style={{ transform }} />;
}

async function drawFirst(url: string, canvas: HTMLCanvasElement | null, signal: AbortSignal): Promise<void> {
  const answer = await fetch(url, { signal });
  if (!answer.ok) throw new Error("the picture did not come");
  const picture = await createImageBitmap(await answer.blob());
  if (canvas) {
    Object.assign(canvas, { width: picture.width, height: picture.height });
    canvas.getContext("2d")?.drawImage(picture, 0, 0);
  }
  picture.close();
}
