import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RoomId } from "@hearth/protocol";
import { createRandom, type ServerProcess, startServer } from "@hearth/test-kit";
import { Client, takeName } from "./client.ts";
import { say } from "./world.ts";

const seed = Number(process.env["HEARTH_SEED"] ?? Date.now() % 1_000_000);
const main = join(import.meta.dir, "../src/main.ts");
const dir = mkdtempSync(join(tmpdir(), "hearth-backup-"));
const dataDir = join(dir, "data");
let server: ServerProcess;
let client: Client;
let room: RoomId;

function spawn(...args: string[]) {
  return Bun.spawn([process.execPath, main, ...args], { stdout: "pipe", stderr: "pipe", stdin: "ignore" });
}

async function hearth(...args: string[]) {
  const ended = spawn(...args);
  const [stdout, stderr] = await Promise.all([
    new Response(ended.stdout).text(),
    new Response(ended.stderr).text(),
  ]);
  return { code: await ended.exited, stdout, stderr };
}

async function need(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await hearth(...args);
  if (code !== 0) throw new Error(`hearth ${args.join(" ")} ended with ${code}: ${stdout}${stderr}`);
  return stdout;
}

/** Writes until it is told to stop; gives the slowest answer. */
async function writeOn(stop: {
  isOver: boolean;
}): Promise<{ readonly sent: number; readonly slowestMs: number }> {
  let [sent, slowestMs] = [0, 0];
  while (!stop.isOver) {
    const startedAtMs = performance.now();
    await client.ask(say(room, `under load ${sent} `.padEnd(200, "x")));
    slowestMs = Math.max(slowestMs, performance.now() - startedAtMs);
    sent += 1;
  }
  return { sent, slowestMs };
}

