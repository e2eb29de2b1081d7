import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type ServerProcess, startServer } from "@hearth/test-kit";
import { needHearth, runHearth } from "./run-hearth.ts";

const profiles = join(mkdtempSync(join(tmpdir(), "hearth-scripts-")), "profiles");
let server: ServerProcess;
let address = "";

const hearth = (...args: string[]) => runHearth(args, { profiles });
const need = (...args: string[]) => needHearth(args, { profiles });
const parseLines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

beforeAll(async () => {
  server = await startServer({ args: ["--no-limits-logins"] });
  address = server.origin.replace("http://", "");
});
afterAll(async () => {
  await server.stop();
  server.remove();
  rmSync(join(profiles, ".."), { recursive: true });
});

test("joining by name makes a profile that only its owner may read, also after it was loosened", async () => {
  expect(await need("join", address, "--name", "Samuel")).toMatch(/^You are Samuel in /);
  const path = join(profiles, "default.json");
  const modeOf = (file: string) => (statSync(file).mode & 0o777).toString(8);
  expect([modeOf(path), modeOf(profiles)]).toEqual(["600", "700"]);
  chmodSync(path, 0o644);
  await need("rooms");
  expect(modeOf(path)).toBe("600");
  expect(readdirSync(profiles)).toEqual(["default.json"]);
});

test("the host sees in its terminal that it was a terminal", async () => {
  await need("rooms");
  await server.shows(/\+ Samuel .* Hearth terminal \d/);
});

test("a second join with the same profile is refused, until it is given up", async () => {
  const again = await hearth("join", address, "--name", "Sam");
  expect(again.code).toBe(2);
  expect(again.stderr).toContain("The profile default is Samuel in ");
  expect(await need("join", address, "--name", "Kavitha", "--profile", "second")).toContain("Kavitha");
});

test("one message goes out as it was written, and comes back by tail, history and JSON", async () => {
  await need("send", "common-room", "Lunch  is", "ready");
  expect(await need("tail", "#common-room")).toMatch(
    /^\d{4}-\d\d-\d\d \d\d:\d\d {2}Samuel {2}Lunch {2}is ready\n$/,
  );
  expect(await need("history", "Common room", "--profile", "second")).toContain("Samuel  Lunch  is ready");
  const [created, ...rest] = parseLines(await need("tail", "common-room", "--since", "0", "--json"));
  expect(created.type).toBe("room.created");
  expect(rest.map(({ type }: { type: string }) => type)).toEqual([
    "member.joined",
    "member.joined",
    "message.sent",
  ]);
  expect(rest.at(-1)).toMatchObject({
    seq: 4,
    name: "Samuel",
    body: { kind: "text", text: "Lunch  is ready" },
  });
});

test("rooms and people are listed, for eyes and for programs", async () => {
  expect(await need("rooms")).toBe("#common-room  Common room  2 people\n");
  expect(parseLines(await need("rooms", "--json"))).toMatchObject([
    { slug: "common-room", joined: true, members: 2 },
  ]);
  expect(await need("who", "common-room")).toContain("Samuel");
  expect(parseLines(await need("who", "--json")).map(({ name }: { name: string }) => name)).toContain(
    "Samuel",
  );
});

test("search finds what was said, by whom and where, and suggests what was meant", async () => {
  const found = await need("search", "lun", "--by", "Samuel", "--room", "common-room");
  expect(found).toMatch(/^Common room {2}.* Samuel {2}Lunch {2}is ready\n$/);
  expect(parseLines(await need("search", "lunch", "--json"))).toMatchObject([
    { roomTitle: "Common room", name: "Samuel" },
  ]);
  expect(await need("search", "lunch", "--to", "2020-01-01")).toBe("");
  const meant = await hearth("search", "lumch");
  expect([meant.code, meant.stdout, meant.stderr]).toEqual([
    0,
    "",
    "Nothing was found. Did you mean: lunch\n",
  ]);
  expect((await hearth("search")).code).toBe(5);
  expect((await hearth("search", "x", "--from", "soon")).code).toBe(2);
});

