import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { watch } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Inbox } from "@hearth/test-kit";

/** Where and as whom a program comes in, over TLS and with a password. */
export interface Entry {
  readonly port: number;
  readonly channel: string;
  readonly name: string;
  readonly password: string;
}

/** Somebody at a program for IRC that other people wrote. */
export interface IrcProgram {
  /** Once it is in the channel. */
  readonly joined: Promise<void>;
  say(text: string): void;
  /** Resolves when the program shows this. */
  hears(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Why this program cannot take part here; `null` when it can. */
export const missing = {
  irssi: () => (Bun.which("irssi") ? null : "there is no irssi: on Debian, apt-get install irssi"),
  weechat: () =>
    Bun.which("weechat-headless")
      ? null
      : "there is no WeeChat: on Debian, apt-get install weechat-headless weechat-plugins",
  framework: () =>
    existsSync(join(frameworkFolder, "irc-framework"))
      ? null
      : "there is no irc-framework: npm install it somewhere and set IRC_FRAMEWORK to that node_modules",
} as const;

const frameworkFolder = process.env["IRC_FRAMEWORK"] ?? "/nowhere";

/** Resolves once a file in `folder` holds `text`; the test's own time limit ends it. */
async function until(folder: string, file: string, text: string): Promise<void> {
  const changes = watch(folder)[Symbol.asyncIterator]();
  const isThere = (): boolean => readIfThere(join(folder, file)).includes(text);
  while (!isThere()) await changes.next();
  await changes.return?.();
}

function readIfThere(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

/** irssi in a terminal of its own: TLS, SASL PLAIN. What it hears is in its log. */
export function openIrssi({ port, channel, name, password }: Entry): IrcProgram {
  const home = mkdtempSync(join(tmpdir(), "hearth-irssi-"));
  writeFileSync(
    join(home, "config"),
    `servers = ( { address = "127.0.0.1"; chatnet = "here"; port = "${port}"; autoconnect = "yes";
  use_tls = "yes"; tls_verify = "no"; } );
chatnets = { here = { type = "IRC"; nick = "${name}";
  sasl_mechanism = "PLAIN"; sasl_username = "${name}"; sasl_password = "${password}"; }; };
channels = ( { name = "${channel}"; chatnet = "here"; autojoin = "yes"; } );
settings = { core = { nick = "${name}"; user_name = "${name}"; real_name = "${name}"; };
  "fe-common/core" = { autolog = "yes"; autolog_path = "${home}/$0.log"; autolog_level = "all"; }; };
`,
  );
  const terminal = { cols: 120, rows: 40, data: () => undefined };
  const env = { ...process.env, LANG: "C.UTF-8", LC_ALL: "C.UTF-8", TERM: "xterm" };
  const running = Bun.spawn(["irssi", `--home=${home}`], { terminal, env });
  const log = `${channel}.log`;
  return {
    joined: until(home, log, `${name}@`),
    say: (text) => void running.terminal?.write(`/msg ${channel} ${text}\r`),
    hears: (text) => until(home, log, text),
    close: () => end(running, home),
  };
}

/** WeeChat without a screen: TLS, SASL SCRAM-SHA-256. It is told what to do through its pipe. */
export function openWeechat({ port, channel, name, password }: Entry): IrcProgram {
  const home = mkdtempSync(join(tmpdir(), "hearth-weechat-"));
  const pipe = join(home, "pipe");
  const server = { username: name, nicks: name, autojoin: channel, capabilities: "*" };
  const sasl = { sasl_mechanism: "scram-sha-256", sasl_username: name, sasl_password: password };
  const tls = isOldWeechat() ? { ssl: "on", ssl_verify: "off" } : { tls: "on", tls_verify: "off" };
  const commands = [
    "/set logger.file.flush_delay 0",
    `/set logger.file.path "${home}"`,
    '/set logger.mask.irc "$channel.log"',
    `/set fifo.file.path "${pipe}"`,
    `/server add here 127.0.0.1/${port}`,
    ...Object.entries({ ...server, ...sasl, ...tls }).map(
      ([key, value]) => `/set irc.server.here.${key} "${value}"`,
    ),
    "/connect here",
  ];
  const options = commands.flatMap((command) => ["-r", command]);
  const running = Bun.spawn(["weechat-headless", "-d", home, ...options], {
    env: { ...process.env, LANG: "C.UTF-8", LC_ALL: "C.UTF-8" },
    stdout: "ignore",
    stderr: "ignore",
  });
  const log = `${channel}.log`;
  return {
    joined: until(home, log, `${name}@`),
    say: (text) => writeFileSync(pipe, `irc.here.${channel} *${text}\n`),
    hears: (text) => until(home, log, text),
    close: () => end(running, home),
  };
}

/** Before version 4 it said SSL. */
function isOldWeechat(): boolean {
  const version = Bun.spawnSync(["weechat-headless", "--version"]).stdout.toString();
  return Number.parseInt(version, 10) < 4;
}

async function end(running: Bun.Subprocess, home: string): Promise<void> {
  running.kill();
  await running.exited;
  rmSync(home, { recursive: true, force: true });
}

interface FrameworkClient {
  on(event: "registered" | "close", run: () => void): void;
  on(event: "join", run: (event: { readonly nick: string; readonly channel: string }) => void): void;
  on(event: "message", run: (event: { readonly message: string }) => void): void;
  connect(options: object): void;
  join(channel: string): void;
  say(channel: string, text: string): void;
  quit(reason: string): void;
}

/** The library below The Lounge and Kiwi IRC: TLS, SASL PLAIN. */
export function openFramework({ port, channel, name, password }: Entry): IrcProgram {
  const { Client } = createRequire(join(frameworkFolder, "here.js"))("irc-framework") as {
    readonly Client: new (options: object) => FrameworkClient;
  };
  const client = new Client({ auto_reconnect: false, enable_echomessage: true });
  const heard = new Inbox<string>();
  const joined = Promise.withResolvers<void>();
  const closed = new Promise<void>((resolve) => client.on("close", resolve));
  client.on("registered", () => client.join(channel));
  client.on("join", ({ nick, channel: where }) => {
    if (nick === name && where.toLowerCase() === channel) joined.resolve();
  });
  client.on("message", ({ message }) => void heard.push(message));
  const account = { account: name, password };
  client.connect({
    host: "127.0.0.1",
    port,
    nick: name,
    username: name,
    tls: true,
    rejectUnauthorized: false,
    account,
  });
  return {
    joined: joined.promise,
    say: (text) => client.say(channel, text),
    async hears(text) {
      await heard.first((message) => message === text);
    },
    async close() {
      client.quit("bye");
      await closed;
    },
  };
}
