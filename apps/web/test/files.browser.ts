import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { checkLooks, isPhone, join, openStage, type Stage, sizes } from "./browser.ts";
import { type ChosenFile, createPhoto, createPicture, createVideo, secretPlace } from "./pictures.ts";
import { fieldOf, messages, openMenu, send, trayOf } from "./room-page.ts";

const maxBytes = 12_000_000;
let stage: Stage;
beforeAll(async () => {
  stage = await openStage(["--files-max-bytes", String(maxBytes)]);
});
afterAll(() => stage.close());

const choose = (page: Page, files: ChosenFile | ChosenFile[], label = "Files"): Promise<void> =>
  page.getByLabel(label, { exact: true }).setInputFiles(files);
const press = async (page: Page): Promise<void> => {
  if (isPhone(page)) await page.locator("[data-region=composer] [type=submit]").click();
  else await fieldOf(page).press("Enter");
};
const last = (page: Page): Locator => messages(page).last();
const fetchBytes = async (page: Page, path: string): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate(async (path) => [...new Uint8Array(await (await fetch(path)).arrayBuffer())], path),
  );

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

    test("a photo arrives upright, small enough, and without the place it was taken at", async () => {
      await choose(sender, await createPhoto(sender, "IMG_0001.jpg"), "Photos and videos");
      const card = trayOf(sender);
      await card.getByText("IMG_0001.jpg").waitFor();
      await card.getByLabel("What IMG_0001.jpg shows").fill("Onion peel under the microscope");
      await fieldOf(sender).fill("Look at the nuclei");
      await card.getByRole("progressbar").waitFor({ state: "detached" });
      await checkLooks(sender, `photo to send ${device}`);
      await fieldOf(sender).focus();
      await press(sender);
      await card.waitFor({ state: "detached" });
      const row = last(reader);
      await row.getByText("Look at the nuclei").waitFor();
      const tile = row.getByRole("button", { name: "Open: Onion peel under the microscope" });
      await tile.waitFor();
      const small = (await tile.locator("img").getAttribute("src")) ?? "";
      expect((await fetchBytes(reader, small)).length).toBeLessThanOrEqual(40_960);
      const whole = small.replace(/2$/, "1");
      const sent = await fetchBytes(reader, whole);
      expect(sent.includes(secretPlace)).toBe(false);
      const size = await reader.evaluate(async (path) => {
        const picture = await createImageBitmap(await (await fetch(path)).blob());
        return [picture.width, picture.height];
      }, whole);
      expect(size).toEqual([800, 1200]);
      await checkLooks(reader, `photo ${device}`);
    });

    test("a photo goes on with who sent it first, and stays when the first one goes", async () => {
      const first = (page: Page): Locator =>
        messages(page).filter({ hasText: "Look at the nuclei", hasNotText: "Forwarded from" }).last();
      await actOn(reader, first(reader), "Forward");
      const dialog = reader.getByRole("dialog", { name: "Forward to" });
      await dialog.getByRole("button", { name: "Common room" }).click();
      await last(sender).getByText(`Forwarded from Sender ${device}`).waitFor();
      await actOn(sender, first(sender), "Delete for everyone");
      await sender.getByRole("alertdialog").getByRole("button", { name: "Delete for everyone" }).click();
      await messages(sender).getByText("Message deleted").last().waitFor();
      const small = await last(sender).locator("img[src^='/files/']").first().getAttribute("src");
      expect((await fetchBytes(sender, small ?? "")).length).toBeGreaterThan(1_000);
    });

    test("the original is sent where one asks for it", async () => {
      const photo = await createPhoto(sender, "IMG_0002.jpg", 200);
      await choose(sender, photo, "Photos and videos");
      await trayOf(sender).getByRole("switch", { name: "Send originals" }).click();
      await fieldOf(sender).focus();
      await press(sender);
      const tile = last(reader).getByRole("button", { name: /^Open: Photo from Sender/ });
      await tile.waitFor();
      const path = ((await tile.locator("img").getAttribute("src")) ?? "").replace(/2$/, "1");
      expect((await fetchBytes(reader, path)).equals(photo.buffer)).toBe(true);
      await choose(sender, photo, "Photos and videos");
      await trayOf(sender).getByRole("switch", { name: "Send originals" }).click();
      await trayOf(sender).getByRole("button", { name: "Remove IMG_0002.jpg" }).click();
      await trayOf(sender).waitFor({ state: "detached" });
    });

    test("ten pictures are one gallery, seen large one after the other", async () => {
      const pictures: ChosenFile[] = [];
      for (let index = 0; index < 10; index += 1)
        pictures.push(await createPicture(sender, `cells ${index}.png`, index * 30));
      await choose(sender, pictures);
      await fieldOf(sender).focus();
      await press(sender);
      const gallery = last(reader).getByRole("group", { name: "10 pictures" });
      await gallery.waitFor();
      expect(await gallery.getByRole("button").count()).toBe(4);
      await gallery.getByText("+6").waitFor();
      await checkLooks(reader, `gallery ${device}`);
      const first = gallery.getByRole("button").first();
      await first.click();
      const viewer = reader.getByRole("dialog");
      await viewer.getByText("1 of 10").waitFor();
      await viewer.locator("img").waitFor();
      for (let step = 0; step < 9; step += 1) await reader.keyboard.press("ArrowRight");
      await viewer.getByText("10 of 10").waitFor();
      await viewer.getByRole("button", { name: "Larger" }).click();
      await checkLooks(reader, `viewer ${device}`);
      await reader.keyboard.press("Escape");
      await viewer.waitFor({ state: "detached" });
      expect(await first.evaluate((element) => element === document.activeElement)).toBe(true);
    });

    test("any other file is a card with its name and size, saved under its name", async () => {
      const name = "ವರದಿ <b>ತರಗತಿ 9.pdf";
      await choose(sender, { name, mimeType: "application/pdf", buffer: Buffer.alloc(1_234_567, 7) });
      await fieldOf(sender).focus();
      await press(sender);
      const row = last(reader);
      await row.getByText(name).waitFor();
      await row.getByText("1.2 MB").waitFor();
      await checkLooks(reader, `file ${device}`);
      const [download] = await Promise.all([
        reader.waitForEvent("download"),
        row.getByRole("link", { name: `Save ${name}` }).click(),
      ]);
      // The browser itself replaces what no file system takes.
      expect(download.suggestedFilename()).toMatch(/^ವರದಿ .b.ತರಗತಿ 9\.pdf$/);
    });

    test("a video plays where it is, with seeking, and never by itself", async () => {
      await choose(sender, await createVideo(sender, "demo.webm"));
      await fieldOf(sender).focus();
      await press(sender);
      const video = last(reader).locator("video");
      await video.waitFor();
      expect(await video.evaluate((element: HTMLVideoElement) => [element.paused, element.preload])).toEqual([
        true,
        "none",
      ]);
      const played = await video.evaluate(async (element: HTMLVideoElement) => {
        element.muted = true;
        await element.play();
        element.pause();
        element.currentTime = 0.5;
        await new Promise((done) => element.addEventListener("seeked", done, { once: true }));
        return [element.videoWidth, element.currentTime];
      });
      expect(played).toEqual([320, 0.5]);
      await checkLooks(reader, `video ${device}`);
    });

    test("what is too large is named with its limit, and thrown away", async () => {
      await choose(sender, {
        name: "Relay practice.mp4",
        mimeType: "video/mp4",
        buffer: Buffer.alloc(maxBytes + 1_000_000),
      });
      await trayOf(sender).getByText("13 MB. The limit here is 12 MB.").waitFor();
      await checkLooks(sender, `too large ${device}`);
      await trayOf(sender).getByRole("button", { name: "Remove Relay practice.mp4" }).click();
      await trayOf(sender).waitFor({ state: "detached" });
    });

    test("a file waits for a host that is gone, and its message is sent when it is back", async () => {
      await choose(sender, {
        name: "before.bin",
        mimeType: "application/octet-stream",
        buffer: Buffer.alloc(500_000, 1),
      });
      await trayOf(sender).getByText("500 KB", { exact: true }).waitFor();
      await stage.kill();
      await choose(sender, {
        name: "after.bin",
        mimeType: "application/octet-stream",
        buffer: Buffer.alloc(900_000, 2),
      });
      await trayOf(sender).getByText("Waits for the connection").first().waitFor();
      await fieldOf(sender).fill("both files");
      await press(sender);
      await trayOf(sender).getByText("Sent as soon as it is complete").waitFor();
      await checkLooks(sender, `leaving ${device}`);
      await stage.start();
      await trayOf(sender).waitFor({ state: "detached", timeout: 30_000 });
      const row = last(reader);
      await row.getByText("both files").waitFor({ timeout: 30_000 });
      const links = row.getByRole("link", { name: /^Save/ });
      expect(await links.count()).toBe(2);
      const path = ((await links.last().getAttribute("href")) ?? "").replace("?save", "");
      expect((await fetchBytes(reader, path)).equals(Buffer.alloc(900_000, 2))).toBe(true);
    });

    test("a picture that is pasted or dropped lies beside the words", async () => {
      const { buffer } = await createPicture(sender, "x.png", 100);
      for (const kind of ["paste", "drop"] as const) {
        await sender.evaluate(
          ([kind, bytes]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([new Uint8Array(bytes)], `${kind}.png`, { type: "image/png" }));
            const init = { bubbles: true, cancelable: true };
            document.body.dispatchEvent(
              kind === "paste"
                ? new ClipboardEvent("paste", { ...init, clipboardData: transfer })
                : new DragEvent("drop", { ...init, dataTransfer: transfer }),
            );
          },
          [kind, [...buffer]] as const,
        );
        await trayOf(sender).getByText(`${kind}.png`).waitFor();
      }
      await fieldOf(sender).focus();
      await press(sender);
      await last(reader).getByRole("group", { name: "2 pictures" }).waitFor();
    });
  });
}

