import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Locator, Page } from "playwright-core";
import { checkLooks, join, openStage, type Stage, sizes } from "./browser.ts";
import { fieldOf, messages, openMenu, openRoom, send } from "./room-page.ts";

let stage: Stage;
let host: Talker;
beforeAll(async () => {
  stage = await openStage();
  host = await Talker.join(stage.origin, "Harpreet Singh", Math.random);
});
afterAll(async () => {
  host.client.close();
  await stage.close();
});

/** The row that says this. */
const rowOf = (page: Page, text: string): Locator =>
  page
    .locator("main [role=log] li[data-key]")
    .filter({ has: page.locator(".markdown, .muted", { hasText: text }) })
    .last();

/** The menu of the message that says this. */
const openMenuOf = (page: Page, text: string): Promise<Locator> =>
  openMenu(page, rowOf(page, text).locator(".markdown").getByText(text).last());

async function act(page: Page, text: string, action: string): Promise<void> {
  const menu = await openMenuOf(page, text);
  await menu.getByRole("menuitem", { name: action, exact: true }).click();
}

for (const device of sizes) {
  describe(device, () => {
    let kavitha: Page;
    let arjun: Page;

    beforeAll(async () => {
      const title = `Biology ${device}`;
      await host.client.ask({ type: "room.create", kind: "public", title });
      kavitha = await stage.open(device);
      await join(kavitha, `Kavitha ${device}`);
      await openRoom(kavitha, stage.origin, `biology-${device}`);
      arjun = await stage.open(device);
      await join(arjun, `Arjun ${device}`);
      await openRoom(arjun, stage.origin, `biology-${device}`);
    });

    test("a reply carries a line of what it answers, and a press goes there", async () => {
      await send(kavitha, "Compare your sketch with these three");
      await rowOf(arjun, "Compare your sketch").waitFor();
      await act(arjun, "Compare your sketch", "Reply");
      await arjun.locator(".composing").getByText("Compare your sketch").waitFor();
      await send(arjun, "Is the dark dot the nucleus?");
      const quote = rowOf(kavitha, "Is the dark dot").getByRole("button", { name: /Compare your sketch/ });
      await quote.click();
      await kavitha.locator(".message-flashed").getByText("Compare your sketch").waitFor();
      expect(await rowOf(kavitha, "Is the dark dot").locator(".msg-head").count()).toBe(1);
    });

    test("a change of one's own message arrives everywhere, and Esc leaves it as it was", async () => {
      await send(arjun, "Mine came out fant");
      await rowOf(kavitha, "Mine came out fant").waitFor();
      await act(arjun, "came out fant", "Edit");
      expect(await fieldOf(arjun).inputValue()).toBe("Mine came out fant");
      await fieldOf(arjun).press("Escape");
      expect(await fieldOf(arjun).inputValue()).toBe("");
      if (device === "desk") await fieldOf(arjun).press("ArrowUp");
      else await act(arjun, "came out fant", "Edit");
      await fieldOf(arjun).fill("Mine came out faint");
      await arjun.getByRole("button", { name: "Save", exact: true }).click();
      await rowOf(kavitha, "Mine came out faint").getByText("edited").waitFor();
      await arjun.locator(".composing").waitFor({ state: "detached" });
      expect(await fieldOf(arjun).inputValue()).toBe("");
    });

    test("a reaction counts once for each, shows whose it is, and is taken back by a press", async () => {
      const menu = await openMenuOf(arjun, "Compare your sketch");
      await menu.getByRole("menuitem", { name: "👍" }).click();
      const chip = (page: Page) => rowOf(page, "Compare your sketch").getByRole("button", { name: /^👍/ });
      await chip(kavitha).waitFor();
      expect(await chip(arjun).getAttribute("aria-pressed")).toBe("true");
      expect(await chip(kavitha).getAttribute("aria-pressed")).toBe("false");
      expect(await chip(kavitha).getAttribute("aria-label")).toBe(`👍 1: Arjun ${device}`);
      await chip(kavitha).click();
      await chip(arjun).getByText("👍 2").waitFor();
      await checkLooks(kavitha, `messages ${device}`);
      await chip(kavitha).click();
      await chip(arjun).getByText("👍 1").waitFor();
    });

    test("any emoji is found by a word, in the tone one chose", async () => {
      await act(arjun, "Compare your sketch", "React with another emoji");
      const picker = arjun.getByRole("dialog", { name: "Emoji" });
      await picker.waitFor();
      await checkLooks(arjun, `emoji ${device}`);
      await picker.getByLabel("Find an emoji").fill("microsc");
      await picker.getByRole("button", { name: "microscope" }).click();
      await rowOf(kavitha, "Compare your sketch").getByRole("button", { name: /^🔬/ }).waitFor();
      await picker.waitFor({ state: "detached" });
    });

    test("a shortcode becomes its emoji", async () => {
      await fieldOf(arjun).pressSequentially("It grows :seedli");
      await arjun.getByRole("option", { name: /seedling/ }).waitFor();
      await fieldOf(arjun).press("Tab");
      expect(await fieldOf(arjun).inputValue()).toBe("It grows 🌱 ");
      await fieldOf(arjun).pressSequentially(":tada:");
      await arjun.waitForFunction(() => document.querySelector("textarea")?.value.includes("🎉"));
      await send(arjun, await fieldOf(arjun).inputValue());
      await rowOf(kavitha, "It grows 🌱 🎉").waitFor();
    });

    test("a thread is answered beside its room, and the room counts the answers", async () => {
      await act(arjun, "Compare your sketch", "Reply in thread");
      const panel = arjun.getByRole("complementary", { name: "Thread" });
      const field = panel.getByRole("textbox");
      await field.fill("Ours was faint too");
      await panel.getByRole("button", { name: "Send" }).click();
      await panel.getByRole("log").getByText("Ours was faint too").waitFor();
      await checkLooks(arjun, `thread ${device}`);
      await rowOf(kavitha, "Compare your sketch")
        .getByRole("button", { name: /^1 reply/ })
        .click();
      const other = kavitha.getByRole("complementary", { name: "Thread" });
      await other.getByText("Ours was faint too").waitFor();
      expect(await kavitha.locator("main [role=log]").getByText("Ours was faint too").count()).toBe(0);
      await other.getByRole("button", { name: "Close the thread" }).click();
      await panel.getByRole("button", { name: "Close the thread" }).click();
      await panel.waitFor({ state: "detached" });
    });

    test("a link to a message opens its room there", async () => {
      await act(kavitha, "Is the dark dot", "Copy the link");
      await kavitha.getByText("The link is copied").waitFor();
      const seq = await rowOf(kavitha, "Is the dark dot").getAttribute("data-key");
      const place = Number(/^s(\d+)$/.exec(seq ?? "")?.[1]);
      expect(place).toBeGreaterThan(0);
      await kavitha.goto(`${stage.origin}/r/biology-${device}/${place}`);
      await kavitha.locator(".message-flashed").getByText("Is the dark dot").waitFor();
    });

    test("one's own message goes for everyone, and what answers it says so", async () => {
      await act(kavitha, "Compare your sketch", "Delete for everyone");
      const question = kavitha.getByRole("alertdialog");
      await question.getByRole("heading", { name: "Delete your message?" }).waitFor();
      await checkLooks(kavitha, `delete message ${device}`);
      await question.getByRole("button", { name: "Delete for everyone" }).click();
      await rowOf(arjun, "Message deleted").waitFor();
      await rowOf(arjun, "Is the dark dot").getByText("The message was deleted").waitFor();
      expect(await arjun.getByRole("group", { name: "Reactions" }).count()).toBe(0);
    });

    test("members may not delete or pin what others wrote", async () => {
      const menu = await openMenuOf(kavitha, "Is the dark dot");
      expect(await menu.getByRole("menuitem", { name: "Delete for everyone" }).count()).toBe(0);
      expect(await menu.getByRole("menuitem", { name: "Pin" }).count()).toBe(0);
      await kavitha.keyboard.press("Escape");
    });
  });
}