test("a file goes up, comes down as it was, and is never written over another", async () => {
  const folder = join(profiles, "..");
  const bytes = crypto.getRandomValues(new Uint8Array(60_000));
  await Bun.write(join(folder, "leaf.bin"), bytes);
  const [sent] = parseLines(
    await need("upload", "common-room", join(folder, "leaf.bin"), "--text", "A leaf", "--json"),
  );
  expect(sent.body).toMatchObject({ text: "A leaf", attachments: [{ name: "leaf.bin", bytes: 60_000 }] });
  const copy = join(folder, "copy.bin");
  await need("download", "common-room", String(sent.seq), "--output", copy);
  expect(await Bun.file(copy).bytes()).toEqual(bytes);
  const again = await hearth("download", "common-room", String(sent.seq), "--output", copy);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining("is there already")]);
  expect((await hearth("download", "common-room", "1")).code).toBe(5);
  expect((await hearth("upload", "common-room", join(folder, "nothing"))).code).toBe(1);
});

test("a room is saved whole, to a file or a pipe", async () => {
  const page = join(profiles, "..", "room.html");
  await need("export", "common-room", "--format", "html", "--output", page);
  expect(await Bun.file(page).text()).toContain("Lunch");
  const records = parseLines(await need("export", "common-room", "--format", "jsonl"));
  expect(JSON.stringify(records)).toContain("A leaf");
  expect((await hearth("export", "common-room", "--format", "pdf")).code).toBe(2);
  expect((await hearth("export", "attic")).code).toBe(5);
});

test("a direct chat is opened by a name", async () => {
  await need("send", "@Kavitha", "Between us");
  expect(await need("tail", "@samuel", "--profile", "second")).toContain("Samuel  Between us");
  expect(await need("rooms", "--profile", "second")).toContain("@Samuel");
  expect((await hearth("send", "@Nobody", "Hello")).stderr).toStartWith("Nobody here is called Nobody.");
});

test("controls that a terminal would obey never reach it", async () => {
  await needHearth(["send", "common-room", "-"], {
    profiles,
    input: "red \u001b[31mtext\u001b[0m \u0084\r\n",
  });
  const shown = (await need("tail", "common-room", "--lines", "1")).trim();
  expect(shown).toEndWith("red text \uFFFD");
  const raw = await need("tail", "common-room", "--lines", "1", "--json");
  expect(raw).not.toMatch(/[\u007f-\u009f]/);
  expect(JSON.parse(raw).body.text).toBe("red text \u0084");
});

describe("how it ends tells what was wrong:", () => {
  const ends: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ["a line that is not understood", ["send"], 2, /needs ROOM/],
    ["a flag there is not", ["tail", "x", "--folow"], 2, /has no flag --folow/],
    ["a command there is not", ["sned"], 2, /Did you mean|There is no command/],
    ["no profile", ["rooms", "--profile", "nobody"], 3, /hearth join ADDRESS --name NAME --profile nobody/],
    [
      "a host that does not answer",
      ["join", "127.0.0.1:1", "--name", "Ravi", "--profile", "far"],
      4,
      /does not answer/,
    ],
    ["a room there is not", ["send", "attic", "hello"], 5, /There is no room called attic here/],
  ];
  for (const [name, args, code, words] of ends) {
    test(name, async () => {
      const ended = await hearth(...args);
      expect([ended.code, ended.stdout]).toEqual([code, ""]);
      expect(ended.stderr).toMatch(words);
    });
  }
});

test("a reader that goes away early ends the command without an error", async () => {
  const command = `"${process.execPath}" "${join(import.meta.dir, "../../server/src/main.ts")}" tail common-room --since 0 --json | head -n 1; exit \${PIPESTATUS[0]}`;
  const ended = Bun.spawnSync(["bash", "-c", command], {
    env: { ...process.env, HEARTH_PROFILES: profiles },
  });
  expect(ended.stderr.toString()).toBe("");
  expect(ended.stdout.toString()).toContain("room.created");
});

test("signing out ends the device at the host and here", async () => {
  await need("sign-out", "--profile", "second");
  expect(readdirSync(profiles)).toEqual(["default.json"]);
  expect((await hearth("rooms", "--profile", "second")).code).toBe(3);
});
