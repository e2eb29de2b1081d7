import { afterEach, beforeEach, expect, test } from "bun:test";
import { createHash, createHmac, pbkdf2Sync } from "node:crypto";
import { FakeClock, settle } from "@hearth/test-kit";
import { type Hearth, openHearth } from "./hearth.ts";
import { IrcClient } from "./irc-client.ts";
import { say } from "./world.ts";

let hearth: Hearth;

beforeEach(async () => {
  hearth = await openHearth({ irc: {} });
});
afterEach(async () => {
  expect(hearth.bugs).toEqual([]);
  await hearth.close();
});

const password = "correct horse battery";
const base64 = (text: string) => Buffer.from(text).toString("base64");

/** Makes an account of this name, and leaves again. */
async function register(name: string): Promise<void> {
  const client = await IrcClient.enter(hearth, name, "draft/account-registration");
  await client.ask(`REGISTER * * :${password}`, "REGISTER", "SUCCESS", name);
  await client.quit();
}

/** Connects, signs in by SASL PLAIN, then takes a nick. */
async function signIn(name: string, nick = name, caps = ""): Promise<IrcClient> {
  const client = IrcClient.connect(hearth.irc.port);
  await client.ask(`CAP REQ :sasl ${caps}`, "CAP");
  await client.ask("AUTHENTICATE PLAIN", "AUTHENTICATE", "+");
  await client.ask(`AUTHENTICATE ${base64(`\0${name}\0${password}`)}`, "903");
  client.send(`NICK ${nick}`, "USER x 0 * :X", "CAP END");
  await client.expect("001", nick);
  await client.sync();
  return client;
}

test("[IRC6] a nick like a person's name needs that person's sign-in", async () => {
  await hearth.enter("Ananya");
  const client = IrcClient.connect(hearth.irc.port);
  client.send("NICK ananya", "USER a 0 * :A");
  await client.expect("433", "*", "ananya");
  client.send("NICK visitor");
  await client.expect("001", "visitor");
  await client.ask("NICK Ananya", "433", "visitor", "Ananya");
  // Letters that only look the same are no way around it.
  await client.ask("NICK Аnanya", "433");
});

test("the owner of a name bears it after signing in, and may bear another one", async () => {
  await register("Ravi");
  const ravi = await signIn("Ravi");
  await ravi.ask("WHOIS Ravi", "330", "Ravi", "Ravi", "Ravi");
  const other = await signIn("Ravi", "rav_at_work");
  await other.ask("WHOIS rav_at_work", "330", "rav_at_work", "rav_at_work", "Ravi");
});

test("with nicks free for all, anyone may bear a name that nobody bears now", async () => {
  await hearth.close();
  hearth = await openHearth({ irc: { nickPolicy: "free" } });
  await register("Ravi");
  const other = await IrcClient.enter(hearth, "Ravi");
  expect((await other.sync("WHOIS Ravi")).map(({ command }) => command)).not.toContain("330");
});

test("a guest is nobody's row: nothing of them is left when they are gone", async () => {
  const guest = await IrcClient.enter(hearth, "passerby");
  await guest.quit();
  const ananya = await hearth.enter("Ananya");
  expect((await ananya.ask({ type: "user.list", query: "passerby", limit: 5 })).users).toEqual([]);
  await IrcClient.enter(hearth, "passerby");
});

test.each([
  ["a wrong password", base64("\0Ravi\0wrong")],
  ["a name nobody has", base64(`\0Nobody\0${password}`)],
  ["another identity than the one that signs in", base64(`Ananya\0Ravi\0${password}`)],
  ["a NUL in the password", base64(`\0Ravi\0${password}\0`)],
  ["no base64", "!!!"],
])("SASL PLAIN refuses %s", async (_what, answer) => {
  await register("Ravi");
  const client = IrcClient.connect(hearth.irc.port);
  await client.ask("CAP REQ :sasl", "CAP");
  await client.ask("AUTHENTICATE PLAIN", "AUTHENTICATE", "+");
  await client.ask(`AUTHENTICATE ${answer}`, "904");
});

