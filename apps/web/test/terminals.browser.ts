import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@hearth/test-kit";
import type { Page } from "playwright-core";
import { needHearth } from "../../terminal/test/run-hearth.ts";
import { join as joinAs, openStage, type Stage, snap } from "./browser.ts";
import { messages, send } from "./room-page.ts";
import { Tmux, type TmuxTerminal } from "./tmux.ts";

const main = join(import.meta.dir, "../../server/src/main.ts");
const dir = mkdtempSync(join(tmpdir(), "hearth-tmux-"));
const profiles = join(dir, "profiles");
const tmux = new Tmux();
let stage: Stage;
let ircPort: number;
let ananya: TmuxTerminal;
let ravi: TmuxTerminal;
let meera: Page;
let chidi: Irc;

const hearth = (...words: string[]) => needHearth(words, { profiles });

async function openTerminal(name: string, size: readonly [number, number]): Promise<TmuxTerminal> {
  await hearth("join", stage.origin, "--name", name, "--profile", name);
  const command = ["env", `HEARTH_PROFILES=${profiles}`, process.execPath, main, "chat", "--profile", name];
  return tmux.open(name, size, command);
}

/** An IRC client that says what it is told and remembers what comes. */
class Irc {
  readonly #socket = createConnection({ port: ircPort, host: "127.0.0.1" });
  #heard = "";
  #wake = Promise.withResolvers<void>();

  constructor() {
    this.#socket.setEncoding("utf8");
    this.#socket.on("error", () => undefined);
    this.#socket.on("data", (text) => {
      this.#heard += String(text);
      for (const [, token] of String(text).matchAll(/^PING (.*?)\r$/gm)) this.send(`PONG ${token}`);
      this.#wake.resolve();
      this.#wake = Promise.withResolvers();
    });
  }

  static async enter(): Promise<Irc> {
    const client = new Irc();
    client.send("NICK chidi", "USER chidi 0 * :Chidi", "JOIN #common-room");
    await client.hears(" 366 ");
    return client;
  }

  send(...lines: readonly string[]): void {
    for (const line of lines) this.#socket.write(`${line}\r\n`);
  }

  async hears(text: string): Promise<void> {
    while (!this.#heard.includes(text)) await this.#wake.promise;
  }

  end(): void {
    this.#socket.destroy();
  }
}

const isThere = Tmux.isThere;

beforeAll(async () => {
  if (!isThere) return;
  ircPort = findFreePort();
  stage = await openStage(["--irc-port", String(ircPort), "--no-limits-messages"]);
  ananya = await openTerminal("Ananya", [80, 24]);
  ravi = await openTerminal("Ravi", [100, 30]);
  meera = await stage.open("desk");
  await joinAs(meera, "Meera");
  chidi = await Irc.enter();
}, 60_000);
afterAll(async () => {
  if (!isThere) return;
  tmux.close();
  chidi.end();
  await stage.close();
  rmSync(dir, { recursive: true, force: true });
});

test.skipIf(!isThere)("two terminals, a browser and an IRC client see what each of them says", async () => {
  await ananya.shows("Enter send");
  await ravi.shows("Enter send");
  ananya.say("Should I bring the microscopes?");
  await ravi.shows("Should I bring the microscopes?");
  ravi.say("Yes, and the slides");
  await send(meera, "The slides are in the blue box");
  chidi.send("PRIVMSG #common-room :on my way");
  for (const text of [
    "Should I bring the microscopes?",
    "Yes, and the slides",
    "The slides are in the blue box",
  ]) {
    await ananya.shows(text);
    await ravi.shows(text);
    await messages(meera).getByText(text).waitFor();
    await chidi.hears(`PRIVMSG #common-room :${text}`);
  }
  for (const terminal of [ananya, ravi]) await terminal.shows("on my way");
  await messages(meera).getByText("on my way").waitFor();
});

test.skipIf(!isThere)("the screen fits at 80×24, 100×30 and 200×50", async () => {
  for (const [columns, rows] of [
    [80, 24],
    [100, 30],
    [200, 50],
  ] as const) {
    ananya.resize(columns, rows);
    const screen = await ananya.shows(new RegExp(`^─{${columns}}$`, "m"));
    expect(screen.trimEnd().split("\n").length).toBe(rows);
    await ananya.shows("on my way");
    ananya.keep(`terminal ${columns}x${rows}`);
  }
  await snap(meera, "beside the terminals");
});

test.skipIf(!isThere)(
  "a host that is killed and comes back has lost nothing, and everyone goes on",
  async () => {
    await stage.kill();
    await ananya.shows("no connection");
    ananya.say("written in the dark");
    await ananya.shows("waits for the host");
    ananya.keep("terminal without the host");
    await stage.start();
    await ravi.shows("written in the dark");
    ravi.say("and the light is back");
    await ananya.shows("and the light is back");
    await messages(meera).getByText("and the light is back").waitFor();
    chidi = await Irc.enter();
    ananya.say("all here?");
    await chidi.hears("PRIVMSG #common-room :all here?");
    const said = (await hearth("tail", "common-room", "--since", "0", "--json", "--profile", "Ravi"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly body?: { readonly text: string } })
      .map(({ body }) => body?.text);
    for (const text of [
      "Should I bring the microscopes?",
      "Yes, and the slides",
      "The slides are in the blue box",
      "on my way",
      "written in the dark",
      "and the light is back",
      "all here?",
    ])
      expect([text, said.filter((one) => one === text).length]).toEqual([text, 1]);
  },
  60_000,
);
