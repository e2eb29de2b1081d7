import { afterAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer } from "@hearth/test-kit";
import { needHearth, readLines, spawnHearth } from "./run-hearth.ts";

const dir = mkdtempSync(join(tmpdir(), "hearth-lines-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const count = 10_000;
const words = Array.from({ length: count }, (_, at) => `line ${at + 1}`);

test("10,000 lines arrive once each and in order, and tail follows them through a killed server", async () => {
  const args = ["--no-limits-messages", "--no-limits-logins"];
  const dataDir = join(dir, "data");
  const run = { profiles: join(dir, "profiles") };
  const first = await startServer({ dataDir, args });
  await needHearth(["join", first.origin, "--name", "Samuel"], run);
  const { port } = new URL(first.origin);

  const tail = spawnHearth(["tail", "common-room", "--since", "0", "--follow", "--json"], run);
  const heard: string[] = [];
  const halfway = Promise.withResolvers<void>();
  const following = (async () => {
    for await (const line of readLines(tail.stdout)) {
      const { type, body } = JSON.parse(line) as { type: string; body?: { text: string } };
      if (type !== "message.sent") continue;
      heard.push(body?.text ?? "");
      if (heard.length === count / 2) halfway.resolve();
      if (heard.length === count) return;
    }
  })();
  const sending = spawnHearth(["send", "common-room", "-"], { ...run, input: words.join("\n") });
  await halfway.promise;
  await first.kill();
  const second = await startServer({ dataDir, args: [...args, "--port", port] });
  expect(await sending.exited).toBe(0);
  await following;
  tail.kill("SIGINT");
  expect(await tail.exited).toBe(0);
  expect(heard).toEqual(words);

  const read = await needHearth(["tail", "common-room", "--since", "0", "--json"], run);
  const texts = read
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .filter(({ type }) => type === "message.sent")
    .map(({ body }) => body.text);
  expect(texts).toEqual(words);
  await second.stop();
}, 120_000);

test("with the community's limits on, a fast writer waits as the host asks and is never thrown out", async () => {
  const server = await startServer({
    dataDir: join(dir, "limited"),
    args: ["--limits-rates-messages-burst", "20", "--limits-rates-messages-per-minute", "1200"],
  });
  const run = { profiles: join(dir, "limited-profiles") };
  await needHearth(["join", server.origin, "--name", "Samuel"], run);
  const input = words.slice(0, 80).join("\n");
  const startedAtMs = performance.now();
  const sent = await needHearth(["send", "common-room", "-", "--json"], { ...run, input });
  // 80 lines, 20 at once, then 20 a second.
  expect(performance.now() - startedAtMs).toBeGreaterThan(2_500);
  const texts = sent
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).body.text);
  expect(texts).toEqual(words.slice(0, 80));
  const seqs = sent
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line).seq);
  expect(seqs).toEqual(seqs.map((_, at) => seqs[0] + at));
  // Joined once, sent once: one connection for each command.
  await server.stop();
}, 60_000);