/** Signs in by SCRAM, and holds the server's own proof to the password. */
async function signInByScram(name: string): Promise<void> {
  const client = IrcClient.connect(hearth.irc.port);
  await client.ask("CAP REQ :sasl", "CAP");
  await client.ask("AUTHENTICATE SCRAM-SHA-256", "AUTHENTICATE", "+");
  const bare = `n=${name},r=fyko+d2lbbFgONRv9qkxdawL`;
  const challenge = await client.ask(`AUTHENTICATE ${base64(`n,,${bare}`)}`, "AUTHENTICATE");
  const first = Buffer.from(challenge.params[0] ?? "", "base64").toString();
  const { proof, signature, final } = proveScram(bare, first);
  const answer = await client.ask(`AUTHENTICATE ${base64(`${final},p=${proof}`)}`, "AUTHENTICATE");
  expect(Buffer.from(answer.params[0] ?? "", "base64").toString()).toBe(`v=${signature}`);
  await client.ask("AUTHENTICATE +", "903");
}

test("SASL SCRAM-SHA-256 proves both sides to each other", async () => {
  await register("Ravi");
  await signInByScram("Ravi");
});

test("a password that was set in a browser signs in by SCRAM, too", async () => {
  const ananya = await hearth.enter("Ananya");
  await ananya.ask({ type: "password.set", password });
  await signInByScram("Ananya");
});

test("SASL SCRAM-SHA-256 refuses a proof made of another password", async () => {
  await register("Ravi");
  const client = IrcClient.connect(hearth.irc.port);
  await client.ask("CAP REQ :sasl", "CAP");
  await client.ask("AUTHENTICATE SCRAM-SHA-256", "AUTHENTICATE", "+");
  const bare = "n=Ravi,r=abcdef";
  const challenge = await client.ask(`AUTHENTICATE ${base64(`n,,${bare}`)}`, "AUTHENTICATE");
  const first = Buffer.from(challenge.params[0] ?? "", "base64").toString();
  const { proof, final } = proveScram(bare, first, "wrong");
  await client.ask(`AUTHENTICATE ${base64(`${final},p=${proof}`)}`, "904");
});

/** The client's side of RFC 5802 section 3. */
function proveScram(bare: string, first: string, secret = password) {
  const parts = new Map(first.split(",").map((part) => [part.slice(0, 1), part.slice(2)]));
  const salt = Buffer.from(parts.get("s") ?? "", "base64");
  const salted = pbkdf2Sync(secret, salt, Number(parts.get("i")), 32, "sha256");
  const hmac = (key: Uint8Array, text: string) => createHmac("sha256", key).update(text).digest();
  const clientKey = hmac(salted, "Client Key");
  const final = `c=biws,r=${parts.get("r")}`;
  const message = `${bare},${first},${final}`;
  const signed = hmac(createHash("sha256").update(clientKey).digest(), message);
  const proof = Buffer.from(clientKey.map((byte, place) => byte ^ (signed[place] ?? 0))).toString("base64");
  return { proof, final, signature: hmac(hmac(salted, "Server Key"), message).toString("base64") };
}

test("[IRC7] two connections of an account under one nick are one to everybody else", async () => {
  await register("Ravi");
  const desk = await signIn("Ravi");
  await desk.ask("JOIN #den", "366");
  const lin = await IrcClient.enter(hearth, "lin");
  await lin.ask("JOIN #den", "366");
  const from = lin.inbox.all.length;
  const phone = await signIn("Ravi");
  await phone.expect("JOIN", "#den");
  lin.send("PRIVMSG Ravi :hello");
  await desk.expect("PRIVMSG", "Ravi", "hello");
  await phone.expect("PRIVMSG", "Ravi", "hello");
  await phone.quit();
  await lin.sync();
  const told = lin.inbox.all.slice(from).map(({ command }) => command);
  expect(told.filter((command) => ["JOIN", "QUIT", "PART"].includes(command))).toEqual([]);
  const names = (await lin.sync("NAMES #den")).find(({ command }) => command === "353");
  expect(names?.params.at(-1)?.split(" ").sort()).toEqual(["@Ravi", "lin"]);
  await desk.quit("good night");
  await lin.expect("QUIT", "Quit: good night");
});

