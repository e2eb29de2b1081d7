import type { Attachment } from "@hearth/protocol";
import { FileCard } from "./FileCard.tsx";
import type { FilePlace, FileProps } from "./file-place.ts";
import { Gallery } from "./Gallery.tsx";
import { AudioPlayer, VideoPlayer } from "./Players.tsx";
import { VoiceNote } from "./VoiceNote.tsx";
import "./attachments.css";

interface Props {
  readonly attachments: readonly Attachment[];
  readonly place: FilePlace;
}

/** Everything a message brings beside its words: pictures together, each other file by itself. */
export function Attachments({ attachments, place }: Props) {
  const pictures = attachments.filter(isShownPicture);
  const others = attachments.filter((one) => !isShownPicture(one));
  return (
    <div class="attachments">
      {pictures.length > 0 && place.seq !== null && <Gallery pictures={pictures} place={place} />}
      {(place.seq === null ? attachments : others).map((one) => (
        <OneFile key={one.file} attachment={one} place={place} />
      ))}
    </div>
  );
}

function OneFile({ attachment, place }: FileProps) {
  const { type } = attachment;
  const props = { attachment, place };
  if (place.seq === null) return <FileCard {...props} />;
  if (attachment.isVoice) return <VoiceNote {...props} />;
  if (playableVideo.test(type)) return <VideoPlayer {...props} />;
  if (playableAudio.test(type)) return <AudioPlayer {...props} />;
  return <FileCard {...props} />;
}

const shownPicture = /^image\/(png|jpeg|gif|webp|avif|bmp)$/;
const playableVideo = /^video\/(mp4|webm|ogg|quicktime)$/;
const playableAudio = /^audio\/(mpeg|mp4|aac|ogg|opus|webm|wav|x-wav|flac|x-m4a)$/;
/** Without a small copy a picture is fetched whole: only when that is small. */
const smallBytes = 300_000;

function isShownPicture({ type, thumbnail, bytes }: Attachment): boolean {
  return shownPicture.test(type) && (thumbnail !== undefined || bytes <= smallBytes);
}
