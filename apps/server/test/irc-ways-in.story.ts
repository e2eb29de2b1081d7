import { afterEach, expect, test } from "bun:test";
import { createCertificate, Inbox } from "@hearth/test-kit";
import { type Hearth, type HearthOptions, openHearth } from "./hearth.ts";
import { IrcClient } from "./irc-client.ts";

let hearth: Hearth;
const certificate = createCertificate();

async function open(irc: HearthOptions["irc"] = {}): Promise<void> {
  const files = certificate && { tls: certificate };
  hearth = await openHearth({ irc, ...files });
}
afterEach(async () => {
  expect(hearth.bugs).toEqual([]);
  await hearth.close();
});

/** IRC in a web socket: one line per frame. */
async function openSocket(protocols: readonly string[]) {
  const socket = new WebSocket(`ws://127.0.0.1:${hearth.irc.wsPort}/`, [...protocols]);
  socket.binaryType = "arraybuffer";
  const frames = new Inbox<string | ArrayBuffer>();
  socket.addEventListener("message", ({ data }) => frames.push(data));
  await new Promise((resolve) => socket.addEventListener("open", resolve));
  const textOf = (frame: string | ArrayBuffer) =>
    typeof frame === "string" ? frame : new TextDecoder().decode(frame);
  return {
    socket,
    frames,
    expect: (part: string) => frames.first((frame) => textOf(frame).includes(part)).then(textOf),
  };
}

test.skipIf(certificate === null)("IRC goes over TLS, and WHOIS says so", async () => {
  await open();
  const ravi = IrcClient.connectTls(hearth.irc.tlsPort, certificate?.pem ?? "");
  await ravi.register("ravi");
  const lin = await IrcClient.enter(hearth, "lin");
  await lin.ask("WHOIS ravi", "671", "lin", "ravi");
  await ravi.ask("JOIN #den", "366");
  await lin.ask("JOIN #den", "366");
  await lin.sync("PRIVMSG #den :hello");
  await ravi.expect("PRIVMSG", "#den", "hello");
  await ravi.quit();
});

test.skipIf(certificate === null)("a certificate one does not trust is not gone along with", async () => {
  await open();
  const other = createCertificate();
  const stranger = IrcClient.connectTls(hearth.irc.tlsPort, other?.pem ?? "");
  await stranger.closed;
  expect(stranger.inbox.all).toEqual([]);
});

test.skipIf(certificate === null)(
  "[IRC17] where a host says so, clients are told to come by TLS",
  async () => {
    await open({ sts: { port: 6697, durationSeconds: 2_592_000 } });
    const plain = IrcClient.connect(hearth.irc.port);
    const capsOf = async (client: IrcClient) => {
      client.send("CAP LS 302");
      const last = await client.inbox.first(({ command, params }) => command === "CAP" && params[2] !== "*");
      return client.inbox.all.concat(last).flatMap(({ params }) => (params.at(-1) ?? "").split(" "));
    };
    expect(await capsOf(plain)).toContain("sts=port=6697");
    const secure = IrcClient.connectTls(hearth.irc.tlsPort, certificate?.pem ?? "");
    expect(await capsOf(secure)).toContain("sts=duration=2592000");
    const old = IrcClient.connect(hearth.irc.port);
    old.send("CAP LS");
    expect((await old.expect("CAP")).params.at(-1)).not.toContain("sts");
  },
);

test("nobody hears of STS unless the host says so", async () => {
  await open();
  const client = IrcClient.connect(hearth.irc.port);
  client.send("CAP LS 302");
  await client.inbox.first(({ command, params }) => command === "CAP" && params[2] !== "*");
  expect(JSON.stringify(client.inbox.all)).not.toContain("sts");
});

test.each([
  [["text.ircv3.net"], "text.ircv3.net", "string"],
  [["binary.ircv3.net"], "binary.ircv3.net", "object"],
  [["unknown.example", "text.ircv3.net"], "text.ircv3.net", "string"],
])("[IRC16] a web socket that offers %p speaks %p", async (offered, chosen, kind) => {
  await open();
  const web = await openSocket(offered);
  expect(web.socket.protocol).toBe(chosen);
  const bytes = (text: string) => (kind === "string" ? text : new TextEncoder().encode(text));
  for (const line of ["NICK web", "USER web 0 * :Web", "JOIN #den"]) web.socket.send(bytes(line));
  await web.expect(" 366 web #den ");
  expect(web.frames.all.every((frame) => typeof frame === kind)).toBe(true);
  const lin = await IrcClient.enter(hearth, "lin");
  await lin.ask("JOIN #den", "366");
  lin.send("PRIVMSG #den :ಶುಭೋದಯ");
  expect(await web.expect("ಶುಭೋದಯ")).not.toContain("\n");
  web.socket.send(bytes("PRIVMSG #den :same to you"));
  await lin.expect("PRIVMSG", "#den", "same to you");
  web.socket.close();
});

