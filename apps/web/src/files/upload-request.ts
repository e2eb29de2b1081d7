import { uploadsPath } from "@hearth/protocol";

/** The host's no: reason and params as in `protocol`, and when to try again. */
export interface UploadRefusal {
  readonly status: number;
  readonly reason?: string;
  readonly retryAfterMs?: number;
}

const tus = { "tus-resumable": "1.0.0" };

interface Answer {
  readonly status: number;
  readonly header: (name: string) => string | null;
}

interface Asked {
  readonly method: "POST" | "HEAD" | "PATCH" | "DELETE";
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Blob;
  readonly signal: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
}

/** Begins an upload of so many bytes and gives its path; never the host, which may have another address tomorrow. */
export async function createUpload(bytes: number, signal: AbortSignal): Promise<string> {
  const answer = await ask({
    method: "POST",
    path: uploadsPath,
    headers: { "upload-length": String(bytes) },
    signal,
  });
  return new URL(answer.header("location") ?? "", location.href).pathname;
}

/** How much of an upload the host has. Throws `UploadRefusal` (404) when it has none. */
export async function readOffset(path: string, signal: AbortSignal): Promise<number> {
  return Number((await ask({ method: "HEAD", path, signal })).header("upload-offset"));
}

/** Sends bytes from `offset` on; gives the new offset. */
export async function sendBytes(
  path: string,
  offset: number,
  body: Blob,
  signal: AbortSignal,
  onProgress: (bytes: number) => void,
): Promise<number> {
  const headers = { "upload-offset": String(offset), "content-type": "application/offset+octet-stream" };
  const answer = await ask({ method: "PATCH", path, headers, body, signal, onProgress });
  return Number(answer.header("upload-offset"));
}

export async function endUpload(path: string): Promise<void> {
  await ask({ method: "DELETE", path, signal: new AbortController().signal }).catch(() => undefined);
}

/** `fetch` tells nothing of a body on its way, so this is the older one. Rejects with `UploadRefusal` or an event. */
function ask({ method, path, headers, body, signal, onProgress }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(method, path);
    for (const [name, value] of Object.entries({ ...tus, ...headers })) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onProgress?.(event.loaded);
    request.onload = () => {
      const { status } = request;
      if (status >= 200 && status < 300)
        resolve({ status, header: (name) => request.getResponseHeader(name) });
      else reject(parseRefusal(status, request.responseText));
    };
    request.onerror = reject;
    request.onabort = reject;
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) reject(signal.reason);
    else request.send(body ?? null);
  });
}

function parseRefusal(status: number, text: string): UploadRefusal {
  try {
    return { ...(JSON.parse(text) as object), status };
  } catch {
    return { status };
  }
}

export function isRefusal(error: unknown): error is UploadRefusal {
  return typeof error === "object" && error !== null && "status" in error;
}
