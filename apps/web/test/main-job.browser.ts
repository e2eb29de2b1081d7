import { afterAll, beforeAll, expect, test } from "bun:test";
import { createRandom, createText } from "@hearth/test-kit/corpus";
import { Crowd } from "@hearth/test-kit/main-job/crowd";
import { Host } from "@hearth/test-kit/main-job/host";
import { Talker } from "@hearth/test-kit/main-job/talker";
import { type Browser, chromium } from "playwright-core";
import { Viewer } from "./main-job/viewer.ts";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const rounds = 60;
const messagesPerRound = 34;
const killedAfter: ReadonlySet<number> = new Set([19, 39]);

const startedAtMs = performance.now();
const random = createRandom(seed);
const host = new Host();
const crowd = new Crowd(random);
const browsers: Browser[] = [];
const viewers: Viewer[] = [];

beforeAll(async () => {
  process.stdout.write(`main job: SEED=${seed}\n`);
  await host.start();
  for (let index = 0; index < 2; index += 1) browsers.push(await launch());
});

afterAll(async () => {
  crowd.close();
  await Promise.all(browsers.map((browser) => browser.close()));
  await host.close();
});

test("forty-five people talk through two kills, and everyone has the same messages in the same order", async () => {
  await crowd.join(host, 40);
  const others = await openViewers();
  await crowd.furnish(others);
  for (let round = 0; round < rounds; round += 1) {
    await crowd.round(messagesPerRound);
    await viewers[round % viewers.length]?.say(textOf(crowd.tag()));
    if (round % 10 === 5) await viewers[(round / 5) % viewers.length]?.leaveAndComeBack();
    if (killedAfter.has(round)) {
      await host.kill();
      await host.start();
    }
  }
  mark("talked");
  await crowd.settle();
  mark("settled");
  await untilAllSaved();

  mark("saved");
  const saved = host.readMessages();
  const tags = saved.map(({ text }) => tagOf(text));
  expect(tags.length).toBeGreaterThanOrEqual(2_000);
  expect(new Set(tags).size).toBe(tags.length);
  expect([...tags].sort()).toEqual([...crowd.said].sort());
  expect(host.readGaps()).toEqual([]);
  for (const { acknowledged } of crowd.talkers) for (const tag of acknowledged) expect(tags).toContain(tag);

  let compared = 0;
  for (const talker of crowd.talkers) {
    for (const { id } of talker.client.rooms.value) {
      const rows = await talker.readRows(id);
      expect(rows).toEqual(saved.filter(({ room }) => room === id).map(({ text }) => text));
      compared += rows.length;
    }
  }
  mark("compared at packages/client");
  const counts = viewers.map(async (viewer) => {
    let count = 0;
    for (const { id } of viewer.device.client.rooms.value) {
      const expected = tagsIn(saved, id);
      const seen = new Set<string>();
      await viewer.look(id, (tags) => {
        expect({ who: viewer.name, id, tags }).toEqual({
          who: viewer.name,
          id,
          tags: inOrder(tags, expected),
        });
        for (const tag of tags) seen.add(tag);
        return { isComplete: seen.size === expected.length };
      });
      const unseen = expected.filter((tag) => !seen.has(tag));
      expect({ who: viewer.name, id, unseen }).toEqual({ who: viewer.name, id, unseen: [] });
      count += seen.size;
    }
    return count;
  });
  for (const count of await Promise.all(counts)) compared += count;
  process.stdout.write(`main job: ${saved.length} messages, ${compared} rows compared\n`);

  for (const viewer of viewers) await viewer.expectHere(crowd.home, 45);
}, 240_000);

/** Where the minutes went. */
function mark(what: string): void {
  process.stdout.write(`main job: ${what} after ${Math.round((performance.now() - startedAtMs) / 1000)} s\n`);
}

/** What was typed into pages is sent by them alone: the test asks the database, and says what it does not have. */
async function untilAllSaved(): Promise<void> {
  const startMs = performance.now();
  while (host.readMessages().length < crowd.said.length) {
    if (performance.now() - startMs > 30_000) {
      const saved = new Set(host.readMessages().map(({ text }) => tagOf(text)));
      throw new Error(`never came: ${crowd.said.filter((tag) => !saved.has(tag)).join(" ")}`);
    }
    await Bun.sleep(100);
  }
}

/** Three at a desk in one Chromium, two on phones in another; each has a second device at `packages/client`. */
async function openViewers(): Promise<Talker[]> {
  const devices: Talker[] = [];
  for (let index = 0; index < 5; index += 1) {
    const isPhone = index >= 3;
    const browser = browsers[isPhone ? 1 : 0];
    if (!browser) throw new Error("no browser");
    const name = isPhone ? `Phone ${index - 2}` : `Desk ${index + 1}`;
    const viewer = await Viewer.join(browser, host.origin, name, isPhone);
    viewer.device = await Talker.open(host.origin, name, await viewer.readSecret(), random);
    viewers.push(viewer);
    devices.push(viewer.device);
  }
  return devices;
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
    ],
  });
}

function textOf(tag: string): string {
  return createText(random, tag);
}

function tagOf(text: string): string {
  return /\(m\d+\)/.exec(text)?.[0] ?? text;
}

function tagsIn(saved: ReturnType<Host["readMessages"]>, id: string): string[] {
  return saved.filter(({ room }) => room === id).map(({ text }) => tagOf(text));
}

/** The same rows in the database's order, each once: a fast scroll may show some before those between them. */
function inOrder(look: readonly string[], expected: readonly string[]): readonly string[] {
  const places = new Set(look.map((tag) => expected.indexOf(tag)));
  return [...places].sort((one, other) => one - other).map((place) => expected[place] ?? "unknown");
}
