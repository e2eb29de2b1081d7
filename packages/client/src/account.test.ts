import { describe, expect, test } from "bun:test";
import { Refusal, Unavailable } from "@hearth/protocol";
import { community } from "../test/cast.ts";
import { type AccountOptions, createAccount } from "./account.ts";

interface Call {
  readonly url: string;
  readonly method: string | undefined;
  readonly body: unknown;
  readonly authorization: string | null;
}

function createTable(answer: () => Response, options: Partial<AccountOptions> = {}) {
  const calls: Call[] = [];
  const fetch: AccountOptions["fetch"] = async (url, init) => {
    const body = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    calls.push({
      url,
      method: init.method,
      body,
      authorization: new Headers(init.headers).get("Authorization"),
    });
    return answer();
  };
  return { calls, account: createAccount({ origin: "http://10.0.0.2:4327", fetch, ...options }) };
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => "no error",
    (error: unknown) => error,
  );

describe("an account", () => {
  test("asks for the community without anything of its own", async () => {
    const { account, calls } = createTable(() => Response.json(community));
    expect(await account.community()).toEqual(community);
    expect(calls).toEqual([
      { url: "http://10.0.0.2:4327/api/community", method: "GET", body: undefined, authorization: null },
    ]);
  });

  test("joins, signs in, redeems a code and logs out by POST", async () => {
    const { account, calls } = createTable(() => Response.json({}));
    await account.join("Arjun");
    await account.signIn("Arjun", "rain on the roof");
    await account.redeem("k7m2");
    await account.logOut();
    expect(calls.map(({ url, body }) => [url.split("/api/")[1], body])).toEqual([
      ["join", { name: "Arjun" }],
      ["sign-in", { name: "Arjun", password: "rain on the roof" }],
      ["link", { code: "k7m2" }],
      ["log-out", {}],
    ]);
    expect(calls.every(({ method }) => method === "POST")).toBe(true);
  });

  test("a terminal shows its secret", async () => {
    const { account, calls } = createTable(() => new Response(null, { status: 204 }), { secret: "s3cret" });
    await account.logOut();
    expect(calls[0]?.authorization).toBe("Bearer s3cret");
  });

  test("a refusal keeps its reason, params and time to wait", async () => {
    const written = { reason: "name_taken", code: "conflict", params: { name: "Ananya" }, retryAfterMs: 900 };
    const { account } = createTable(() => Response.json(written, { status: 409 }));
    const error = await failure(account.join("Ananya"));
    expect(error).toBeInstanceOf(Refusal);
    expect(error).toMatchObject({ reason: "name_taken", params: { name: "Ananya" }, retryAfterMs: 900 });
  });

  test("a full disk is no refusal of what was asked", async () => {
    const written = { reason: "disk_full", code: "conflict", params: {} };
    const { account } = createTable(() => Response.json(written, { status: 503 }));
    expect(await failure(account.join("Ananya"))).toMatchObject({ name: "Unavailable", reason: "disk_full" });
  });

  test("a reason of a newer host is still a refusal", async () => {
    const { account } = createTable(() =>
      Response.json({ reason: "moon_too_bright", params: 5 }, { status: 400 }),
    );
    expect(await failure(account.join("Ananya"))).toMatchObject({
      reason: "internal",
      params: { errorId: "moon_too_bright" },
    });
  });

  test("no host, and a page of something in between, are both no answer", async () => {
    const gone = createTable(() => {
      throw new TypeError("network");
    });
    expect(await failure(gone.account.community())).toBeInstanceOf(Unavailable);
    const portal = createTable(() => new Response("<html>Welcome to Wi-Fi</html>"));
    expect(await failure(portal.account.community())).toBeInstanceOf(Unavailable);
    const empty = createTable(() => Response.json(null));
    expect(await failure(empty.account.community())).toBeInstanceOf(Unavailable);
  });
});
