import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { checkLooks, isPhone, join, openStage, type Stage, sizes } from "./browser.ts";
import { createBomb, createPhoto, createPicture } from "./pictures.ts";
import { fieldOf, messages, send, sendFiles, trayOf } from "./room-page.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const last = (page: Page): Locator => messages(page).last();

for (const device of sizes) {
  describe(device, () => {
    let sender: Page;
    let reader: Page;
    beforeAll(async () => {
      sender = await stage.open(device);
      await join(sender, `Sender ${device}`);
      reader = await stage.open(device);
      await join(reader, `Reader ${device}`);
      await send(sender, `hello from ${device}`);
      await last(reader).getByText(`hello from ${device}`).waitFor();
    });

    test("a phone that fetches nothing by itself shows the colours of a picture, and the picture when it is pressed", async () => {
      const room = reader.url();
      await reader.goto(new URL("/you", room).href);
      await reader.getByRole("switch", { name: "Do not fetch photos by themselves" }).click();
      await reader.reload();
      await reader
        .getByRole("switch", { name: "Do not fetch photos by themselves", checked: true })
        .waitFor();
      await checkLooks(reader, `fetching ${device}`);
      await reader.goto(room);
      await fieldOf(reader).waitFor();
      const asked: string[] = [];
      reader.on("request", (request) => {
        if (new URL(request.url()).pathname.startsWith("/files/")) asked.push(request.url());
      });
      await sendFiles(sender, await createPicture(sender, "cells.png", 120), "green cells");
      await last(reader).getByText("green cells").waitFor();
      const tile = last(reader).getByRole("button", { name: /^Fetch: Photo from Sender/ });
      await tile.waitFor();
      const colours = await tile.evaluate((element) => getComputedStyle(element).backgroundImage);
      expect(colours).toStartWith('url("data:image/png;base64,');
      const [red = 0, green = 0] = await readMiddle(reader, colours.slice(5, -2));
      expect(green).toBeGreaterThan(red);
      await checkLooks(reader, `colours ${device}`);
      expect([asked, await tile.locator("img").count()]).toEqual([[], 0]);
      await tile.click();
      const open = last(reader).getByRole("button", { name: /^Open: Photo from Sender/ });
      await open.locator("img").waitFor();
      expect(asked.length).toBeGreaterThan(0);
      await open.click();
      await reader.getByRole("dialog").locator("img").waitFor();
      await reader.keyboard.press("Escape");
    });

    test("[FILE17] a few bytes that say they are gigabytes of pixels are drawn by nobody", async () => {
      const bomb = createBomb("cells.png", 20_000);
      expect(bomb.buffer.length).toBeLessThan(100_000);
      await sender.getByLabel("Files", { exact: true }).setInputFiles(bomb);
      await trayOf(sender).getByText("cells.png").waitFor();
      expect(await trayOf(sender).locator("img").count()).toBe(0);
      await fieldOf(sender).fill("try this");
      await sender.locator("[data-region=composer] [type=submit]").click();
      for (const page of [sender, reader]) {
        await last(page).getByText("try this").waitFor();
        const fetchIt = last(page).getByRole("button", { name: /^Fetch/ });
        const save = last(page).getByRole("link", { name: "Too large to show here. Press to save it." });
        await save.or(fetchIt).waitFor();
        if (await fetchIt.isVisible()) await fetchIt.click();
        await save.waitFor();
        expect(await last(page).locator("img").count()).toBe(0);
      }
      await checkLooks(reader, `bomb ${device}`);
      const [download] = await Promise.all([
        reader.waitForEvent("download"),
        last(reader)
          .getByRole("link", { name: /^Too large/ })
          .click(),
      ]);
      expect(download.suggestedFilename()).toBe("cells.png");
      if (isPhone(reader)) await fieldOf(reader).waitFor();
    });
  });
}

test("a photo from a phone is with three others at once", async () => {
  const sender = await stage.open("phone");
  await join(sender, "Kavitha on her phone");
  const readers: Page[] = [];
  for (const [index, device] of (["desk", "phone", "tablet"] as const).entries()) {
    const reader = await stage.open(device);
    await join(reader, `Other ${index}`);
    readers.push(reader);
  }
  await sendFiles(sender, await createPhoto(sender, "IMG_0007.jpg"), "the board, before it is wiped");
  const widths = readers.map(async (reader) => {
    await last(reader).getByText("the board, before it is wiped").waitFor();
    const picture = last(reader)
      .getByRole("button", { name: /^Open: Photo from Kavitha/ })
      .locator("img");
    await picture.waitFor();
    return picture.evaluate(async (element: HTMLImageElement) => {
      await element.decode();
      return element.naturalWidth < element.naturalHeight;
    });
  });
  // Upright, as it was held, for everyone.
  expect(await Promise.all(widths)).toEqual([true, true, true]);
});

/** The colour in the middle of a picture, red, green and blue. */
function readMiddle(page: Page, url: string): Promise<number[]> {
  return page.evaluate(async (url) => {
    const picture = Object.assign(new Image(), { src: url });
    await picture.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 1, height: 1 });
    const context = canvas.getContext("2d");
    context?.drawImage(picture, 0, 0, 1, 1);
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])];
  }, url);
}
