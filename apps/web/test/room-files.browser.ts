import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { checkLooks, isPhone, join, openStage, type Stage, sizes } from "./browser.ts";
import { createPdf, createPicture, createVideo } from "./pictures.ts";
import { messages, send, sendFiles } from "./room-page.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

const dialog = (page: Page): Locator => page.getByRole("dialog", { name: "Photos and files" });

for (const device of sizes) {
  describe(device, () => {
    let sender: Page;
    let reader: Page;
    const openIt = async (): Promise<void> => {
      if (isPhone(reader)) {
        await reader.getByRole("button", { name: /^More about/ }).click();
        await reader.getByRole("menuitem", { name: "Photos and files" }).click();
      } else await reader.getByRole("button", { name: "Show all" }).click();
      await dialog(reader).waitFor();
    };
    beforeAll(async () => {
      sender = await stage.open(device);
      await join(sender, `Sender ${device}`);
      reader = await stage.open(device);
      await join(reader, `Reader ${device}`);
      await send(sender, `see http://library.local/${device}`);
      const pictures = await Promise.all(
        [0, 60, 120].map((hue) => createPicture(sender, `cells ${hue}.png`, hue)),
      );
      await sendFiles(sender, pictures, `three of them, ${device}`);
      for (let line = 0; line < 12; line += 1) await send(sender, `words ${line}`);
      await sendFiles(sender, [await createVideo(sender, "demo.webm")], "a film");
      const sheet = { name: "Lab sheet.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(4_321) };
      await sendFiles(sender, [sheet], "the sheet");
      await messages(reader).last().getByText("the sheet").waitFor();
    });

    test("photos, files and links of a room are found together, and lead to their messages", async () => {
      await openIt();
      const photos = dialog(reader).getByRole("link", { name: /^Go to/ });
      await photos.first().locator("img").waitFor();
      const names = await photos.allTextContents();
      expect(names.slice(0, 4)).toEqual([
        "Go to: demo.webm",
        ...Array.from({ length: 3 }, () => expect.stringMatching(/^Go to: Photo from Sender/)),
      ]);
      await checkLooks(reader, `room photos ${device}`);
      await dialog(reader).getByRole("tab", { name: "Files" }).click();
      await dialog(reader).getByText("Lab sheet.pdf").first().waitFor();
      await dialog(reader).getByRole("link", { name: "Save Lab sheet.pdf" }).first().waitFor();
      await checkLooks(reader, `room files ${device}`);
      await dialog(reader).getByRole("tab", { name: "Links" }).click();
      await dialog(reader).getByText(`http://library.local/${device}`).waitFor();
      await dialog(reader).getByRole("tab", { name: "Photos" }).click();
      await photos.nth(1).click();
      await dialog(reader).waitFor({ state: "detached" });
      await reader.getByText(`three of them, ${device}`).waitFor();
    });

    test("what is text is looked into where it is, as letters", async () => {
      const script = "<script>document.title = 'ran'</script>\n".repeat(10_000);
      const page = {
        name: "lesson.html",
        mimeType: "text/html",
        buffer: Buffer.from(`<h1>Cells</h1>${script}`),
      };
      await sendFiles(sender, [page], `a page, ${device}`);
      const row = messages(reader).last();
      await row.getByText(`a page, ${device}`).waitFor();
      await row.getByRole("button", { name: "Look into lesson.html" }).click();
      const preview = reader.getByRole("dialog", { name: "lesson.html" });
      const text = preview.getByRole("textbox", { name: "lesson.html" });
      await text.waitFor();
      expect(await text.inputValue()).toStartWith("<h1>Cells</h1><script>");
      await preview.getByText("This is its beginning.").waitFor();
      await checkLooks(reader, `look into ${device}`);
      expect(await reader.title()).not.toBe("ran");
      await reader.keyboard.press("Escape");
      await preview.waitFor({ state: "detached" });
    });

    test("a PDF opens in the browser's own viewer, behind the sandbox of every file", async () => {
      const sheet = { name: "cells.pdf", mimeType: "application/pdf", buffer: createPdf() };
      await sendFiles(sender, [sheet], `a sheet, ${device}`);
      const row = messages(reader).last();
      await row.getByText(`a sheet, ${device}`).waitFor();
      const link = row.getByRole("link", { name: "Open cells.pdf in a new tab" });
      const opened = reader.context().waitForEvent("page");
      await link.click();
      const viewer = await opened;
      await viewer.waitForLoadState();
      expect(await viewer.evaluate(() => document.contentType)).toBe("application/pdf");
      expect(new URL(viewer.url()).search).toBe("?view");
      await viewer.close();
      const headers = await reader.evaluate(
        async (url) => Object.fromEntries((await fetch(url)).headers),
        (await link.getAttribute("href")) ?? "",
      );
      expect(headers["content-security-policy"]).toStartWith("sandbox; default-src 'none'");
    });

    test("what is deleted is gone from there", async () => {
      const words = `to be deleted, ${device}`;
      await sendFiles(sender, [await createPicture(sender, "last.png", 200)], words);
      await messages(reader).last().getByText(words).waitFor();
      await openIt();
      const photos = dialog(reader).getByRole("link", { name: /^Go to/ });
      await photos.first().waitFor();
      const before = await photos.count();
      await reader.keyboard.press("Escape");
      const text = messages(sender).last().getByText(words);
      await text.dispatchEvent("contextmenu", { clientX: 60, clientY: 300, bubbles: true });
      await sender.getByRole("menuitem", { name: "Delete for everyone" }).click();
      await sender.getByRole("alertdialog").getByRole("button", { name: "Delete for everyone" }).click();
      await messages(reader).getByText(words).waitFor({ state: "detached" });
      await openIt();
      await photos.first().waitFor();
      expect(await photos.count()).toBe(before - 1);
    });
  });
}
