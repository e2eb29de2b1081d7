import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { checkLooks, isPhone, join, openList, openStage, type Stage, sizes } from "./browser.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});

for (const device of sizes) {
  describe(device, () => {
    let page: Page;
    beforeAll(async () => {
      page = await stage.open(device);
      await join(page, `Ananya ${device}`);
      for (const title of ["Algebra", "Botany", "Chemistry"]) await createRoom(page, `${title} ${device}`);
    });

    test("the switcher finds a room by a few letters, and Enter opens it", async () => {
      await openSwitcher(page);
      const field = page.getByRole("combobox", { name: "Search or jump to" });
      await field.fill("bota");
      const option = page.getByRole("option", { name: new RegExp(`Botany ${device}`) });
      await option.waitFor();
      expect(await option.getAttribute("aria-selected")).toBe("true");
      await checkLooks(page, `switcher ${device}`);
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: `Botany ${device}` }).waitFor();
    });

    test("the switcher moves by arrows, lists commands after a slash, and gives the focus back", async () => {
      await openSwitcher(page);
      const field = page.getByRole("combobox", { name: "Search or jump to" });
      await field.fill("/");
      await page.getByRole("option", { name: "Create a room" }).waitFor();
      await checkLooks(page, `switcher commands ${device}`);
      await page.keyboard.press("ArrowDown");
      expect(await page.getByRole("option", { selected: true }).textContent()).toBe("New message");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      expect(await page.getByRole("option", { selected: true }).textContent()).not.toBe("Create a room");
      await field.fill("nobody is called this");
      await page.getByRole("option", { name: /Create a room called “nobody is called this”/ }).waitFor();
      await page.keyboard.press("Escape");
      await field.waitFor({ state: "hidden" });
    });

    test("the address, back and forward follow where one is", async () => {
      await open(page, `Algebra ${device}`);
      await open(page, `Chemistry ${device}`);
      expect(new URL(page.url()).pathname).toBe(`/r/chemistry-${device}`);
      if (isPhone(page)) {
        await page.getByRole("button", { name: "Back" }).click();
        await page.getByRole("heading", { level: 1, name: "Chats" }).waitFor();
      } else {
        await page.goBack();
        await page.getByRole("heading", { level: 1, name: `Algebra ${device}` }).waitFor();
      }
      await page.goForward();
      await page.getByRole("heading", { level: 1, name: `Chemistry ${device}` }).waitFor();
    });

    test("a lost host is told after three seconds, what is written waits, and is sent when it is back", async () => {
      await open(page, `Algebra ${device}`);
      await stage.kill();
      await page.getByText("Connection lost.").waitFor();
      await checkLooks(page, `connection lost ${device}`);
      await page.locator("[data-region=composer] textarea").fill("Written while the host was away");
      await page.getByRole("button", { name: "Send when the connection is back" }).click();
      const waiting = page.getByRole("log").getByText("Waits for the connection");
      await waiting.waitFor();
      await stage.start();
      await page.getByRole("button", { name: "Try now" }).click();
      await page.getByText("1 waiting message was sent.").waitFor();
      await checkLooks(page, `connected again ${device}`);
      await waiting.waitFor({ state: "hidden" });
      expect(await page.getByText("Written while the host was away").count()).toBe(1);
    });
  });
}

test("at 320 px, and so at 400 %, nothing scrolls sideways", async () => {
  const page = await stage.open("phone");
  await page.setViewportSize({ width: 320, height: 568 });
  await checkLooks(page, "join narrow");
  await join(page, "Chidi Okonkwo-Achebe of the upper sixth");
  const pages = [
    ["/r/common-room", "Common room"],
    ["/", "Chats"],
    ["/people", "People"],
    ["/you", "You"],
    ["/rooms", "All rooms"],
  ] as const;
  for (const [path, name] of pages) {
    await page.goto(stage.origin + path);
    await page.getByRole("heading", { level: 1, name, exact: true }).waitFor();
    await checkLooks(page, `narrow ${path}`);
  }
});

test("on a tablet the sidebar stays beside the room", async () => {
  const page = await stage.open("tablet");
  await join(page, "Lin");
  await page.getByRole("navigation", { name: "Rooms and people" }).waitFor();
  await checkLooks(page, "tablet room");
});

describe("by keyboard alone", () => {
  let page: Page;
  beforeAll(async () => {
    page = await stage.open("desk");
    await page.locator("input[name=name]:focus").waitFor();
    await page.keyboard.type("Meera");
    await page.keyboard.press("Enter");
    await page.locator("[data-region=composer] textarea").waitFor();
    for (const title of ["Drawing", "English"]) await createRoom(page, title);
    await page.locator("[data-region=composer] textarea").waitFor();
  });

  test("Ctrl and K opens the switcher, Ctrl and / the list of keys, Escape closes them", async () => {
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search or jump to" }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("combobox", { name: "Search or jump to" }).waitFor({ state: "hidden" });
    await page.keyboard.press("Control+/");
    await page.getByRole("heading", { name: "Keyboard shortcuts" }).waitFor();
    await checkLooks(page, "keyboard shortcuts");
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Keyboard shortcuts" }).waitFor({ state: "hidden" });
  });

  test("Alt and arrows move between the rooms of the sidebar", async () => {
    await page.getByRole("heading", { level: 1, name: "English" }).waitFor();
    await page.keyboard.press("Alt+ArrowUp");
    await page.getByRole("heading", { level: 1, name: "Drawing" }).waitFor();
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("heading", { level: 1, name: "English" }).waitFor();
  });

  test("F6 goes around the parts of the page, and each list is one Tab stop", async () => {
    const regions: string[] = [];
    for (let step = 0; step < 4; step += 1) {
      await page.keyboard.press("F6");
      regions.push(
        await page.evaluate(
          () => document.activeElement?.closest("[data-region]")?.getAttribute("data-region") ?? "none",
        ),
      );
    }
    expect(new Set(regions)).toEqual(new Set(["sidebar", "timeline", "composer", "details"]));
    expect(await page.locator(".side-scroll .nav[tabindex='0']").count()).toBe(1);
  });

  test("the first stop of Tab skips to the message field", async () => {
    await page.reload();
    await page.locator("[data-region=composer] textarea").waitFor();
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.locator(".skip-link").focus();
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("TEXTAREA");
  });

  test("a dialog holds the focus and gives it back to its button", async () => {
    const button = page.getByRole("button", { name: "New room" });
    await button.focus();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Create a room" }).waitFor();
    for (let step = 0; step < 12; step += 1) await page.keyboard.press("Tab");
    expect(
      await page.evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null,
      ),
    ).toBe(true);
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Create a room" }).waitFor({ state: "hidden" });
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });
});

async function createRoom(page: Page, title: string): Promise<void> {
  await openSwitcher(page);
  await page.getByRole("combobox", { name: "Search or jump to" }).fill(title);
  await page.getByRole("option", { name: `Create a room called “${title}”` }).click();
  await page.getByRole("button", { name: "Create the room" }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

async function openSwitcher(page: Page): Promise<void> {
  await openList(page);
  await page.getByRole("button", { name: /Search or jump to/ }).click();
}

async function open(page: Page, title: string): Promise<void> {
  await openList(page);
  await page.getByRole("link", { name: new RegExp(`^${title}`) }).click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}
