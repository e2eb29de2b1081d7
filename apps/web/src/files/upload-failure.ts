import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { formatBytes } from "./format-bytes.ts";
import type { UploadRefusal } from "./upload-request.ts";

/** Why a file was not taken, in a sentence; sizes are named as people say them. */
export function sayUploadFailure(refusal: UploadRefusal, bytes: number): string {
  const { maxBytes } = (refusal as { params?: { maxBytes?: unknown } }).params ?? {};
  if (refusal.reason === "file_too_large" && typeof maxBytes === "number")
    return say("files.tooLarge", { size: formatBytes(bytes), limit: formatBytes(maxBytes) });
  return sayFailure(refusal);
}