test("by keyboard alone: Enter opens the actions, R replies, E edits, T opens the thread, Tab reaches the toolbar", async () => {
  const page = await stage.open("desk");
  await join(page, "Zoya Khan");
  await send(page, "Reached by keys");
  const row = messages(page).last();
  await row.getByText("Reached by keys").waitFor();
  await row.focus();
  // The toolbar stands on messages the host has.
  await page.getByRole("toolbar", { name: "Message actions" }).waitFor();
  await page.keyboard.press("r");
  await page.locator(".composing").waitFor();
  await page.keyboard.press("Escape");
  await row.focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menu", { name: "Message actions" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("menu", { name: "Message actions" }).waitFor({ state: "detached" });
  await page.locator("[role=log] li[data-key]:focus").waitFor();
  await page.getByRole("toolbar", { name: "Message actions" }).waitFor();
  await page.keyboard.press("Tab");
  await page.locator('[aria-label="React"]:focus').waitFor();
  await page.keyboard.press("ArrowRight");
  await page.locator('[aria-label="Reply"]:focus').waitFor();
  await checkLooks(page, "message tools");
  await row.focus();
  await page.keyboard.press("e");
  expect(await fieldOf(page).inputValue()).toBe("Reached by keys");
  await page.keyboard.press("Escape");
  await row.focus();
  await page.keyboard.press("t");
  await page.getByRole("complementary", { name: "Thread" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("complementary", { name: "Thread" }).waitFor({ state: "detached" });
});
