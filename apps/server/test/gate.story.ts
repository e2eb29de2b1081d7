import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { SignedIn } from "@hearth/protocol";
import { cast } from "@hearth/test-kit";
import { type Account, Client } from "./client.ts";
import { type Hearth, openHearth } from "./hearth.ts";
import { type RawAnswer, requestRaw } from "./raw-http.ts";

let hearth: Hearth;
beforeAll(async () => {
  hearth = await openHearth({ hosts: ["hearth.local"] });
});
afterAll(() => hearth.close());

type Headers = Readonly<Record<string, string>>;
const upgrade: Headers = {
  Upgrade: "websocket",
  Connection: "Upgrade",
  "Sec-WebSocket-Version": "13",
  "Sec-WebSocket-Key": "aGVhcnRoIHN0b3J5IGtleQ==",
};

/** A request with this `Host` and whatever else. */
function request(line: string, headers: Headers = {}, body = "", { port } = hearth): Promise<RawAnswer> {
  return requestRaw(port, line, Object.entries({ Host: `127.0.0.1:${port}`, ...headers }), body);
}
const reasonOf = ({ body }: RawAnswer): string => (JSON.parse(body) as { reason: string }).reason;

let names = 0;
/** Joins as a page of this origin does: the secret comes as a cookie. */
async function joinAsPage({ port, origin } = hearth, headers: Headers = {}): Promise<RawAnswer> {
  const more = { Origin: origin, "Content-Type": "application/json", ...headers };
  return requestRaw(
    port,
    "POST /api/join",
    Object.entries({ Host: `127.0.0.1:${port}`, ...more }),
    JSON.stringify({ name: `Page ${++names}` }),
  );
}
const cookieOf = (answer: RawAnswer): string => answer.headers.get("set-cookie")?.[0]?.split(";")[0] ?? "";

/** Whom a socket with these headers is welcomed as; otherwise the code it is closed with. */
async function welcomeOf(headers: Headers, { origin } = hearth): Promise<string | number> {
  const client = new Client(origin, { secret: "" } as Account, { Origin: origin, ...headers });
  await client.opened;
  client.hello();
  const end = await Promise.race([client.expect("welcome"), client.closed]);
  if ("code" in end) return end.code;
  await client.leave();
  return end.user.name;
}

describe("[GATE1] Host: any address, localhost and our own names; everything else is 421", () => {
  const ours = [
    "127.0.0.1",
    "[::1]",
    "localhost",
    "LocalHost",
    "192.168.1.20",
    "hearth.local",
    "Hearth.LOCAL",
  ];
  for (const name of ours) {
    test(name, async () => {
      for (const host of [name, `${name}:${hearth.port}`, `${name}:80`])
        expect((await request("GET /api/community", { Host: host })).status).toBe(200);
    });
  }
  const foreign = [
    "evil.example",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "hearth.local.evil.example",
    "evil-hearth.local",
    "localhost.",
    "2130706433",
    "0x7f.0.0.1",
    "127.1",
    "127.0.0.1@evil.example",
    "evil.example#127.0.0.1",
    "127.0.0.1:80:80",
    "[::1",
    "[::1]evil.example",
    "127.0.0.1, evil.example",
    "%6cocalhost",
  ];
  for (const host of foreign) {
    test(`${host} is refused, for pages, API and sockets`, async () => {
      for (const line of ["GET /", "GET /api/community", "POST /api/join"]) {
        const answer = await request(line, { Host: host });
        expect([400, 421]).toContain(answer.status);
      }
      expect([400, 421]).toContain((await request("GET /socket", { Host: host, ...upgrade })).status);
    });
  }

  test("no Host at all, or two of them, get nothing", async () => {
    const none = await requestRaw(hearth.port, "GET /api/community", []);
    expect([400, 421]).toContain(none.status);
    const twice = await requestRaw(hearth.port, "GET /api/community", [
      ["Host", "evil.example"],
      ["Host", `127.0.0.1:${hearth.port}`],
    ]);
    expect([400, 421]).toContain(twice.status);
  });
});

