import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import type { ClientId, RoomId } from "@hearth/protocol";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Download, Page } from "playwright-core";
import { checkLooks, join, openStage, type Stage, sizes, snap } from "./browser.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { openRoom } from "./room-page.ts";

const folder = mkdtempSync(joinPath(tmpdir(), "hearth-saved-"));
let stage: Stage;
let host: Talker;
beforeAll(async () => {
  stage = await openStage(["--no-limits-messages"]);
  host = await Talker.join(stage.origin, "Harpreet Singh", Math.random);
});
afterAll(async () => {
  host.client.close();
  await stage.close();
  rmSync(folder, { recursive: true });
});

for (const device of sizes) {
  describe(device, () => {
    let page: Page;
    let room: RoomId;

    beforeAll(async () => {
      room = await createRoom(`Cells ಕೋಶ ${device}`);
      await say(room, "Look at http://library.local/cells?a=1&b=2");
      await say(room, "هل أحضر أحدكم مفاتيح المختبر؟");
      page = await stage.open(device);
      await join(page, `Kavitha ${device}`);
      await openRoom(page, stage.origin, (await host.client.ask({ type: "room.get", room })).room.slug);
    });

    test("a chat is saved as a page, and the dialog tells how many messages that were", async () => {
      await openDialog(page);
      await checkLooks(page, `save chat ${device}`);
      const saved = await save(page);
      expect(saved.suggestedFilename()).toMatch(
        new RegExp(`^Cells ಕೋಶ ${device} \\d{4}-\\d\\d-\\d\\d\\.html$`, "u"),
      );
      await page.getByText("2 messages saved").waitFor();
      await checkLooks(page, `chat saved ${device}`);
      const path = joinPath(folder, `${device}.html`);
      await saved.saveAs(path);
      await page.getByRole("button", { name: "Close" }).last().click();
      const alone = await page
        .context()
        .browser()
        ?.newPage({
          viewport: page.viewportSize(),
          colorScheme: device === "phone" ? "dark" : "light",
        });
      await alone?.goto(`file://${path}`);
      await alone?.getByText("مفاتيح").waitFor();
      expect(await alone?.getByRole("link", { name: "http://library.local/cells?a=1&b=2" }).count()).toBe(1);
      if (alone) await checkLooks(alone, `saved page ${device}`);
      await alone?.close();
    });

    test("the days that are chosen are what is saved, as text", async () => {
      await openDialog(page);
      await page.getByRole("radio", { name: /Plain text/ }).check();
      await page.getByRole("radio", { name: "Some days" }).check();
      await page.getByLabel("Up to").fill("2001-01-01");
      const saved = await save(page);
      await page.getByText("0 messages saved").waitFor();
      const path = joinPath(folder, `${device}.txt`);
      await saved.saveAs(path);
      expect(readFileSync(path, "utf8")).toContain("up to Monday");
      await page.getByRole("button", { name: "Close" }).last().click();
    });

    test("whoever may not read the room any more is told so in place", async () => {
      await openDialog(page);
      const gone = await createRoom(`Gone ${device}`);
      const fetched = await page.evaluate(
        (id) => fetch(`/api/export/${id}?format=text&check`).then((answer) => answer.status),
        gone,
      );
      expect(fetched).toBe(404);
      await page.route("**/api/export/**", (route) =>
        route.fulfill({ status: 404, json: { code: "not_found", reason: "room_missing", params: {} } }),
      );
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await page.getByRole("dialog").getByRole("alert").waitFor();
      await page.unroute("**/api/export/**");
      await page.keyboard.press("Escape");
    });
  });
}

test("[EXP5] no text anybody can write runs, loads or breaks out of the saved page", async () => {
  const room = await createRoom("</title><script>alert(1)</script>");
  for (const text of hostileTexts) await say(room, text);
  const page = await stage.open("desk");
  await join(page, "Zoya");
  await openRoom(page, stage.origin, (await host.client.ask({ type: "room.get", room })).room.slug);
  await openDialog(page);
  const path = joinPath(folder, "hostile.html");
  await (await save(page)).saveAs(path);
  const alone = await page.context().newPage();
  const bugs: string[] = [];
  const requests: string[] = [];
  alone.on("dialog", (dialog) => {
    bugs.push(dialog.message());
    void dialog.dismiss();
  });
  alone.on("console", (message) => bugs.push(message.text()));
  alone.on("request", (request) => requests.push(request.url()));
  await alone.goto(`file://${path}`);
  expect(await alone.locator("article").count()).toBe(hostileTexts.length);
  const texts = await alone.locator("article .text").allTextContents();
  expect(texts.map((text) => text.replaceAll("\uFFFD", ""))).toEqual(
    hostileTexts.map((text) => text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000B-\u001F]/g, "")),
  );
  const names = await alone.evaluate(() => [
    ...new Set([...document.querySelectorAll("*")].map((one) => one.localName)),
  ]);
  expect(names.filter((name) => /script|img|iframe|svg|object|embed|form|math/.test(name))).toEqual([]);
  const links = await alone.evaluate(() => [...document.querySelectorAll("a")].map((link) => link.protocol));
  expect([...new Set(links)].sort()).toEqual(["http:"]);
  await alone.locator("a").first().hover();
  await snap(alone, "saved hostile page");
  expect(bugs).toEqual([]);
  expect(requests).toEqual([`file://${path}`]);
  await alone.close();
});

async function createRoom(title: string): Promise<RoomId> {
  return (await host.client.ask({ type: "room.create", kind: "public", title })).room.id;
}

async function say(room: RoomId, text: string): Promise<void> {
  const clientId = crypto.randomUUID() as ClientId;
  await host.client.ask({ type: "message.send", room, clientId, body: { kind: "text", text } });
}

async function openDialog(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^More about/ }).click();
  await page.getByRole("menuitem", { name: "Save this chat" }).click();
  await page.getByRole("button", { name: "Save", exact: true }).waitFor();
}

async function save(page: Page): Promise<Download> {
  const begun = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  return begun;
}
