import {
  Refusal,
  type RefusalParams,
  type RefusalReason,
  refusalReasons,
  Unavailable,
} from "@hearth/protocol";
import type { Profile } from "../profiles/profile.ts";

type Asked = Readonly<{ method?: string; headers?: Record<string, string>; body?: Blob }>;

/** Asks the host over HTTP as the person of a profile. Throws `Refusal`, or `Unavailable` when nobody answers. */
export async function askHost(
  { origin, secret }: Profile,
  path: string,
  { headers, ...asked }: Asked = {},
): Promise<Response> {
  const authorized = { ...headers, Authorization: `Bearer ${secret}` };
  const response = await reach(`${origin}${path}`, { ...asked, headers: authorized });
  if (response.ok) return response;
  throw await readRefusal(response);
}

async function reach(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    throw new Unavailable("unavailable", { cause });
  }
}

async function readRefusal(response: Response): Promise<Refusal | Unavailable> {
  const written = (await response.json().catch(() => null)) as Partial<Refusal> | null;
  const reason = written?.reason;
  if (response.status === 503 || reason === undefined || !isReason(reason)) {
    return new Unavailable(reason === "disk_full" ? reason : "unavailable");
  }
  const params: RefusalParams = written?.params ?? {};
  return new Refusal(reason, params, written?.retryAfterMs);
}

function isReason(reason: string): reason is RefusalReason {
  return Object.hasOwn(refusalReasons, reason);
}