describe("[GATE2] Origin: one's own or none", () => {
  const foreign = () => [
    "http://evil.example",
    "null",
    "",
    `http://127.0.0.1:${hearth.port + 1}`,
    "http://127.0.0.1",
    `http://localhost:${hearth.port}`,
    `ftp://127.0.0.1:${hearth.port}`,
    `http://127.0.0.1:${hearth.port}.evil.example`,
    `http://127.0.0.1:${hearth.port}@evil.example`,
    "file://",
  ];
  test("a foreign page gets no socket, even with a right secret", async () => {
    const { secret } = await hearth.join("Right secret");
    const headers = { ...upgrade, Authorization: `Bearer ${secret}` };
    expect((await request("GET /socket", headers)).status).toBe(101);
    for (const Origin of foreign()) {
      const answer = await request("GET /socket", { ...headers, Origin });
      expect([answer.status, reasonOf(answer)]).toEqual([403, "origin_foreign"]);
    }
  });

  test("a foreign page changes nothing, and reads nothing", async () => {
    for (const Origin of foreign()) {
      for (const line of ["POST /api/join", "POST /api/sign-in", "POST /api/link", "POST /api/log-out"])
        expect((await request(line, { Origin, "Content-Type": "application/json" }, "{}")).status).toBe(403);
      const read = await request("GET /api/community", { Origin });
      expect([read.status, read.headers.has("access-control-allow-origin")]).toEqual([403, false]);
    }
  });

  test("a cookie without an Origin does nothing: not a socket, not a change", async () => {
    const cookie = cookieOf(await joinAsPage());
    expect((await request("GET /socket", { ...upgrade, Cookie: cookie })).status).toBe(403);
    expect((await request("POST /api/log-out", { Cookie: cookie })).status).toBe(403);
    expect(await welcomeOf({ Cookie: cookie })).toBe(`Page ${names}`);
  });

  test("what a form of another site could send is not JSON", async () => {
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""]) {
      const answer = await request("POST /api/join", { "Content-Type": type }, '{"name":"Form"}');
      expect([answer.status, reasonOf(answer)]).toEqual([400, "frame_malformed"]);
    }
  });
});

describe("[GATE3] cookies", () => {
  test("are out of reach of scripts and other sites, and the secret is nowhere else", async () => {
    const answer = await joinAsPage();
    const [cookie = ""] = answer.headers.get("set-cookie") ?? [];
    expect(cookie).toMatch(/^hearth_[0-9a-f]{8}=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
    expect(answer.body).not.toContain(cookieOf(answer).split("=")[1] ?? "");
    expect("secret" in (JSON.parse(answer.body) as SignedIn)).toBe(false);
    expect(answer.headers.get("cache-control")).toEqual(["no-store"]);
  });

  test("of two communities on one address live side by side", async () => {
    const other = await openHearth();
    const [here, there] = [cookieOf(await joinAsPage()), cookieOf(await joinAsPage(other))];
    const Cookie = `${there}; ${here}`;
    expect(here.split("=")[0]).not.toBe(there.split("=")[0]);
    expect(await welcomeOf({ Cookie })).toBe(`Page ${names - 1}`);
    expect(await welcomeOf({ Cookie }, other)).toBe(`Page ${names}`);
    await other.close();
  });

  test("that a client brings along are never taken over: each joining makes its own secret", async () => {
    const name = cookieOf(await joinAsPage()).split("=")[0];
    const planted = `${name}=${"A".repeat(43)}`;
    const answer = await joinAsPage(hearth, { Cookie: planted });
    expect(cookieOf(answer)).not.toBe(planted);
    expect(await welcomeOf({ Cookie: planted })).toBe(4401);
  });

  test("given twice with different values are no cookie at all", async () => {
    const [mine, planted] = [cookieOf(await joinAsPage()), cookieOf(await joinAsPage())];
    expect(await welcomeOf({ Cookie: `${mine}; ${planted}` })).toBe(4401);
    expect(await welcomeOf({ Cookie: `${mine}; ${mine}` })).toBe(`Page ${names - 1}`);
  });
});

describe("[GATE4] secrets", () => {
  test("are given in the body to programs only, and count before a cookie", async () => {
    const program = await hearth.join("Program");
    const page = cookieOf(await joinAsPage());
    expect(program.secret).toMatch(/^[\w-]{43}$/);
    const both = { Cookie: page, Authorization: `Bearer ${program.secret}` };
    expect(await welcomeOf(both)).toBe("Program");
  });

  test("that are wrong, cut, longer or in another case open nothing", async () => {
    const { secret } = await hearth.join("Careful");
    const swapped = [...secret]
      .map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()))
      .join("");
    for (const wrong of [secret.slice(1), `${secret}A`, swapped, "", "' OR 1=1 --", "A".repeat(43)])
      expect(await welcomeOf({ Authorization: `Bearer ${wrong}` })).toBe(4401);
  });

  test("[ACC9] after logging out open nothing; the live connection is told and closed", async () => {
    const client = await hearth.enter("Leaver");
    const Authorization = `Bearer ${client.account.secret}`;
    expect((await request("POST /api/log-out", { Authorization })).status).toBe(200);
    expect(await client.closed).toEqual({ code: 4401, reason: "device_ended" });
    expect(client.frames.at(-1)).toEqual({ type: "bye", why: "device_ended" });
    expect(await welcomeOf({ Authorization })).toBe(4401);
    const again = await request("POST /api/log-out", { Authorization });
    expect(again.headers.get("set-cookie")?.[0]).toMatch(/^hearth_\w+=; Path=\/; Max-Age=0; HttpOnly/);
  });
});

