import type { Attachment } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { Icon } from "../ui/Icon.tsx";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { say } from "../words/words.ts";
import { describePicture } from "./describe-picture.ts";
import { type FilePlace, urlOf } from "./file-place.ts";
import "./gallery.css";

const viewer = createLazyPart(async () => (await import("./Viewer.tsx")).Viewer);
const mostTiles = 4;

interface Props {
  readonly pictures: readonly Attachment[];
  readonly place: FilePlace;
}

/** One to four pictures side by side, of a height that is known before they are here; press to see them large. */
export function Gallery({ pictures, place }: Props) {
  const [openAt, setOpenAt] = useState<number | null>(null);
  const tiles = pictures.slice(0, mostTiles);
  return (
    <div
      class={`gallery gallery-${tiles.length}`}
      role="group"
      aria-label={say("files.pictures", { count: pictures.length })}
    >
      {tiles.map((picture, index) => (
        <Tile
          key={picture.file}
          picture={picture}
          place={place}
          more={index === mostTiles - 1 ? pictures.length - mostTiles : 0}
          onOpen={() => setOpenAt(index)}
        />
      ))}
      {openAt !== null && (
        <Lazy part={viewer} props={{ pictures, place, start: openAt, onClose: () => setOpenAt(null) }} />
      )}
    </div>
  );
}

interface TileProps {
  readonly picture: Attachment;
  readonly place: FilePlace;
  /** Pictures that have no tile. */
  readonly more: number;
  readonly onOpen: () => void;
}

function Tile({ picture, place, more, onOpen }: TileProps) {
  const [tries, setTries] = useState(0);
  const [isBroken, setBroken] = useState(false);
  const label = describePicture(picture, place);
  const retry = () => {
    setBroken(false);
    setTries(tries + 1);
  };
  if (isBroken) {
    return (
      <button type="button" class="tile tile-broken" tabIndex={place.tabIndex} onClick={retry}>
        <Icon name="retry" />
        <span class="xs">{say("files.pictureBroken")}</span>
      </button>
    );
  }
  const url = urlOf(place, picture.thumbnail ?? picture.file);
  return (
    <button
      type="button"
      class="tile"
      tabIndex={place.tabIndex}
      aria-label={more > 0 ? say("files.openMore", { label, count: more }) : say("files.open", { label })}
      onClick={onOpen}
    >
      <img
        src={tries === 0 ? url : `${url}?try=${tries}`}
        alt=""
        width={picture.width}
        height={picture.height}
        loading="lazy"
        decoding="async"
        draggable={false}
        onError={() => setBroken(true)}
      />
      {more > 0 && (
        <span class="tile-more" aria-hidden="true">
          +{more}
        </span>
      )}
    </button>
  );
}
