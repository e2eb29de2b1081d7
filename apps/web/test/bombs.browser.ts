import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { join, openStage, type Stage } from "./browser.ts";
import { type ChosenFile, createMovingGif, createMovingPng, createMovingWebp } from "./pictures.ts";
import { fieldOf, messages, send, trayOf } from "./room-page.ts";

const megabyte = 1_024 * 1_024;
/** What the tabs may take more while such a picture is there: the browser's own budget of drawn pictures. */
const mostMegabytes = 600;
/** Pictures that are drawn of the page itself: they come as long as it is not held up. */
const drawings = 60;

let stage: Stage;
let sender: Page;
let reader: Page;
beforeAll(async () => {
  stage = await openStage();
  sender = await stage.open("phone");
  await join(sender, "Sender");
  reader = await stage.open("phone");
  await join(reader, "Reader");
  await reader.emulateMedia({ reducedMotion: "no-preference" });
  await send(sender, "hello");
  await messages(reader).last().getByText("hello").waitFor();
});
afterAll(() => stage.close());

describe("[FILE18] thousands of pictures in one", () => {
  // A million pixels, the most that may move, as fast as browsers go.
  for (const create of [
    () => createMovingGif("spin.gif", 1_000, 3_000),
    () => createMovingWebp("spin.webp", 1_000, 5_000),
    () => createMovingPng("spin.png", 1_000, 3_000),
  ]) {
    const file = create();
    test(`${file.name}: stands still until it is opened, and leaves the page its time and its memory`, async () => {
      const before = await readMegabytes(reader);
      await sendAsItIs(file);
      await useBoth(`beside ${file.name}`);
      await openPicture(file);
      const picture = reader.getByRole("dialog").locator("img");
      // Thousands of pictures take their time to arrive where a machine does other things, too.
      await picture.waitFor({ timeout: 30_000 });
      await picture.evaluate((element: HTMLImageElement) => element.decode());
      await drawOn(reader);
      const more = (await readMegabytes(reader)) - before;
      await close();
      await useBoth(`after ${file.name}`);
      expect(more).toBeLessThan(mostMegabytes);
    });
  }

  for (const create of [
    () => createMovingGif("wide.gif", 6_000, 200),
    () => createMovingWebp("wide.webp", 6_000, 5_000),
    () => createMovingPng("wide.png", 6_000, 1_000),
  ]) {
    const file = create();
    test(`${file.name}: of 36 million pixels each is not drawn, and the page goes on`, async () => {
      expect(file.buffer.length).toBeLessThan(20 * megabyte);
      const before = await readMegabytes(reader);
      await sendAsItIs(file);
      await openPicture(file);
      await reader.getByRole("dialog").getByText("Too large to show here.").waitFor();
      const drawn = await reader.getByRole("dialog").locator("img, canvas").count();
      await drawOn(reader);
      const more = (await readMegabytes(reader)) - before;
      await close();
      await useBoth(`after ${file.name}`);
      expect(drawn).toBe(0);
      expect(more).toBeLessThan(mostMegabytes);
    });
  }

  for (const [why, side] of [
    ["it is large", 1_500],
    ["the device asks for less motion", 400],
  ] as const)
    test(`the first picture is shown, and nothing moves, where ${why}`, () => showsFirst(side));

  test("the host has decoded nothing of it", () => {
    const { pid } = stage.server().process;
    expect(residentMegabytes(pid)).toBeLessThan(250);
  });
});

async function showsFirst(side: number): Promise<void> {
  const file = createMovingGif(`calm ${side}.gif`, side, 100);
  await reader.emulateMedia({ reducedMotion: side < 1_000 ? "reduce" : "no-preference" });
  await sendAsItIs(file);
  await openPicture(file);
  const still = reader.getByRole("dialog").locator("canvas");
  await still.waitFor();
  await reader.getByRole("dialog").locator(".spinner").waitFor({ state: "detached" });
  const [width, colour] = await still.evaluate((element: HTMLCanvasElement) => [
    element.width,
    [...(element.getContext("2d")?.getImageData(200, 200, 1, 1).data ?? [])],
  ]);
  const moving = await reader.getByRole("dialog").locator("img").count();
  await close();
  await reader.emulateMedia({ reducedMotion: "no-preference" });
  expect([width, colour, moving]).toEqual([side, [0x20, 0x60, 0xc0, 255], 0]);
}

async function close(): Promise<void> {
  await reader.keyboard.press("Escape");
  await reader.getByRole("dialog").waitFor({ state: "detached" });
}

/** Sends a file without having it made smaller. */
async function sendAsItIs(file: ChosenFile): Promise<void> {
  await sender.getByLabel("Files", { exact: true }).setInputFiles(file);
  const originals = trayOf(sender).getByRole("switch", { name: "Send originals" });
  await originals.waitFor();
  if (!(await originals.isChecked())) await originals.click();
  await trayOf(sender).getByText(file.name).waitFor();
  await fieldOf(sender).fill(`this is ${file.name}`);
  await sender.locator("[data-region=composer] [type=submit]").click();
  await trayOf(sender).waitFor({ state: "detached" });
  await messages(reader).last().getByText(`this is ${file.name}`).waitFor();
}

/** The tile shows a small copy, which does not move; a press opens the picture itself. */
async function openPicture(file: ChosenFile): Promise<void> {
  const row = messages(reader).filter({ hasText: `this is ${file.name}` });
  const tile = row.getByRole("button", { name: /^Open: Photo from Sender/ });
  await tile.locator("img").waitFor();
  const type = await tile.locator("img").evaluate(async (element: HTMLImageElement) => {
    return (await fetch(element.src)).headers.get("content-type");
  });
  expect(type).toBe("image/jpeg");
  await tile.click();
}

/** Both of them type and send. */
async function useBoth(words: string): Promise<void> {
  for (const [from, to] of [
    [reader, sender],
    [sender, reader],
  ] as const) {
    await send(from, words);
    await messages(to).last().getByText(words).waitFor();
  }
}

async function drawOn(page: Page): Promise<void> {
  await page.evaluate(async (count) => {
    for (let at = 0; at < count; at += 1) await new Promise((done) => requestAnimationFrame(done));
  }, drawings);
}

/** What all tabs of the page's browser and its drawing hold, megabytes. */
async function readMegabytes(page: Page): Promise<number> {
  const session = await page.context().browser()?.newBrowserCDPSession();
  const found = await session?.send("SystemInfo.getProcessInfo");
  await session?.detach();
  const all = (found?.processInfo ?? []).filter(({ type }) => type !== "browser");
  return all.reduce((sum, { id }) => sum + residentMegabytes(id), 0);
}

function residentMegabytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1_024;
}
