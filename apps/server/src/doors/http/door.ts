import { JoinSchema, LinkSchema, Refusal, refusalOf, type SignedIn, SignInSchema } from "@hearth/protocol";
import * as v from "valibot";
import type { Core } from "../../core/core.ts";
import type { NewSignIn } from "../../core/users/accounts.ts";
import { cookieName, formatCookie, formatEndedCookie } from "./cookies.ts";
import { type ApiRequest, findDevice } from "./device.ts";
import { answerExport, answerProgress } from "./export/door.ts";
import { needOrigin } from "./gate.ts";
import { replyJson } from "./reply.ts";

const maxBodyBytes = 8 * 1024;

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
  const { pathname } = new URL(url);
  const handler = routes[`${method} ${pathname}`] ?? findHandler(method, pathname);
  if (!handler) return undefined;
  if (method !== "GET") needOrigin(asked.request);
  return handler(core, asked);
}

/** Places with a name in them. */
function findHandler(method: string, pathname: string): Handler | undefined {
  const [, place, name = ""] = /^\/api\/(exports?)\/([\w-]{1,64})$/.exec(pathname) ?? [];
  if (method !== "GET" || !place) return undefined;
  const answer = place === "export" ? answerExport : answerProgress;
  return (core, asked) => answer(core, asked, name);
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
  for await (const chunk of readBody(request)) {
    bytes += chunk.length;
    if (bytes > maxBodyBytes) throw new Refusal("frame_too_large", { maxBytes: maxBodyBytes });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** Whoever goes in the middle of a body, or sends half of one, made a mistake; the server did not. */
async function* readBody({ body }: Request): AsyncIterable<Uint8Array> {
  try {
    yield* body ?? [];
  } catch {
    throw malformed("the body ended early");
  }
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
