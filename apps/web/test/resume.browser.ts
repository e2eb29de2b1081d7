import { afterAll, beforeAll, expect, test } from "bun:test";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import type { Page } from "playwright-core";
import { join, openStage, type Stage } from "./browser.ts";
import { fieldOf, messages } from "./room-page.ts";

const chunkBytes = 8 * 1_024 * 1_024;
const fileBytes = 5 * chunkBytes;

let stage: Stage;
let folder: string;
beforeAll(async () => {
  stage = await openStage();
  folder = mkdtempSync(joinPath(tmpdir(), "hearth-resume-"));
});
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Where each request of an upload began, from now on. */
function watchOffsets(page: Page): number[] {
  const offsets: number[] = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH") offsets.push(Number(request.headers()["upload-offset"]));
  });
  return offsets;
}

/** A line that takes half a second for each request, so that there is time to go. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const conditions = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 2 * chunkBytes };
  await session.send("Network.emulateNetworkConditions", conditions);
}

test("an upload whose tab was closed goes on when the same file is chosen again, also after the host was killed", async () => {
  const path = joinPath(folder, "lesson.bin");
  const noise = crypto.getRandomValues(Buffer.alloc(65_536));
  writeFileSync(path, Buffer.concat(Array.from({ length: fileBytes / noise.length }, () => noise)));
  const page = await stage.open("phone");
  await join(page, "Kavitha");
  const room = page.url();
  await slowDown(page);
  const isFirstDone = page.waitForResponse((answer) => answer.request().method() === "PATCH" && answer.ok());
  await page.getByLabel("Files", { exact: true }).setInputFiles(path);
  await isFirstDone;
  const context = page.context();
  await page.close();
  await stage.kill();
  await stage.start();

  const again = await context.newPage();
  const offsets = watchOffsets(again);
  await again.goto(room);
  await fieldOf(again).waitFor();
  await again.getByLabel("Files", { exact: true }).setInputFiles(path);
  const tray = again.getByRole("group", { name: "Files to send" });
  await tray.getByText("lesson.bin").waitFor();
  await fieldOf(again).fill("The lesson of Friday");
  await again.locator("[data-region=composer] [type=submit]").click();
  await tray.waitFor({ state: "detached", timeout: 30_000 });
  const row = messages(again).last();
  await row.getByText("The lesson of Friday").waitFor();
  // It goes on behind what came before the tab was closed, and sends nothing twice.
  expect(offsets[0]).toBeGreaterThanOrEqual(chunkBytes);
  expect(new Set(offsets).size).toBe(offsets.length);
  const saved = (await row.getByRole("link", { name: "Save lesson.bin" }).getAttribute("href")) ?? "";
  const hash = await again.evaluate(async (url) => {
    const bytes = await (await fetch(url)).arrayBuffer();
    return [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))];
  }, saved);
  const whole = await Bun.file(path).arrayBuffer();
  expect(Buffer.from(hash).equals(Buffer.from(Bun.SHA256.hash(whole) as Uint8Array))).toBe(true);
}, 60_000);
