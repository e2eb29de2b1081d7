import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { checkLooks, join, openStage, type Stage, sizes } from "./browser.ts";
import { openRoom, send } from "./room-page.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});

/** What the page made to be heard and seen, counted beside the browser's own doing of it. */
interface Made {
  notes: number;
  readonly notifications: string[];
}

for (const device of sizes) {
  describe(device, () => {
    let page: Page;
    let other: Page;
    beforeAll(async () => {
      page = await stage.open(device);
      await page.context().grantPermissions(["notifications"]);
      await countMade(page);
      await page.reload();
      await join(page, `Ananya ${device}`);
      other = await stage.open(device);
      await join(other, `Arjun ${device}`);
      await openRoom(other, stage.origin, "common-room");
    });

    test("[ATT7] the settings say what is possible, and keep what was chosen", async () => {
      await page.goto(`${stage.origin}/you`);
      await choose(page, "Sound", "Soft");
      await choose(page, "Notifications of the browser", "On");
      await checkLooks(page, `attention ${device}`);
      await page.reload();
      expect(await isChosen(page, "Sound", "Soft")).toBe(true);
      expect(await isChosen(page, "Notifications of the browser", "On")).toBe(true);
    });

    test("[ATT4] [ATT5] what others say elsewhere is in the title and on the tab, heard once and shown", async () => {
      await lookAway(page);
      // Of a public room only one's name is told; what is written to oneself always is.
      await send(other, `/msg Ananya ${device}: Bring a leaf ${device}`);
      await page.waitForFunction(() => document.title.startsWith("(1) "));
      expect(await iconOf(page)).toBe("/mark-new.svg");
      await page.waitForFunction(() => (window as unknown as { made: Made }).made.notifications.length > 0);
      const made = await readMade(page);
      expect(made.notes).toBe(2);
      expect(made.notifications).toEqual([`Arjun ${device}: Bring a leaf ${device}`]);
      await page.goto(other.url());
      await page.waitForFunction(() => !document.title.startsWith("("));
      // The host knows it, too: the next page begins with what the host knows.
      await other.getByText("Seen", { exact: true }).waitFor();
      await openRoom(other, stage.origin, "common-room");
    });

    test("[ATT1] [ATT6] nothing is heard of one's own messages, of the room in view, or while one is not to be disturbed", async () => {
      await openRoom(page, stage.origin, "common-room");
      await send(page, `My own ${device}`);
      await page.getByRole("log").getByText(`My own ${device}`).waitFor();
      await send(other, `In view ${device}`);
      await page.getByRole("log").getByText(`In view ${device}`).waitFor();
      await page.waitForFunction(() => !document.title.startsWith("("));
      expect(await iconOf(page)).toBe("/mark.svg");
      expect((await readMade(page)).notes).toBe(0);
      await page.goto(`${stage.origin}/you`);
      await choose(page, "Do not disturb", "For an hour");
      await send(other, `While it is quiet ${device}`);
      await page.waitForFunction(() => document.title.startsWith("(1) "));
      expect(await readMade(page)).toEqual({ notes: 0, notifications: [] });
      await choose(page, "Do not disturb", "Off");
    });

    test("[ATT2] a room's level says what of it is told: every message, or not even one's name", async () => {
      await setLevel(page, "Every message");
      await lookAway(page);
      await send(other, `For everybody ${device}`);
      await page.waitForFunction(() => (window as unknown as { made: Made }).made.notifications.length > 0);
      expect((await readMade(page)).notifications).toEqual([
        `Common room: Arjun ${device}: For everybody ${device}`,
      ]);
      await setLevel(page, "Nothing");
      await lookAway(page);
      await send(other, `@Ananya ${device} are you there?`);
      await send(other, `/msg Ananya ${device}: Then here ${device}`);
      await page.waitForFunction(() => (window as unknown as { made: Made }).made.notifications.length > 0);
      expect((await readMade(page)).notifications).toEqual([`Arjun ${device}: Then here ${device}`]);
    });
  });
}

async function setLevel(page: Page, level: string): Promise<void> {
  await openRoom(page, stage.origin, "common-room");
  await page.getByRole("button", { name: "More about Common room" }).click();
  await page.getByRole("menuitem", { name: "Notifications" }).click();
  const dialog = page.getByRole("dialog", { name: "Notifications from Common room" });
  await dialog.getByRole("radio", { name: level }).check();
  await dialog.getByRole("radio", { name: level, checked: true }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
}

/** At another page of the app, in a window that does not have the focus. */
async function lookAway(page: Page): Promise<void> {
  await page.goto(`${stage.origin}/you`);
  await page.getByRole("heading", { level: 1, name: "You" }).waitFor();
  // What rings comes after what is seen.
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => {
    document.hasFocus = () => false;
  });
}

function countMade(page: Page): Promise<unknown> {
  return page.addInitScript(() => {
    const made: { notes: number; notifications: string[] } = { notes: 0, notifications: [] };
    Object.assign(window, { made });
    window.OscillatorNode = class extends OscillatorNode {
      constructor(context: BaseAudioContext, options?: OscillatorOptions) {
        super(context, options);
        made.notes += 1;
      }
    };
    window.Notification = class extends Notification {
      constructor(title: string, options?: NotificationOptions) {
        super(title, options);
        made.notifications.push(`${title}: ${options?.body}`);
      }
    };
  });
}

function readMade(page: Page): Promise<Made> {
  return page.evaluate(() => (window as unknown as { made: Made }).made);
}

function iconOf(page: Page): Promise<string | undefined> {
  return page.evaluate(() => document.querySelector("link[rel=icon]")?.getAttribute("href") ?? undefined);
}

async function choose(page: Page, group: string, option: string): Promise<void> {
  await page.getByRole("group", { name: group }).getByText(option, { exact: true }).click();
}

function isChosen(page: Page, group: string, option: string): Promise<boolean> {
  return page.getByRole("group", { name: group }).getByRole("radio", { name: option }).isChecked();
}
