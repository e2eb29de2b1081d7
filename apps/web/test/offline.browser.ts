import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as joinPath } from "node:path";
import type { Page } from "playwright-core";
import { checkLooks, type Device, isPhone, join, openList, openStage, type Stage, sizes } from "./browser.ts";
import { messages, openRoom, send } from "./room-page.ts";

const roomNames = ["Algebra", "Botany", "Chemistry"] as const;

for (const device of sizes) {
  describe(device, () => {
    let stage: Stage;
    let folder: string;
    beforeAll(async () => {
      stage = await openStage();
      folder = mkdtempSync(joinPath(tmpdir(), "hearth-profile-"));
    });
    afterAll(async () => {
      await stage.close();
      rmSync(folder, { recursive: true, force: true });
    });

    test("[OFF1] what is written without the host is sent once and in order, after the tab and the browser were closed", async () => {
      const first = await stage.openProfile(device, folder);
      await prepareRooms(first.page);
      const reader = await stage.open(device);
      await join(reader, `Ravi ${device}`);
      for (const room of roomNames) await openRoom(reader, stage.origin, room.toLowerCase());
      await stage.kill();
      const written = await writeInTurns(first.page, 20);
      await checkLooks(first.page, `offline waiting ${device}`);
      await first.page.close();
      await first.close();

      const second = await stage.openProfile(device, folder, null);
      await expect(second.page.goto(stage.origin)).rejects.toThrow("ERR_CONNECTION_REFUSED");
      await stage.start();
      for (const room of roomNames) {
        await second.page.goto(`${stage.origin}/r/${room.toLowerCase()}`);
        const texts = written.filter((text) => text.startsWith(room));
        await second.page.getByText(texts.at(-1) ?? "").waitFor();
        await expectSent(second.page, texts);
      }
      await second.close();

      for (const room of roomNames) {
        await openRoom(reader, stage.origin, room.toLowerCase());
        await expectSent(
          reader,
          written.filter((text) => text.startsWith(room)),
        );
      }
    });

    test("[OFF1] what was sent in the moment the page was left is sent by the next one", async () => {
      const page = await stage.open(device);
      await join(page, `Mei ${device}`);
      await openRoom(page, stage.origin, "algebra");
      await page.evaluate(keepBusy);
      await send(page, "Sent and gone");
      await messages(page).getByText("Sent and gone").waitFor();
      await page.goto("about:blank");
      await openRoom(page, stage.origin, "algebra");
      await messages(page).getByText("Sent and gone").waitFor();
      await page.waitForFunction(isNothingWaiting);
      expect(await messages(page).getByText("Sent and gone").count()).toBe(1);
    });

    test("[OFF2] of two tabs one sends what waits, and the other takes over when the first is closed", async () => {
      const [page, other] = await openTwoTabs(stage, device, "Lin");
      await stage.kill();
      await other.getByText("Connection lost.").waitFor();
      await send(page, "Typed while two tabs were open");
      await page.getByText("Waits for the connection").first().waitFor();
      await page.close({ runBeforeUnload: true });
      await stage.start();
      await other.getByRole("button", { name: "Try now" }).click();
      await messages(other).getByText("Typed while two tabs were open").waitFor();
      await other.reload();
      await messages(other).getByText("Typed while two tabs were open").waitFor();
      expect(await messages(other).getByText("Typed while two tabs were open").count()).toBe(1);
    });

    test("[OFF2] what was typed in the moment a tab was closed is sent by another one at once", async () => {
      const [page, other] = await openTwoTabs(stage, device, "Noor");
      await page.evaluate(keepBusy);
      await send(page, "Typed and closed");
      await messages(page).getByText("Typed and closed").waitFor();
      await page.close({ runBeforeUnload: true });
      await messages(other).getByText("Typed and closed").waitFor();
      await other.waitForFunction(isNothingWaiting);
      expect(await messages(other).getByText("Typed and closed").count()).toBe(1);
    });

    test("[OFF3] a room that was read before can be read while the host is away", async () => {
      const { page, close } = await stage.openProfile(device, folder);
      await page.goto(`${stage.origin}/r/algebra`);
      await messages(page).first().waitFor();
      const lastText = ((await messages(page).last().locator(".markdown").textContent()) ?? "").trim();
      // Kept a moment after it was shown.
      while (!(await page.evaluate(isKept, lastText)));
      await page.goto(`${stage.origin}/you`);
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "You" }).waitFor();
      await page.waitForLoadState("networkidle");
      await stage.kill();
      await page.getByText("Connection lost.").waitFor();
      await goTo(page, "Algebra");
      await messages(page).getByText(lastText).first().waitFor();
      await checkLooks(page, `offline reading ${device}`);
      await stage.start();
      await close();
    });
  });
}

