import type { Attachment } from "@hearth/protocol";
import { useMemo, useState } from "preact/hooks";
import { fetching } from "../app/preferences.ts";
import { Icon } from "../ui/Icon.tsx";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { say } from "../words/words.ts";
import { describePicture } from "./describe-picture.ts";
import { type FilePlace, saveUrlOf, urlOf } from "./file-place.ts";
import { formatThumbhash } from "./thumbhash.ts";
import { useCheckedPicture } from "./use-checked-picture.ts";
import "./gallery.css";

const viewer = createLazyPart(async () => (await import("./Viewer.tsx")).Viewer);
const mostTiles = 4;
/** Of what stands for a large picture, pixels. */
const maxTilePixels = 8_000_000;

interface Props {
  readonly pictures: readonly Attachment[];
  readonly place: FilePlace;
}

/** One to four pictures side by side, of a height that is known before they are here; press to see them large. */
export function Gallery({ pictures, place }: Props) {
  const [openAt, setOpenAt] = useState<number | null>(null);
  const [isAsked, setAsked] = useState(false);
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
          isWanted={isAsked || fetching.value === "always"}
          onAsk={() => setAsked(true)}
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
  /** Not everybody wants their phone to fetch by itself. */
  readonly isWanted: boolean;
  readonly onAsk: () => void;
  readonly onOpen: () => void;
}

function Tile({ picture, place, more, isWanted, onAsk, onOpen }: TileProps) {
  const [tries, setTries] = useState(0);
  const [isBroken, setBroken] = useState(false);
  const plain = urlOf(place, picture.thumbnail ?? picture.file);
  const url = tries === 0 ? plain : `${plain}?try=${tries}`;
  const checked = useCheckedPicture(isWanted ? url : null, maxTilePixels);
  const colours = useMemo(
    () => (picture.thumbhash ? formatThumbhash(picture.thumbhash) : undefined),
    [picture.thumbhash],
  );
  const label = describePicture(picture, place);
  if (checked === "tooLarge")
    return (
      <a
        class="tile tile-broken"
        href={saveUrlOf(place, picture.file)}
        download={picture.name}
        tabIndex={place.tabIndex}
      >
        <Icon name="download" />
        <span class="xs">{say("files.pictureTooLarge")}</span>
      </a>
    );
  const retry = () => {
    setBroken(false);
    setTries(tries + 1);
  };
  if (isBroken || checked === "broken") {
    return (
      <button type="button" class="tile tile-broken" tabIndex={place.tabIndex} onClick={retry}>
        <Icon name="retry" />
        <span class="xs">{say("files.pictureBroken")}</span>
      </button>
    );
  }
  return (
    <button
      type="button"
      class="tile"
      tabIndex={place.tabIndex}
      aria-label={sayTile(label, more, isWanted)}
      style={colours && { backgroundImage: `url(${colours})` }}
      onClick={isWanted ? onOpen : onAsk}
    >
      {checked === "fit" && (
        <img
          src={url}
          alt=""
          width={picture.width}
          height={picture.height}
          loading="lazy"
          decoding="async"
          draggable={false}
          onError={() => setBroken(true)}
        />
      )}
      {!isWanted && (
        <span class="tile-ask" aria-hidden="true">
          <Icon name="download" />
        </span>
      )}
      {more > 0 && isWanted && (
        <span class="tile-more" aria-hidden="true">
          +{more}
        </span>
      )}
    </button>
  );
}

function sayTile(label: string, more: number, isWanted: boolean): string {
  if (!isWanted) return say("files.fetch", { label });
  return more > 0 ? say("files.openMore", { label, count: more }) : say("files.open", { label });
}
