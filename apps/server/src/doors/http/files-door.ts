import type { Core } from "../../core/core.ts";
import type { ApiRequest } from "./device.ts";
import { answerFile } from "./files.ts";
import { createUploads, isUploadPath } from "./uploads.ts";

/** Everything about files: those on their way, and those of messages. `undefined`: no such place. */
export function createFilesDoor(core: Core): (asked: ApiRequest) => Promise<Response | undefined> {
  const takeUpload = createUploads(core);
  return async (asked) => {
    const { pathname } = new URL(asked.request.url);
    if (isUploadPath(pathname)) return takeUpload(asked);
    return pathname.startsWith("/files/") ? answerFile(core, asked) : undefined;
  };
}