describe("[GATE5] bodies", () => {
  const join = (body: string, headers: Headers = {}) =>
    request("POST /api/join", { "Content-Type": "application/json", ...headers }, body);

  test("of the wrong shape are refused, whatever stands in them", async () => {
    const wrong = [
      "",
      "{",
      "[]",
      "null",
      '"x"',
      "{}",
      '{"name":["Ananya"]}',
      '{"name":{"toString":"x"}}',
      '{"name":1}',
      '{"name":"Ananya","role":"owner"}',
      `{"name":"${"x".repeat(50)}"}`,
      '{"name":"\\ud800"}',
      "\u0000",
    ];
    for (const body of wrong) {
      const answer = await join(body);
      expect(answer.status).toBe(400);
      expect(["frame_malformed", "name_invalid"]).toContain(reasonOf(answer));
    }
  });

  test("of more than 8 KB are refused, of more than a megabyte not even read", async () => {
    const large = await join(`{"name":"${"x".repeat(9_000)}"}`);
    expect([large.status, reasonOf(large)]).toEqual([413, "frame_too_large"]);
    const huge = await request("POST /api/join", {
      "Content-Type": "application/json",
      "Content-Length": String(2 ** 31),
    });
    expect(huge.status).toBe(413);
  });

  test("a refusal has its status, its reason, and says when to come back", async () => {
    const strict = await openHearth({
      limits: { messages: false, logins: true, rates: { joinsByAddress: { burst: 1, perMinute: 4 } } },
    });
    await strict.join(cast.ananya);
    const answer = await joinAsPage(strict);
    expect(answer.status).toBe(429);
    expect(JSON.parse(answer.body)).toMatchObject({ code: "rate_limited", reason: "too_fast" });
    expect(Number(answer.headers.get("retry-after")?.[0])).toBeGreaterThanOrEqual(14);
    await strict.close();
    const taken = await join(JSON.stringify({ name: "Careful" }));
    expect([taken.status, reasonOf(taken)]).toEqual([409, "name_taken"]);
  });
});

describe("[GATE6] a proxy's word counts only from a proxy the host named", () => {
  const forwarded = { "X-Forwarded-Proto": "https", "X-Forwarded-For": "203.0.113.7, 198.51.100.9" };

  test("from anyone else it is ignored", async () => {
    expect(cookieOf(await joinAsPage(hearth, forwarded))).not.toContain("_s=");
    const client = await hearth.enter("Direct");
    const { devices } = await client.ask({ type: "device.list" });
    expect(devices[0]?.sessions[0]?.address).toMatch(/^127\.0\.0\.1:\d+$/);
    await client.leave();
  });

  test("from the named one the cookie is Secure and the address is what the proxy saw", async () => {
    const behind = await openHearth({ trustedProxies: ["127.0.0.1"] });
    const answer = await joinAsPage(behind, forwarded);
    expect(answer.headers.get("set-cookie")?.[0]).toMatch(/^hearth_\w{8}_s=.*; Secure$/);
    const account = await behind.join("Behind");
    const client = new Client(behind.origin, account, forwarded);
    await client.opened;
    client.hello();
    await client.expect("welcome");
    const { devices } = await client.ask({ type: "device.list" });
    expect(devices[0]?.sessions[0]?.address).toBe("198.51.100.9");
    await behind.close();
  });
});

describe("[GATE7] paths", () => {
  test("that lead out of the app's folder, or nowhere, give nothing", async () => {
    const paths = [
      "/../../etc/passwd",
      "/..%2f..%2fetc%2fpasswd",
      "/%2e%2e/%2e%2e/etc/passwd",
      "/..%5c..%5cetc%5cpasswd",
      "//etc/passwd",
      "/etc/passwd%00.html",
      "/%",
      "/%ff%fe",
      "/api/",
      "/api/join/../community",
      "/api/nothing",
      "/socket/x",
    ];
    for (const path of paths) {
      const answer = await request(`GET ${path}`);
      expect([200, 400, 404]).toContain(answer.status);
      expect(answer.body).not.toContain("root:");
    }
    expect((await request("GET /api/join")).status).toBe(404);
    expect((await request("DELETE /")).status).toBe(405);
    expect((await request("GET /socket")).status).toBe(426);
  });
});

test("nothing of this was a bug", () => {
  expect(hearth.bugs).toEqual([]);
});
