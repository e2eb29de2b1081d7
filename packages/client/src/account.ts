import { type CommunityCard, type SignedIn, Unavailable } from "@hearth/protocol";
import { errorOf, parseRefusal } from "./refusals.ts";

/** Where the account's requests go, and with which secret. */
export interface AccountOptions {
  /** Such as `http://192.168.1.20:4327`. */
  readonly origin: string;
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The device secret, where no cookie holds it. */
  readonly secret?: string;
}

/** What is asked outside the socket: who one is. All reject with `Refusal` or `Unavailable`. */
export interface Account {
  /** What anyone may know before joining. */
  community(): Promise<CommunityCard>;
  /** Takes a free name; `name_taken` and `name_invalid` say why not. */
  join(name: string): Promise<SignedIn>;
  /** A name with a password, on a new device. */
  signIn(name: string, password: string): Promise<SignedIn>;
  /** A code from another device of the same person, or from the owner. */
  redeem(code: string): Promise<SignedIn>;
  /** Ends this device: its secret is worthless afterwards. */
  logOut(): Promise<void>;
}

/** Speaks the HTTP side of the protocol (`/api/…`). Holds nothing open. */
export function createAccount(options: AccountOptions): Account {
  const post = (path: string, body: unknown) => request(options, path, "POST", JSON.stringify(body));
  return {
    community: async () => (await request(options, "community", "GET")) as CommunityCard,
    join: async (name) => (await post("join", { name })) as SignedIn,
    signIn: async (name, password) => (await post("sign-in", { name, password })) as SignedIn,
    redeem: async (code) => (await post("link", { code })) as SignedIn,
    logOut: async () => {
      await post("log-out", {});
    },
  };
}

async function request(
  options: AccountOptions,
  path: string,
  method: "GET" | "POST",
  body?: string,
): Promise<unknown> {
  const headers: Record<string, string> = {};
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (options.secret !== undefined) headers["Authorization"] = `Bearer ${options.secret}`;
  const response = await reach(
    options,
    path,
    body === undefined ? { method, headers } : { method, headers, body },
  );
  if (response.status === 204) return {};
  const answer = await readJson(response);
  if (response.ok) return answer;
  throw errorOf(parseRefusal(answer));
}

async function reach(options: AccountOptions, path: string, init: RequestInit): Promise<Response> {
  try {
    return await options.fetch(`${options.origin}/api/${path}`, init);
  } catch (cause) {
    throw new Unavailable("unavailable", { cause });
  }
}

/** Something between us and the host may answer with a page of its own: that is no answer of the host. */
async function readJson(response: Response): Promise<object> {
  try {
    const answer: unknown = await response.json();
    if (typeof answer === "object" && answer !== null) return answer;
  } catch (cause) {
    throw new Unavailable("unavailable", { cause });
  }
  throw new Unavailable("unavailable");
}
