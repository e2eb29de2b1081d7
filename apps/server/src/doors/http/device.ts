import { Refusal } from "@hearth/protocol";
import type { Core } from "../../core/core.ts";
import type { DeviceRow } from "../../core/rows.ts";
import type { Caller } from "../../core/users/accounts.ts";
import { cookieName, readCookie } from "./cookies.ts";

/** One request to the API, with what only the listener knows. */
export interface ApiRequest {
  readonly request: Request;
  readonly caller: Caller;
  /** Did the browser come over https? */
  readonly isSecure: boolean;
  /** Logs what went wrong after the answer began. */
  readonly onBug: (error: unknown) => unknown;
}

/** Who sends this: the device whose secret the cookie or the `Authorization: Bearer` header holds. */
export async function findDevice(
  core: Core,
  { request, isSecure }: Pick<ApiRequest, "request" | "isSecure">,
): Promise<DeviceRow | undefined> {
  const bearer = /^Bearer ([\w-]{43})$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const secret =
    bearer ?? readCookie(request.headers.get("cookie"), cookieName(core.parts.community.id, isSecure));
  return secret ? core.accounts.findDevice(secret) : undefined;
}

/** As `findDevice`; refuses `sign_in_needed`. */
export async function needDevice(
  core: Core,
  asked: Pick<ApiRequest, "request" | "isSecure">,
): Promise<DeviceRow> {
  const device = await findDevice(core, asked);
  if (!device) throw new Refusal("sign_in_needed");
  return device;
}
