import { useMemo, useState } from "preact/hooks";
import { fetching } from "../app/preferences.ts";
import { routeOf } from "../app/route.ts";
import { useClient } from "../app/session.ts";
import { useChange } from "../app/use-change.ts";
import { RouteLink } from "../sidebar/RouteLink.tsx";
import { Icon } from "../ui/Icon.tsx";
import { say } from "../words/words.ts";
import { describePicture } from "./describe-picture.ts";
import { urlOf } from "./file-place.ts";
import type { RoomFile } from "./room-files.ts";
import { formatThumbhash } from "./thumbhash.ts";
import { useCheckedPicture } from "./use-checked-picture.ts";
import "./room-files.css";

const maxTilePixels = 8_000_000;
/** Without a small copy a picture is fetched whole: only when that is small. */
const smallBytes = 300_000;

interface Props {
  readonly photos: readonly RoomFile[];
  readonly onFollow?: () => void;
}

/** Photos and videos of a room side by side; a press goes to their message. */
export function PhotoGrid({ photos, onFollow }: Props) {
  return (
    <ul class="photo-grid">
      {photos.map((photo) => (
        <li key={photo.key}>
          <Photo photo={photo} onFollow={onFollow} />
        </li>
      ))}
    </ul>
  );
}

interface PhotoProps {
  readonly photo: RoomFile;
  readonly onFollow: (() => void) | undefined;
}

function Photo({ photo: { message, attachment, place }, onFollow }: PhotoProps) {
  const client = useClient();
  const { thumbnail, thumbhash, file, bytes, type } = attachment;
  const isVideo = type.startsWith("video/");
  const shown = thumbnail ?? (!isVideo && bytes <= smallBytes ? file : null);
  const [tries, setTries] = useState(0);
  const [isBroken, setBroken] = useState(false);
  const again = tries === 0 ? "" : `?try=${tries}`;
  const url = shown !== null && fetching.value === "always" ? urlOf(place, shown) + again : null;
  const checked = useCheckedPicture(url, maxTilePixels);
  const isLive = client.status.value.phase === "live";
  useChange(isLive, () => {
    // What could not be fetched without the host is asked for again once it is back.
    if (!isLive || !(isBroken || checked === "broken")) return;
    setBroken(false);
    setTries(tries + 1);
  });
  const colours = useMemo(() => (thumbhash ? formatThumbhash(thumbhash) : undefined), [thumbhash]);
  const room = client.rooms.value.find(({ id }) => id === message.room);
  if (!room) return null;
  const label = isVideo ? attachment.name : describePicture(attachment, place);
  return (
    <RouteLink to={{ ...routeOf(room), ...placeOfMessage(message) }} class="photo" onFollow={onFollow}>
      <span class="sr">{say("roomFiles.goTo", { label })}</span>
      <span class="photo-back" style={colours && { backgroundImage: `url(${colours})` }}>
        {url !== null && checked === "fit" && !isBroken && (
          <img src={url} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />
        )}
        {isVideo && <Icon name="play" />}
      </span>
    </RouteLink>
  );
}

/** A reply that is only in its thread is there. */
export function placeOfMessage({ seq, threadRoot, alsoInRoom }: RoomFile["message"]) {
  return threadRoot !== undefined && !alsoInRoom ? { seq, thread: threadRoot } : { seq };
}