test("a frame with several lines is no way to say several things", async () => {
  await open();
  const web = await openSocket(["text.ircv3.net"]);
  web.socket.send("NICK web\r\nUSER web 0 * :Web\r\nJOIN #den");
  web.socket.send("NICK web2");
  web.socket.send("USER web 0 * :Web");
  expect(await web.expect(" 001 ")).toContain("web2");
  web.socket.close();
});

test.each(["no-implicit-names", "draft/no-implicit-names"])(
  "with %s, JOIN brings no names until they are asked for",
  async (cap) => {
    await open();
    const ravi = await IrcClient.enter(hearth, "ravi", cap);
    const lines = await ravi.sync("JOIN #den");
    expect(lines.map(({ command }) => command)).toEqual(["JOIN"]);
    await ravi.ask("NAMES #den", "353", "ravi", "=", "#den", "@ravi");
  },
);

test("ISUPPORT is asked before registration, and comes in a batch", async () => {
  await open();
  const ravi = IrcClient.connect(hearth.irc.port);
  await ravi.ask("CAP REQ :batch draft/extended-isupport", "CAP", "*", "ACK");
  ravi.send("ISUPPORT");
  const opening = await ravi.expect("BATCH", /^\+/, "draft/isupport");
  await ravi.expect("BATCH", `-${opening.params[0]?.slice(1)}`);
  const tokens = ravi.inbox.all.filter(({ command }) => command === "005");
  expect(tokens.length).toBeGreaterThan(0);
  expect(tokens.every(({ tags }) => tags["batch"] === opening.params[0]?.slice(1))).toBe(true);
  expect(tokens.flatMap(({ params }) => params)).toContain("CASEMAPPING=ascii");
});

test("operators with invite-notify hear who was asked in", async () => {
  await open();
  const ravi = await IrcClient.enter(hearth, "ravi", "invite-notify");
  await ravi.ask("JOIN #den", "366");
  const lin = await IrcClient.enter(hearth, "lin");
  await lin.ask("JOIN #den", "366");
  const zahra = await IrcClient.enter(hearth, "zahra");
  await lin.ask("INVITE zahra #den", "341");
  await zahra.expect("INVITE", "zahra", "#den");
  await ravi.expect("INVITE", "zahra", "#den");
});

test("with draft/pre-away someone may come in as away", async () => {
  await open();
  const phone = IrcClient.connect(hearth.irc.port);
  await phone.ask("CAP REQ :draft/pre-away", "CAP", "*", "ACK");
  phone.send("AWAY *", "NICK phone", "USER p 0 * :P", "CAP END");
  await phone.expect("001");
  const lin = await IrcClient.enter(hearth, "lin");
  await lin.ask("PRIVMSG phone :there?", "301", "lin", "phone", "Away");
  const plain = IrcClient.connect(hearth.irc.port);
  await plain.ask("AWAY :x", "451");
});

test("a changed real name is told to whoever can read it", async () => {
  await open();
  const ravi = await IrcClient.enter(hearth, "ravi", "setname");
  const lin = await IrcClient.enter(hearth, "lin", "setname");
  const plain = await IrcClient.enter(hearth, "plain");
  for (const client of [ravi, lin, plain]) await client.ask("JOIN #den", "366");
  ravi.send("SETNAME :Ravi Kumar");
  await lin.expect("SETNAME", "Ravi Kumar");
  await plain.sync();
  expect(plain.count("SETNAME")).toBe(0);
});

test("a person types it all by hand", async () => {
  await open();
  const hand = IrcClient.connect(hearth.irc.port);
  hand.write("nick hand\nuser hand 0 * hand\n");
  await hand.expect("001", "hand");
  hand.write("join #den\nprivmsg #den hello\n");
  await hand.expect("366", "hand", "#den");
  const lin = await IrcClient.enter(hearth, "lin", "batch draft/chathistory");
  await lin.ask("JOIN #den", "366");
  hand.write("privmsg #den :is anybody here?\r\n");
  await lin.expect("PRIVMSG", "#den", "is anybody here?");
});