test("[IRC8] an account comes back into its rooms, and has its read marks", async () => {
  await register("Ravi");
  const first = await signIn("Ravi", "Ravi", "draft/read-marker");
  await first.ask("JOIN #den", "366");
  const mark = "timestamp=2026-01-01T00:00:00.000Z";
  await first.ask(`MARKREAD #den ${mark}`, "MARKREAD", "#den", mark);
  await first.quit();
  const second = await signIn("Ravi", "elsewhere", "draft/read-marker");
  await second.expect("JOIN", "#den");
  await second.expect("MARKREAD", "#den", mark);
});

test("[IRC11] people in the browser come and go, and are away, as their presence says", async () => {
  await hearth.close();
  const clock = new FakeClock();
  hearth = await openHearth({ irc: {}, clock });
  const lin = await IrcClient.enter(hearth, "lin", "away-notify extended-join");
  const ananya = await hearth.enter("Ananya");
  await lin.ask("JOIN #common-room", "366");
  expect(lin.count("353", "lin", "=", "#common-room", /Ananya/)).toBe(1);
  await ananya.ask({ type: "presence.set", state: "away" });
  const away = await lin.expect("AWAY", "Away");
  expect(away.source).toMatch(/^Ananya!/);
  await ananya.ask({ type: "presence.set", state: "here" });
  await lin.inbox.first(({ command, params }) => command === "AWAY" && params.length === 0);
  // What somebody says of themselves is why they are away.
  await ananya.ask({ type: "profile.set", status: "In class until 10" });
  await ananya.ask({ type: "presence.set", state: "away" });
  await lin.expect("AWAY", "In class until 10");
  await ananya.leave();
  await lin.sync();
  expect(lin.count("QUIT")).toBe(0);
  await clock.advance(10_000);
  const quit = await lin.expect("QUIT");
  expect(quit.source).toMatch(/^Ananya!/);
});

test("[IRC11] whoever goes on under the same nick at another door has another host from then on", async () => {
  const ananya = await hearth.enter("Ananya");
  await ananya.ask({ type: "password.set", password });
  const lin = await IrcClient.enter(hearth, "lin", "chghost");
  const plain = await IrcClient.enter(hearth, "plain");
  for (const client of [lin, plain]) await client.ask("JOIN #common-room", "366");
  const onIrc = await signIn("Ananya", "Ananya");
  const there = await lin.expect("CHGHOST", "~x", /\.hearth$/);
  expect(there.source).toBe("Ananya!web@hearth.local");
  await onIrc.quit();
  const back = await lin.expect("CHGHOST", "web", "hearth.local");
  expect(back.source).toBe(`Ananya!~x@${there.params[1]}`);
  await plain.sync();
  expect(plain.count("CHGHOST")).toBe(0);
  for (const command of ["JOIN", "QUIT"] as const)
    expect(
      lin.inbox.all.filter((line) => line.command === command && line.source.startsWith("Ananya!")),
    ).toEqual([]);
});

test("someone who is away on IRC is away in the browser", async () => {
  await register("Ravi");
  const ananya = await hearth.enter("Ananya");
  const ravi = await signIn("Ravi");
  await ravi.ask("JOIN #common-room", "366");
  await ananya.ask({ type: "presence.watch", rooms: [ananya.home] });
  await ravi.ask("AWAY :lunch", "306");
  await ananya.inbox.first(
    (frame) => frame.type === "presence.changed" && frame.changes.some(({ state }) => state === "away"),
  );
  await ananya.ask(say(ananya.home, "Ravi?"));
});

