import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServerProcess, startServer } from "@hearth/test-kit";
import stringWidth from "string-width";
import { Profiles } from "../src/profiles/profiles.ts";
import { keys, openTerminal, type Terminal } from "./fake-terminal.ts";
import { needHearth } from "./run-hearth.ts";

const dir = mkdtempSync(join(tmpdir(), "hearth-chat-"));
const profiles = join(dir, "profiles");
const args = ["--no-limits-messages", "--no-limits-logins"];
let server: ServerProcess;
let samuel: Terminal;
let kavitha: Terminal;

const hearth = (...words: string[]) => needHearth(words, { profiles });
const open = (name: string, size: readonly [number, number]) =>
  openTerminal(new Profiles(profiles).need(name), join(dir, `${name}.outbox`), size);

beforeAll(async () => {
  server = await startServer({ dataDir: join(dir, "data"), args });
  for (const name of ["Samuel", "Kavitha"])
    await hearth("join", server.origin, "--name", name, "--profile", name);
  samuel = open("Samuel", [80, 24]);
  kavitha = open("Kavitha", [100, 30]);
  await samuel.screen.shows("connected");
  await kavitha.screen.shows(/● Samuel/);
});
afterAll(async () => {
  await Promise.all([samuel.close(), kavitha.close()]);
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

test("what one types, another sees being typed, then as a message with a name and a line for what is new", async () => {
  samuel.press("Should I bring them");
  await kavitha.screen.shows("Samuel is typing");
  samuel.press(` to the lab${keys.enter}`);
  await kavitha.screen.shows(/\d:\d\d Samuel +Should I bring them to the lab/);
  await samuel.screen.shows(/\d:\d\d You +Should I bring them to the lab/);
});

test("every row of the screen fits, at every size", async () => {
  for (const [columns, rows] of [
    [80, 24],
    [50, 16],
    [200, 50],
    [100, 30],
  ] as const) {
    samuel.screen.resize(columns, rows);
    const frame = await samuel.screen.shows(new RegExp(`^─{${columns}}$`, "m"));
    expect(frame.trimEnd().split("\n").length).toBe(rows);
    expect(Math.max(...samuel.screen.lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
  }
});

test("a message is chosen with the arrow, replied to, reacted to, changed and deleted", async () => {
  kavitha.press(keys.up);
  await kavitha.screen.shows("r reply");
  kavitha.press("+");
  await samuel.screen.shows("👍 1");
  kavitha.press("r");
  await kavitha.screen.shows("reply to Samuel");
  kavitha.press(`Yes, in the blue box${keys.enter}`);
  await samuel.screen.shows("> Samuel: Should I bring them");
  await samuel.screen.shows("Yes, in the blue box");

  kavitha.press(keys.up);
  await kavitha.screen.shows("r reply");
  kavitha.press("e");
  await kavitha.screen.shows("edit Yes, in the blue box");
  kavitha.press(`${keys.backspace}${keys.backspace}${keys.backspace}`);
  await kavitha.screen.shows(/edit Yes, in the blue *$/m);
  kavitha.press(`bag${keys.enter}`);
  await samuel.screen.shows("Yes, in the blue bag (edited)");
  kavitha.press(keys.up);
  await kavitha.screen.shows("r reply");
  kavitha.press("d");
  await samuel.screen.shows("(deleted)");
});

test("commands are run, and what cannot be done is said in the line above the composer", async () => {
  kavitha.press(keys.escape);
  await kavitha.screen.shows("Enter send");
  kavitha.press(`/topic Cells and tissues${keys.enter}`);
  await kavitha.screen.shows("You may not do that here");
  kavitha.press(`/wave${keys.enter}`);
  await kavitha.screen.shows("There is no /wave");
  const before = kavitha.screen.frame;
  kavitha.press("\u0015");
  await kavitha.screen.changes(before);
  kavitha.press(`/msg Samuel Between us${keys.enter}`);
  await kavitha.screen.shows(/You +Between us/);
  await samuel.screen.shows(/• Kavitha/);
  samuel.press(`${keys.jump}`);
  await samuel.screen.shows("Jump to:");
  samuel.press("kavi");
  await samuel.screen.shows("Jump to: kavi");
  samuel.press(keys.enter);
  await samuel.screen.shows(/Kavitha +Between us/);
  samuel.press(keys.altDown);
  await samuel.screen.shows("Should I bring them");
});

test("Tab completes names and paths, a file is sent with its progress, and saved by who chooses it", async () => {
  kavitha.press(keys.altDown);
  await kavitha.screen.shows("Should I bring them");
  kavitha.press("@sa");
  await kavitha.screen.shows(/› @sa *$/m);
  kavitha.press(keys.tab);
  await kavitha.screen.shows(/› @Samuel *$/m);
  kavitha.press(`see this${keys.enter}`);
  await samuel.screen.shows("@Samuel see this");
  const path = join(dir, "theirs/cells.txt");
  mkdirSync(join(dir, "theirs"));
  writeFileSync(path, "leaf ".repeat(300_000));
  kavitha.press("/se");
  await kavitha.screen.shows("› /se");
  kavitha.press(keys.tab);
  await kavitha.screen.shows(/› \/send *$/m);
  kavitha.press(path.slice(0, -5));
  await kavitha.screen.shows(/cell/);
  kavitha.press(keys.tab);
  await kavitha.screen.shows("cells.txt");
  kavitha.press(keys.enter);
  await kavitha.screen.shows("cells.txt is sent.");
  await samuel.screen.shows(/cells\.txt/);
  samuel.press(keys.up);
  await samuel.screen.shows("r reply");
  samuel.press("s");
  await samuel.screen.shows(/Saved: /);
  expect(readFileSync(join(dir, "cells.txt"), "utf8")).toBe(readFileSync(path, "utf8"));
  samuel.press(keys.escape);
  await samuel.screen.shows("Enter send");
  kavitha.press(keys.altDown);
  await kavitha.screen.shows("Between us");
});

test("a search finds a message and goes to it, and older messages come with Page Up", async () => {
  const lines = Array.from({ length: 120 }, (_, at) => `line ${at + 1}.`).join("\n");
  await needHearth(["send", "common-room", "-", "--profile", "Kavitha"], { profiles, input: lines });
  await samuel.screen.shows("line 120.");
  samuel.press(keys.pageUp);
  await samuel.screen.shows("more lines; End goes there");
  for (
    let pages = 0;
    pages < 30 && !samuel.screen.lines.some((line) => line.includes("line 1."));
    pages += 1
  ) {
    const before = samuel.screen.frame;
    samuel.press(keys.pageUp);
    await samuel.screen.changes(before);
  }
  await samuel.screen.shows("line 1.");
  samuel.press(keys.end);
  await samuel.screen.shows("line 120.");
  samuel.press(`/search lab${keys.enter}`);
  await samuel.screen.shows("1 found");
  samuel.press(keys.enter);
  await samuel.screen.shows("Should I bring them to the lab");
  samuel.press(keys.escape);
  await samuel.screen.shows("Enter send");
});

test("with a mouse the wheel scrolls, and a press chooses a message or opens a room", async () => {
  const { screen } = samuel;
  const rowOf = (text: string | RegExp) => screen.lines.findIndex((line) => line.match(text) !== null) + 1;
  const wheelUp = "\u001b[<64;40;9M";
  const press = (column: number, text: string | RegExp) =>
    samuel.press(`\u001b[<0;${column};${rowOf(text)}M`);
  samuel.press(keys.end);
  await screen.shows("line 120.");
  samuel.press(wheelUp + wheelUp);
  await screen.shows("↓ 6 more lines");
  press(60, /line 110\./);
  await screen.shows("r reply");
  samuel.press("t");
  await screen.shows("thread (Esc goes back)");
  // The title may be drawn before the messages: those of the thread alone must follow.
  await screen.shows(/^(?!.*line 109\.).*line 110\./s);
  samuel.press(keys.escape);
  await screen.shows("line 120.");
  press(5, /^ +Kavitha/);
  await screen.shows(/Kavitha +Between us/);
  press(5, /Common room/);
  await screen.shows("line 120.");
});

test("what is written while the host is down waits in a file, outlives the program, and is sent once", async () => {
  await server.kill();
  await samuel.screen.shows("no connection");
  samuel.press(`written in the dark${keys.enter}`);
  await samuel.screen.shows("waits for the host");
  expect(statSync(join(dir, "Samuel.outbox")).mode & 0o777).toBe(0o600);
  await samuel.close();
  const { port } = new URL(server.origin);
  server = await startServer({ dataDir: join(dir, "data"), args: [...args, "--port", port] });
  samuel = open("Samuel", [80, 24]);
  await samuel.screen.shows(/You +written in the dark *$/m);
  kavitha.press(keys.altDown);
  await kavitha.screen.shows("written in the dark");
  const said = await hearth("tail", "common-room", "--since", "0", "--profile", "Samuel");
  expect(said.match(/written in the dark/g)?.length).toBe(1);
}, 30_000);
