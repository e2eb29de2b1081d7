import type { Attachment } from "@hearth/protocol";
import { useRef, useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Spinner } from "../ui/Spinner.tsx";
import { useModal } from "../ui/use-modal.ts";
import { say } from "../words/words.ts";
import { describePicture } from "./describe-picture.ts";
import { SaveLink } from "./FileCard.tsx";
import { type FilePlace, saveUrlOf, urlOf } from "./file-place.ts";
import { StillPicture } from "./StillPicture.tsx";
import { useCheckedPicture } from "./use-checked-picture.ts";
import { useZoom } from "./use-zoom.ts";
import "./viewer.css";

const zoomStep = 1.5;

interface Props {
  readonly pictures: readonly Attachment[];
  readonly place: FilePlace;
  readonly start: number;
  readonly onClose: () => void;
}

/** Pictures over the whole window: arrow keys or a swipe for the next one, plus and minus or a double press to zoom. */
export function Viewer({ pictures, place, start, onClose }: Props) {
  const dialog = useModal(onClose, false);
  const [index, setIndex] = useState(start);
  const zoomBy = useRef<(factor: number) => void>(() => {});
  const picture = pictures[index];
  if (!picture) return null;
  const go = (by: number) => setIndex((at) => Math.max(0, Math.min(at + by, pictures.length - 1)));
  const label = describePicture(picture, place);
  const onKeyDown = (event: KeyboardEvent) => {
    const action = parseViewerKey(event.key, document.documentElement.dir === "rtl");
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    if ("step" in action) go(action.step);
    else zoomBy.current(action.zoom);
  };
  return (
    <dialog
      ref={dialog}
      class="viewer"
      aria-label={label}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <header class="viewer-head">
        <p class="viewer-title dialog-title" tabIndex={-1} dir="auto">
          {label}
        </p>
        {pictures.length > 1 && (
          <span class="sm muted">
            {say("files.pictureOf", { number: index + 1, count: pictures.length })}
          </span>
        )}
        <SaveLink name={picture.name} href={saveUrlOf(place, picture.file)} tabIndex={0} />
        <IconButton icon="x" label={say("action.close")} onClick={onClose} />
      </header>
      <Stage key={picture.file} url={urlOf(place, picture.file)} label={label} onStep={go} zoomBy={zoomBy} />
      {pictures.length > 1 && (
        <div class="viewer-steps">
          <IconButton
            icon="left"
            iconFlips
            label={say("files.previous")}
            disabled={index === 0}
            onClick={() => go(-1)}
          />
          <IconButton
            icon="right"
            iconFlips
            label={say("files.next")}
            disabled={index === pictures.length - 1}
            onClick={() => go(1)}
          />
        </div>
      )}
    </dialog>
  );
}

interface StageProps {
  readonly url: string;
  readonly label: string;
  readonly onStep: (by: number) => void;
  /** Filled here, for the keys. */
  readonly zoomBy: { current: (factor: number) => void };
}

function Stage({ url, label, onStep, zoomBy }: StageProps) {
  const checked = useCheckedPicture(url);
  const [drawn, setDrawn] = useState<"loading" | "shown" | "broken">("loading");
  const isStill = checked === "still" || (checked === "moving" && wantsLessMotion());
  const phase = checked === "broken" || checked === "tooLarge" ? checked : drawn;
  const stage = useRef<HTMLDivElement>(null);
  const zoom = useZoom(stage, onStep);
  zoomBy.current = zoom.by;
  return (
    <div ref={stage} class="viewer-stage">
      {phase === "loading" && <Spinner />}
      {(phase === "broken" || phase === "tooLarge") && (
        <p role="alert">{say(phase === "broken" ? "files.pictureBroken" : "files.pictureTooLarge")}</p>
      )}
      {isStill && drawn !== "broken" && (
        <StillPicture url={url} label={label} transform={zoom.transform} onEnd={setDrawn} />
      )}
      {(checked === "fit" || checked === "moving") && !isStill && drawn !== "broken" && (
        <img
          class="viewer-picture"
          src={url}
          alt={label}
          decoding="async"
          draggable={false}
          style={{ transform: zoom.transform }}
          onLoad={() => setDrawn("shown")}
          onError={() => setDrawn("broken")}
        />
      )}
      <div class="viewer-zoom">
        <Button kind="ghost" label={say("files.zoomOut")} onClick={() => zoom.by(1 / zoomStep)}>
          −
        </Button>
        <Button kind="ghost" label={say("files.zoomIn")} onClick={() => zoom.by(zoomStep)}>
          +
        </Button>
      </div>
    </div>
  );
}

function wantsLessMotion(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

/** The arrow that points where one reads on is the next picture. */
function parseViewerKey(
  key: string,
  isRtl: boolean,
): { readonly step: number } | { readonly zoom: number } | null {
  if (key === "+" || key === "=") return { zoom: zoomStep };
  if (key === "-") return { zoom: 1 / zoomStep };
  if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
  return { step: (key === "ArrowRight") === isRtl ? -1 : 1 };
}
