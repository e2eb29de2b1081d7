import { useState } from "preact/hooks";
import { fetching } from "../app/preferences.ts";
import { say } from "../words/words.ts";
import { FileCard, SaveLink } from "./FileCard.tsx";
import { type FileProps, saveUrlOf, urlOf } from "./file-place.ts";
import { formatBytes, formatLength } from "./format-bytes.ts";
import { formatThumbhash } from "./thumbhash.ts";
import { useCheckedPicture } from "./use-checked-picture.ts";
import "./players.css";

const maxPosterPixels = 8_000_000;

/** A video with the browser's own controls; nothing of it is fetched before someone presses play. */
export function VideoPlayer({ attachment, place }: FileProps) {
  const [isBroken, setBroken] = useState(false);
  const poster = usePoster(attachment, place);
  const { name, file, width, height } = attachment;
  if (isBroken) return <FileCard attachment={attachment} place={place} />;
  return (
    <figure class="player">
      <video
        class="player-video"
        controls
        playsInline
        preload="none"
        src={urlOf(place, file)}
        poster={poster}
        aria-label={name}
        tabIndex={place.tabIndex}
        style={{ aspectRatio: width && height ? `${width} / ${height}` : "16 / 9" }}
        onError={() => setBroken(true)}
      >
        <track kind="captions" />
      </video>
      <Caption attachment={attachment} place={place} />
    </figure>
  );
}

/** Its first picture, or only the colours of it until it is there. */
function usePoster({ thumbnail, thumbhash }: FileProps["attachment"], place: FileProps["place"]) {
  const url = thumbnail === undefined || fetching.value === "asked" ? null : urlOf(place, thumbnail);
  const checked = useCheckedPicture(url, maxPosterPixels);
  if (url !== null && checked === "fit") return url;
  return thumbhash ? formatThumbhash(thumbhash) : undefined;
}

export function AudioPlayer({ attachment, place }: FileProps) {
  const [isBroken, setBroken] = useState(false);
  if (isBroken) return <FileCard attachment={attachment} place={place} />;
  return (
    <figure class="player">
      <audio
        class="player-audio"
        controls
        preload="none"
        src={urlOf(place, attachment.file)}
        aria-label={attachment.name}
        tabIndex={place.tabIndex}
        onError={() => setBroken(true)}
      >
        <track kind="captions" />
      </audio>
      <Caption attachment={attachment} place={place} />
    </figure>
  );
}

function Caption({ attachment, place }: FileProps) {
  const { name, bytes, durationMs, file } = attachment;
  const size = formatBytes(bytes);
  return (
    <figcaption class="player-caption">
      <bdi class="file-name">{name}</bdi>
      <span class="xs muted">
        {durationMs === undefined
          ? size
          : say("files.lengthAndSize", { length: formatLength(durationMs), size })}
      </span>
      <SaveLink name={name} href={saveUrlOf(place, file)} tabIndex={place.tabIndex} />
    </figcaption>
  );
}
