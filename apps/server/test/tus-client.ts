import { uploadsPath } from "@hearth/protocol";
import type { Account } from "./client.ts";

/** What tus asks of every request. */
export const tusHeaders = { "tus-resumable": "1.0.0" };
const patchHeaders = { ...tusHeaders, "content-type": "application/offset+octet-stream" };

/** The uploading side of someone, request by request. */
export class TusClient {
  readonly origin: string;
  readonly authorization: string;

  constructor(origin: string, { secret }: Pick<Account, "secret">) {
    this.origin = origin;
    this.authorization = `Bearer ${secret}`;
  }

  /** One request, with nothing added but who asks. */
  ask(
    method: string,
    path: string,
    headers: Record<string, string> = {},
    body?: Uint8Array<ArrayBuffer> | string,
  ): Promise<Response> {
    const init = { method, headers: { authorization: this.authorization, ...headers } };
    return fetch(`${this.origin}${path}`, body === undefined ? init : { ...init, body });
  }

  /** Begins an upload and gives its path. */
  async create(bytes: number): Promise<string> {
    const answer = await this.ask("POST", uploadsPath, { ...tusHeaders, "upload-length": String(bytes) });
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    return answer.headers.get("location") ?? "";
  }

  patch(path: string, offset: number, body: Uint8Array<ArrayBuffer> | string): Promise<Response> {
    return this.ask("PATCH", path, { ...patchHeaders, "upload-offset": String(offset) }, body);
  }

  /** How much of it the host has. */
  async offset(path: string): Promise<number> {
    const answer = await this.ask("HEAD", path, tusHeaders);
    if (answer.status !== 200) throw new Error(`${answer.status} at ${path}`);
    return Number(answer.headers.get("upload-offset"));
  }

  /** Uploads all of it and gives its id. */
  async upload(content: string | Uint8Array<ArrayBuffer>): Promise<string> {
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    const path = await this.create(bytes.length);
    if (bytes.length > 0) {
      const answer = await this.patch(path, 0, bytes);
      if (answer.status !== 204) throw new Error(`${answer.status} ${await answer.text()}`);
    }
    return idOf(path);
  }
}

export function idOf(path: string): string {
  return path.slice(uploadsPath.length + 1);
}