beforeAll(async () => {
  server = await startServer({ dataDir, args: ["--no-limits-messages", "--no-limits-logins"] });
  client = await Client.open(server.origin, await takeName(server.origin, "Ananya"));
  room = client.home;
  for (let part = 0; part < 40; part += 1)
    await Promise.all(
      Array.from({ length: 250 }, (_, at) => client.ask(say(room, `kept ${part}-${at} `.padEnd(400, "y")))),
    );
}, 60_000);
afterAll(async () => {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe("a backup under load", () => {
  const backup = join(dir, "backup.tar");
  const restored = join(dir, "restored");

  test("is of one moment, readable for its owner alone, and `hearth check` finds what comes back whole", async () => {
    const stop = { isOver: false };
    const writing = writeOn(stop);
    const said = await need("backup", backup, "--data", dataDir, "--json");
    stop.isOver = true;
    const { sent } = await writing;
    expect(sent).toBeGreaterThan(0);
    expect(JSON.parse(said)).toMatchObject({ file: backup, bytes: statSync(backup).size });
    expect(statSync(backup).mode & 0o777).toBe(0o600);

    expect(await need("check", backup)).toStartWith("✓ backup: ");
    expect(await need("restore", backup, "--data", restored)).toContain(restored);
    const found = (await need("check", "--data", restored, "--json"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(found.map(({ what, problems }) => [what, problems])).toEqual(
      ["database", "logs", "members", "feeds", "belonging", "files"].map((what) => [what, []]),
    );
    const logs = found.find(({ what }) => what === "logs");
    expect(logs.read).toBeGreaterThanOrEqual(10_002);
    expect(logs.read).toBeLessThanOrEqual(10_002 + sent);
    // The one that runs is whole, too.
    await need("check", "--data", dataDir);
  });

  test("starts as the community it was, with everyone's devices", async () => {
    const again = await startServer({ dataDir: restored });
    const back = await Client.open(again.origin, client.account);
    expect(back.welcome?.user.name).toBe("Ananya");
    expect(back.welcome?.rooms.map(({ id }) => id)).toEqual([room]);
    await back.leave();
    await again.stop();
  });

  test("is a tar whose checksums other programs can compare", () => {
    const out = join(dir, "untarred");
    mkdirSync(out);
    expect(Bun.spawnSync(["tar", "-xf", backup, "-C", out]).exitCode).toBe(0);
    const compared = Bun.spawnSync(["sha256sum", "-c", "--quiet", "SHA256SUMS"], { cwd: out });
    expect([compared.exitCode, compared.stdout.toString()]).toEqual([0, ""]);
  });

  test("is refused where it would overwrite or be lost", async () => {
    const full = await hearth("restore", backup, "--data", restored);
    expect([full.code, full.stderr]).toEqual([1, expect.stringContaining("There is something in")]);
    const inside = await hearth("backup", join(dataDir, "backup.tar"), "--data", dataDir);
    expect([inside.code, inside.stderr]).toEqual([2, expect.stringContaining("would be lost with it")]);
    const nowhere = await hearth("backup", backup, "--data", join(dir, "nowhere"));
    expect([nowhere.code, nowhere.stderr]).toEqual([1, expect.stringContaining("There is no community in")]);
  });

  test("that was cut, scribbled on or is something else is refused, and nothing is left behind", async () => {
    const bytes = statSync(backup).size;
    const damage: Readonly<Record<string, (path: string) => void>> = {
      cut: (path) => truncateSync(path, bytes - 4096),
      half: (path) => truncateSync(path, Math.floor(bytes / 2)),
      scribbled: (path) => void writeSync(openSync(path, "r+"), Buffer.from("zz"), 0, 2, 300_000),
      other: (path) => writeFileSync(path, "This is my shopping list."),
      empty: (path) => writeFileSync(path, ""),
    };
    for (const [name, spoil] of Object.entries(damage)) {
      const path = join(dir, `${name}.tar`);
      copyFileSync(backup, path);
      spoil(path);
      const target = join(dir, `from-${name}`);
      const refused = await hearth("restore", path, "--data", target);
      expect([name, refused.code, refused.stderr]).toEqual([name, 1, expect.stringContaining("is damaged")]);
      expect((await hearth("check", path)).code).toBe(1);
      expect(existsSync(target)).toBe(false);
    }
    expect(readdirSync(dir).filter((name) => name.startsWith("."))).toEqual([]);
  });
});

describe(`a kill at some moment (seed ${seed})`, () => {
  const random = createRandom(seed);
  const killIn = async (process: ReturnType<typeof spawn>, withinMs: number): Promise<void> => {
    // Any moment will do; the seed chooses it.
    const moment = new Promise<void>((resolve) => setTimeout(resolve, random() * withinMs));
    await Promise.race([moment, process.exited]);
    process.kill("SIGKILL");
    await process.exited;
  };

  test("of a backup leaves the backup before it whole", async () => {
    const backup = join(dir, "killed.tar");
    await need("backup", backup, "--data", dataDir);
    for (let round = 0; round < 12; round += 1) {
      await killIn(spawn("backup", backup, "--data", dataDir), 150);
      await need("check", backup);
    }
    await need("backup", backup, "--data", dataDir);
    expect(existsSync(`${backup}.part`)).toBe(false);
  });

  test("is no matter for what writers do meanwhile: each of ten backups under sixteen of them is whole", async () => {
    const stop = { isOver: false };
    const writing = Array.from({ length: 16 }, () => writeOn(stop));
    for (let round = 0; round < 10; round += 1) {
      const [backup, target] = [join(dir, "busy.tar"), join(dir, `busy-${round}`)];
      await need("backup", backup, "--data", dataDir);
      await need("restore", backup, "--data", target);
      await need("check", "--data", target);
      rmSync(target, { recursive: true });
    }
    stop.isOver = true;
    expect((await Promise.all(writing)).every(({ sent }) => sent > 10)).toBe(true);
  });

  test("of a restore leaves no folder, or a whole one", async () => {
    const backup = join(dir, "killed.tar");
    for (let round = 0; round < 12; round += 1) {
      const target = join(dir, `killed-${round}`);
      await killIn(spawn("restore", backup, "--data", target), 200);
      if (!existsSync(target)) await need("restore", backup, "--data", target);
      await need("check", "--data", target);
    }
  });
});

describe("`hearth check`", () => {
  const spoilt = join(dir, "spoilt");

  test("names every gap, stray and wrong count", async () => {
    const { Database } = await import("bun:sqlite");
    await need("restore", join(dir, "killed.tar"), "--data", spoilt);
    const db = new Database(join(spoilt, "hearth.db"));
    db.run("DELETE FROM events WHERE seq = 77");
    db.run("UPDATE rooms SET member_count = 9");
    db.run("DELETE FROM feed WHERE seq = 1; INSERT INTO feed VALUES ((SELECT id FROM users), 9, 0, '{}')");
    db.run("INSERT INTO devices VALUES ('d', 'nobody', 'h', '', 0, 0)");
    db.close();
    const { code, stdout } = await hearth("check", "--data", spoilt);
    expect(code).toBe(1);
    for (const words of [
      "✗ logs",
      "entries where 1 to",
      "✗ members",
      "the room says 9",
      "✗ feeds",
      "1 devices of nobody",
    ])
      expect(stdout).toContain(words);
  });

  test("names a damaged page", async () => {
    const path = join(spoilt, "hearth.db");
    const bytes = readFileSync(path);
    bytes.fill(0x5a, 400_000, 440_000);
    writeFileSync(path, bytes);
    const { code, stdout, stderr } = await hearth("check", "--data", spoilt);
    expect(code).toBe(1);
    expect(stdout + stderr).toMatch(/✗ database|is damaged/);
  });
});

describe("`hearth owner` and `hearth users`", () => {
  test("the link of a running server makes the first owner, then lets that owner in again", async () => {
    const first = JSON.parse(await need("owner", "--data", dataDir, "--json"));
    const [, code] = /#owner=(.+)$/.exec(first.link) ?? [];
    await client.ask({ type: "owner.claim", code: code ?? "" });
    const second = JSON.parse(await need("owner", "--data", dataDir, "--json"));
    expect(second.for).toBe("Ananya");
    const [, link] = /#link=(.+)$/.exec(second.link) ?? [];
    const answer = await fetch(`${server.origin}/api/link`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ code: link }),
    });
    expect(((await answer.json()) as { user: { name: string } }).user.name).toBe("Ananya");
    expect((await hearth("owner", "Ravi", "--data", dataDir)).stderr).toBe("The owners are: Ananya.\n");
  });

  test("everyone is listed, with what they have", async () => {
    await takeName(server.origin, "Ravi");
    const people = (await need("users", "--data", dataDir, "--json"))
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(people).toMatchObject([
      { name: "Ananya", role: "owner", devices: 2, hasPassword: false },
      { name: "Ravi", role: "member", devices: 1 },
    ]);
    expect(await need("users", "--data", dataDir)).toMatch(/^Ananya {2}owner {3}2 devices {2}last seen /);
  });
});
