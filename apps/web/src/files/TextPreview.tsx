import type { Attachment } from "@hearth/protocol";
import { useEffect, useState } from "preact/hooks";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { say } from "../words/words.ts";
import { type FilePlace, urlOf } from "./file-place.ts";
import "./text-preview.css";

/** Enough to know what it is, and little enough to draw. */
const maxBytes = 128 * 1_024;

interface Props {
  readonly attachment: Attachment;
  readonly place: FilePlace;
  readonly onClose: () => void;
}

/** The beginning of a file as letters, whatever is in them: nothing of it is ever a page of its own. */
export function TextPreview({ attachment, place, onClose }: Props) {
  const [text, setText] = useState<string | null>(null);
  const [isBroken, setBroken] = useState(false);
  const url = urlOf(place, attachment.file);
  useEffect(() => {
    const stop = new AbortController();
    readBeginning(url, stop.signal).then(setText, () => setBroken(!stop.signal.aborted));
    return () => stop.abort();
  }, [url]);
  return (
    <Dialog title={attachment.name} size="wide" onClose={onClose}>
      {isBroken && <ErrorNote text={say("failure.noAnswer")} />}
      {text === null && !isBroken && <Skeleton label={say("app.loading")} />}
      {text !== null && (
        <textarea class="text-preview" dir="auto" readOnly aria-label={attachment.name} value={text} />
      )}
      {text !== null && attachment.bytes > maxBytes && <p class="sm muted">{say("files.previewCut")}</p>}
    </Dialog>
  );
}

async function readBeginning(url: string, signal: AbortSignal): Promise<string> {
  const answer = await fetch(url, { headers: { range: `bytes=0-${maxBytes - 1}` }, signal });
  // A file of no bytes has no first one.
  if (!answer.ok && answer.status !== 416) throw new Error(`${answer.status}`);
  return answer.ok ? new TextDecoder().decode((await answer.arrayBuffer()).slice(0, maxBytes)) : "";
}