test("[IRC9] a connection that was lost is back within ten seconds, and nobody hears of it", async () => {
  await hearth.close();
  const clock = new FakeClock();
  hearth = await openHearth({ irc: {}, clock });
  await register("Ravi");
  const lin = await IrcClient.enter(hearth, "lin");
  await lin.ask("JOIN #den", "366");
  const ravi = await signIn("Ravi");
  await ravi.ask("JOIN #den", "366");
  await lin.expect("JOIN", "#den");
  const from = lin.inbox.all.length;
  ravi.drop();
  await hearthLine(/^- .*Connection/);
  await clock.advance(9_000);
  const again = await signIn("Ravi");
  await again.expect("JOIN", "#den");
  await clock.advance(10_000);
  await lin.sync();
  expect(lin.inbox.all.slice(from).map(({ command }) => command)).not.toContain("QUIT");
  expect(lin.inbox.all.slice(from).map(({ command }) => command)).not.toContain("JOIN");
  again.drop();
  await hearthLine(/^- .*Connection/, 2);
  await clock.advance(11_000);
  await lin.expectFrom(from, "QUIT");
});

/** Waits until the terminal has said this so many times. */
async function hearthLine(pattern: RegExp, times = 1): Promise<void> {
  const untilMs = performance.now() + 5_000;
  while (hearth.lines.filter((line) => pattern.test(line)).length < times) {
    if (performance.now() > untilMs) throw new Error(`nobody said ${pattern}: ${hearth.lines.join("; ")}`);
    await settle();
  }
}

test("[PRE2] [IRC10] whoever says nothing is asked, then absent, then let go", async () => {
  await hearth.close();
  const clock = new FakeClock();
  hearth = await openHearth({ irc: {}, clock });
  await register("Ravi");
  const ananya = await hearth.enter("Ananya");
  const ravi = await signIn("Ravi");
  await ravi.ask("JOIN #common-room", "366");
  const { user } = await ananya.expect("member.joined", { name: "Ravi" });
  const { presence } = hearth.running.core;
  expect(presence.stateOf(user)).toBe("here");
  ravi.pause();
  await clock.advance(50_000);
  expect(presence.stateOf(user)).toBe("offline");
  expect(hearth.lines.join("\n")).not.toContain("Ping timeout");
  await clock.advance(75_000);
  await hearthLine(/^- .*Ping timeout/);
});

test("an address is shown to nobody, and cannot be worked out from another community", async () => {
  const hostOf = async () => {
    const ravi = await IrcClient.enter(hearth, "ravi");
    const lines = await ravi.sync("WHOIS ravi", "WHO ravi", "USERHOST ravi");
    const shown = lines.filter(({ command }) => ["311", "352", "302"].includes(command));
    expect(JSON.stringify(shown)).not.toContain("127.0.0.1");
    return shown[0]?.params[3];
  };
  const host = await hostOf();
  expect(host).toMatch(/^[0-9a-f]{12}\.hearth$/);
  await hearth.close();
  hearth = await openHearth({ irc: {} });
  // Another community has another key, so that nobody can make a table of addresses.
  expect(await hostOf()).not.toBe(host);
});

test("the host's password is asked of every connection", async () => {
  await hearth.close();
  hearth = await openHearth({ irc: { password: "sesame" } });
  const wrong = IrcClient.connect(hearth.irc.port);
  wrong.send("PASS guess", "NICK a", "USER a 0 * :A");
  await wrong.expect("464");
  await wrong.closed;
  const right = IrcClient.connect(hearth.irc.port);
  right.send("PASS sesame");
  await right.register("a");
});

test("where guests are not wanted, everyone signs in first", async () => {
  await hearth.close();
  hearth = await openHearth({ irc: { guests: false } });
  const guest = IrcClient.connect(hearth.irc.port);
  guest.send("NICK lin", "USER a 0 * :A");
  await guest.expect("ERROR");
  await guest.closed;
});