test("no file runs a script, shown in a message or opened by itself", async () => {
  const page = await stage.open("desk");
  await join(page, "Mallory");
  const script = "<script>document.title='ran'; top.ran = 1; fetch('/api/log-out', {method:'POST'})</script>";
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="document.title='ran'">${script}</svg>`;
  const hostile: readonly (readonly [name: string, mimeType: string, content: string])[] = [
    ["a.svg", "image/svg+xml", svg],
    ["b.png", "image/png", svg],
    ["c.html", "text/html", script],
    ["d.txt", "text/plain", script],
    ["e.xml", "application/xml", `<x xmlns="http://www.w3.org/1999/xhtml">${script}</x>`],
    ["f.jpg", "image/jpeg", `GIF89a=1;${script}`],
    ["g.mp4", "video/mp4", script],
    ["h.pdf", "application/pdf", script],
    ['<img src=x onerror="top.ran=1">.txt', "text/plain", script],
  ];
  for (const [name, mimeType, content] of hostile) {
    await choose(page, { name, mimeType, buffer: Buffer.from(content) });
    // Sent before it lies there, it would go with the next one.
    await trayOf(page)
      .getByRole("button", { name: /^Remove/ })
      .waitFor();
    await fieldOf(page).focus();
    await press(page);
    await trayOf(page).waitFor({ state: "detached" });
  }
  await last(page).getByText("onerror").waitFor();
  const title = await page.title();
  const [, room, seq] =
    (await last(page).getByRole("link").getAttribute("href"))?.match(/^\/files\/([^/]+)\/(\d+)/) ?? [];
  const paths = hostile.map((_, index) => `/files/${room}/${Number(seq) - index}/1`);
  const found = await page.evaluate(
    (paths) => Promise.all(paths.map(async (path) => (await fetch(path)).status)),
    paths,
  );
  expect(new Set(found)).toEqual(new Set([200]));
  for (const path of paths.flatMap((path) => [path, `${path}?view`])) {
    const opened = await page.context().newPage();
    // What is offered for saving is no page.
    await opened.goto(stage.origin + path).catch(() => undefined);
    expect(await opened.title()).not.toBe("ran");
    await opened.close();
  }
  expect(await page.title()).toBe(title);
  expect(await page.evaluate(() => "ran" in globalThis)).toBe(false);
  await page.reload();
  await fieldOf(page).waitFor();
});

/** Does what the menu of a message offers. */
async function actOn(page: Page, row: Locator, action: string): Promise<void> {
  const menu = await openMenu(page, row.locator(".markdown"));
  await menu.getByRole("menuitem", { name: action }).click();
}