/** Somebody who has a room open twice in one browser. */
async function openTwoTabs(stage: Stage, device: Device, name: string): Promise<readonly [Page, Page]> {
  const page = await stage.open(device);
  await join(page, `${name} ${device}`);
  await openRoom(page, stage.origin, "algebra");
  const other = await page.context().newPage();
  await openRoom(other, stage.origin, "algebra");
  return [page, other];
}

async function prepareRooms(page: Page): Promise<void> {
  await join(page, "Ananya");
  for (const title of roomNames) {
    await openList(page);
    await page.getByRole("button", { name: /Search or jump to/ }).click();
    await page.getByRole("combobox", { name: "Search or jump to" }).fill(title);
    await page.getByRole("option", { name: `Create a room called “${title}”` }).click();
    await page.getByRole("button", { name: "Create the room" }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
  }
}

/** Writes in one room after the other, as somebody who answers here and there. */
async function writeInTurns(page: Page, count: number): Promise<readonly string[]> {
  const written: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const room = roomNames[i % roomNames.length] ?? "";
    const text = `${room} message ${i + 1} of ${count}`;
    await goTo(page, room);
    await send(page, text);
    await page.getByRole("log").getByText(text).waitFor();
    written.push(text);
  }
  return written;
}

/** Moves inside the page: without the host nothing can be loaded. */
async function goTo(page: Page, room: string): Promise<void> {
  if (isPhone(page) && (await page.getByRole("button", { name: "Back", exact: true }).isVisible()))
    await page.getByRole("button", { name: "Back", exact: true }).click();
  const tab = page.getByRole("link", { name: /^Chats/ });
  if (isPhone(page) && (await tab.isVisible())) await tab.click();
  await page
    .getByRole("link", { name: new RegExp(room) })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: room }).waitFor();
}

/** Nothing waits, and each is there once and in order; a page that was just opened takes over what waits a moment later. */
async function expectSent(page: Page, texts: readonly string[]): Promise<void> {
  await page.getByText(texts.at(-1) ?? "").waitFor();
  let mine: readonly string[] = [];
  for (let looks = 0; looks < 100 && mine.join() !== texts.join(); looks += 1) {
    await page.waitForFunction(isNothingWaiting);
    const shown = await messages(page).locator(".markdown").allTextContents();
    mine = shown.map((text) => text.trim()).filter((text) => text.includes(" message "));
  }
  expect(mine).toEqual([...texts]);
}

/** Runs in the page. */
function isNothingWaiting(): boolean {
  const text = document.querySelector("[role=log]")?.textContent ?? "Sending";
  return !/Sending|Waits for the connection/.test(text);
}

/** Runs in the page: holds the database of what waits, so that nothing can be written to it. */
function keepBusy(): Promise<void> {
  return new Promise((held) => {
    const asked = indexedDB.open("hearth-outbox");
    asked.onsuccess = () => {
      const store = asked.result.transaction("messages", "readwrite").objectStore("messages");
      const goOn = () => {
        held();
        store.count().onsuccess = goOn;
      };
      goOn();
    };
  });
}

/** Runs in the page: is a message with this text in what the browser keeps? */
function isKept(text: string): Promise<boolean> {
  return new Promise((done) => {
    const asked = indexedDB.open("hearth-history");
    asked.onsuccess = () => {
      const pages = asked.result.transaction("pages").objectStore("pages").getAll();
      pages.onsuccess = () => {
        asked.result.close();
        done(JSON.stringify(pages.result).includes(text));
      };
    };
  });
}
