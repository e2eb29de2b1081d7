import { JoinSchema, LinkSchema, Refusal, refusalOf, type SignedIn, SignInSchema } from "@hearth/protocol";
import * as v from "valibot";
import type { Core } from "../../core/core.ts";
import type { DeviceRow } from "../../core/rows.ts";
import type { Caller, NewSignIn } from "../../core/users/accounts.ts";
import { cookieName, formatCookie, formatEndedCookie, readCookie } from "./cookies.ts";
import { needOrigin } from "./gate.ts";
import { replyJson } from "./reply.ts";

const maxBodyBytes = 8 * 1024;

/** One request to the API, with what only the listener knows. */
export interface ApiRequest {
  readonly request: Request;
  readonly caller: Caller;
  /** Did the browser come over https? */
  readonly isSecure: boolean;
}

type Handler = (core: Core, asked: ApiRequest) => Promise<Response>;

/** The doors' accounts side: `METHOD /path` → what it does. */
const routes: Readonly<Record<string, Handler>> = {
  "GET /api/community": async (core) => replyJson(core.community),
  "POST /api/join": async (core, asked) => {
    const { name } = await parseBody(asked.request, JoinSchema);
    return replySignedIn(core, asked, await core.accounts.join(asked.caller, name));
  },
  "POST /api/sign-in": async (core, asked) => {
    const { name, password } = await parseBody(asked.request, SignInSchema);
    return replySignedIn(core, asked, await core.accounts.signIn(asked.caller, name, password));
  },
  "POST /api/link": async (core, asked) => {
    const { code } = await parseBody(asked.request, LinkSchema);
    return replySignedIn(core, asked, await core.accounts.redeem(asked.caller, code));
  },
  "POST /api/log-out": async (core, asked) => {
    const device = await findDevice(core, asked);
    if (device) await core.accounts.logOut(device);
    const name = cookieName(core.parts.community.id, asked.isSecure);
    return replyJson({}, { "set-cookie": formatEndedCookie(name, asked.isSecure) });
  },
};

/** Answers a request below `/api/`; `undefined` when there is no such place. Throws what `reply.ts` knows. */
export async function answerApi(core: Core, asked: ApiRequest): Promise<Response | undefined> {
  const { method, url } = asked.request;
  const handler = routes[`${method} ${new URL(url).pathname}`];
  if (!handler) return undefined;
  if (method !== "GET") needOrigin(asked.request);
  return handler(core, asked);
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

/** Pages get the secret where scripts cannot read it; programs get it in the body and keep it themselves. */
function replySignedIn(
  core: Core,
  { request, isSecure }: ApiRequest,
  { user, device, secret }: NewSignIn,
): Response {
  const community = core.parts.community.id;
  const answer: SignedIn = { user, device, community };
  if (!request.headers.has("origin")) return replyJson({ ...answer, secret });
  return replyJson(answer, { "set-cookie": formatCookie(cookieName(community, isSecure), secret, isSecure) });
}

async function parseBody<S extends v.GenericSchema>(request: Request, schema: S): Promise<v.InferOutput<S>> {
  // A page of another site can send plain text without asking; it cannot send JSON.
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? ""))
    throw malformed("content-type: application/json");
  const parsed = v.safeParse(schema, parseJson(await readText(request)), { abortEarly: true });
  if (!parsed.success) throw refusalOf(parsed.issues);
  return parsed.output;
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Refusal("frame_too_large", { maxBytes: maxBodyBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw malformed("not JSON");
  }
}

function malformed(detail: string): Refusal {
  return new Refusal("frame_malformed", { detail });
}
