import { afterAll, beforeAll, expect, test } from "bun:test";
import { loadavg } from "node:os";
import type { RoomId, Seq } from "@hearth/protocol";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Browser, CDPSession, Page } from "playwright-core";
import { join, openStage, type Stage } from "./browser.ts";
import {
  readCpuSeconds,
  readHeap,
  readPrivateBytes,
  readTaskSeconds,
  timeOpening,
} from "./large-room/measures.ts";
import { swipeToStart } from "./large-room/scroll.ts";

const isWanted = process.env["LARGE_ROOM"] !== undefined;
const messages = Number(process.env["LARGE_ROOM_MESSAGES"] ?? 50_000);
const scrollMs = Number(process.env["LARGE_ROOM_SCROLL_MS"] ?? 60_000);
/** Eleven screens of a phone a second, as fast as a thumb flings; and four, where one still sees names go by. */
const flingPx = 8_000;
const seekPx = 3_000;
const slowed = 4;
/** `LARGE_ROOM_WHOLE=4` with `LARGE_ROOM_SCROLL_MS=500000`: the fastest only, so much slowed, 3 million pixels to the start. */
const wholeRate = process.env["LARGE_ROOM_WHOLE"];
const swipes = [
  { rate: slowed, pxPerSecond: seekPx },
  { rate: slowed, pxPerSecond: flingPx },
  { rate: 1, pxPerSecond: flingPx },
].filter(
  ({ rate, pxPerSecond }) =>
    wholeRate === undefined || (rate === Number(wholeRate) && pxPerSecond === flingPx),
);
const editsPerSecond = 200;
const editSeconds = 10;

let stage: Stage;
let host: Talker;
let room: RoomId;
let page: Page;
let session: CDPSession;
let pid: number;
beforeAll(async () => {
  if (!isWanted) return;
  stage = await openStage(["--no-limits-messages"]);
  host = await Talker.join(stage.origin, "Harpreet Singh", Math.random);
  room = (await host.client.ask({ type: "room.create", kind: "public", title: "Biology" })).room.id;
  for (let sent = 0; sent < messages; sent += 500)
    await Promise.all(
      Array.from({ length: 500 }, (_, n) => say(`Note ${sent + n}: ${"leaf ".repeat(n % 25)}`)),
    );
  page = await stage.open("phone");
  await join(page, "Ravi");
  await page.goto(`${stage.origin}/r/biology`);
  await page.getByRole("button", { name: /^Join/ }).click();
  await page.getByRole("log").waitFor();
  session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  await slowDown(slowed);
  pid = await findTab(page.context().browser());
}, 240_000);
afterAll(async () => {
  if (!isWanted) return;
  host.client.close();
  await stage.close();
});

// A figure, not a promise: LARGE_ROOM=1 prints it, on a phone's screen with a processor four times slower.
test.skipIf(!isWanted)(
  "a room of many messages on a slow phone: opening, scrolling, jumping, memory, and 200 changes a second",
  async () => {
    tell(
      `load ${loadavg()
        .map((load) => load.toFixed(1))
        .join(" ")}, ${messages} messages`,
    );
    for (const what of ["first", "second", "third"]) {
      await page.goto(stage.origin);
      await page.getByRole("link", { name: /^Biology/ }).waitFor();
      tell(`opened (${what}) in ${(await timeOpening(page, "Biology")).toFixed(0)} ms`);
    }
    await page.getByRole("button", { name: "Back" }).click();
    await page.getByRole("link", { name: /^Biology/ }).waitFor();
    tell(`opened from memory in ${(await timeOpening(page, "Biology")).toFixed(0)} ms`);
    await tellChanges(slowed);
    await tellChanges(1);
    await slowDown(slowed);
    for (const seq of [Math.floor(messages / 2), 40, messages - 500]) {
      const startedAtMs = performance.now();
      await page.evaluate((path) => {
        history.pushState(null, "", path);
        dispatchEvent(new PopStateEvent("popstate"));
      }, `/r/biology/${seq}`);
      await page.locator(".message-flashed").waitFor();
      tell(`jumped to message ${seq} in ${(performance.now() - startedAtMs).toFixed(0)} ms`);
    }
    for (const { rate, pxPerSecond } of swipes) {
      await slowDown(rate);
      await page.goto(`${stage.origin}/r/biology`);
      await page.locator("[role=log] li[data-key]").first().waitFor();
      const scroll = await swipeToStart(page, session, { pxPerSecond, limitMs: scrollMs, first: "Note 0:" });
      tell(`scrolled at ${pxPerSecond} px/s (slowed ${rate} times): ${JSON.stringify(scroll)}`);
      expect(scroll.screens).toBeGreaterThan(0);
    }
    tell(
      `JavaScript holds ${toMb(await readHeap(session))} MB, the tab's process ${toMb(readPrivateBytes(pid))} MB`,
    );
  },
  240_000 + swipes.length * scrollMs,
);

/** Edits and reactions of what is in view, and what they cost the page and the host. */
async function tellChanges(rate: number): Promise<void> {
  await slowDown(rate);
  const { messages: last } = await host.client.ask({ type: "history.page", room, limit: 8 });
  const seqs = last.map(({ seq }) => seq);
  const server = stage.server().process.pid;
  const before = [await readTaskSeconds(session), readCpuSeconds(pid), readCpuSeconds(server)];
  const startedAtMs = performance.now();
  const asked: Promise<void>[] = [];
  let changes = 0;
  while (performance.now() - startedAtMs < editSeconds * 1_000) {
    const due = Math.floor(((performance.now() - startedAtMs) / 1_000) * editsPerSecond);
    for (; changes < due; changes += 1) asked.push(change(seqs, changes));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  await Promise.all(asked);
  await page.getByText("Changed ").first().waitFor();
  const seconds = (performance.now() - startedAtMs) / 1_000;
  const after = [await readTaskSeconds(session), readCpuSeconds(pid), readCpuSeconds(server)];
  const shares = after.map((value, index) => (((value - (before[index] ?? 0)) / seconds) * 100).toFixed(0));
  tell(
    `${(changes / seconds).toFixed(0)} edits and reactions a second for ${seconds.toFixed(1)} s: main thread ${shares[0]} % busy (slowed ${rate} times), tab ${shares[1]} % and host ${shares[2]} % of a core`,
  );
}

async function change(seqs: readonly Seq[], n: number): Promise<void> {
  const seq = seqs[n % seqs.length] ?? 1;
  const body = { kind: "text", text: `Changed ${n}` } as const;
  if (n % 2 === 0) await host.client.ask({ type: "message.edit", room, seq, body });
  else if (n % 4 === 1) await host.client.ask({ type: "reaction.add", room, seq, emoji: "👍" });
  else await host.client.ask({ type: "reaction.remove", room, seq, emoji: "👍" });
}

function slowDown(rate: number): Promise<unknown> {
  return session.send("Emulation.setCPUThrottlingRate", { rate });
}

function say(text: string): Promise<unknown> {
  const body = { kind: "text", text } as const;
  return host.client.ask({ type: "message.send", room, clientId: crypto.randomUUID(), body });
}

/** The newest process that draws pages. */
async function findTab(browser: Browser | null): Promise<number> {
  const root = await browser?.newBrowserCDPSession();
  const { processInfo } = (await root?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
  const tabs = processInfo.filter(({ type }) => type === "renderer").sort((a, b) => b.cpuTime - a.cpuTime);
  return tabs[0]?.id ?? 0;
}

function toMb(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}

function tell(line: string): void {
  process.stdout.write(`large room: ${line}\n`);
}
