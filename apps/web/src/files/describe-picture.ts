import type { Attachment } from "@hearth/protocol";
import { say } from "../words/words.ts";
import type { FilePlace } from "./file-place.ts";

/** What a picture is called: in its sender's words, or by whom it is and from when. */
export function describePicture({ alt }: Attachment, { from, time }: FilePlace): string {
  return alt ?? say("files.pictureFrom", { name: from, time });
}
