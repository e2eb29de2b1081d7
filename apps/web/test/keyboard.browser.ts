import { afterAll, beforeAll, expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Page } from "playwright-core";
import { openStage, type Stage } from "./browser.ts";

/** Told with keys alone: nothing here presses, fills or focuses anything but by the keyboard. */
let stage: Stage;
let host: Talker;
let home: RoomId;
let page: Page;
beforeAll(async () => {
  stage = await openStage();
  host = await Talker.join(stage.origin, "Harpreet Singh", Math.random);
  home = host.client.rooms.value[0]?.id as RoomId;
  for (const text of ["Good morning, 9B", "Bring a leaf tomorrow"]) host.say(home, text, text);
  await host.settle();
  page = await stage.open("desk");
});
afterAll(async () => {
  host.client.close();
  await stage.close();
});

test("joining: the name has the focus, Enter joins, and the message field is ready", async () => {
  await page.getByRole("heading", { name: "What should people call you?" }).waitFor();
  await untilFocused("INPUT");
  await page.keyboard.type("Zoya Khan");
  await page.keyboard.press("Enter");
  await untilFocused("TEXTAREA");
  await page.getByRole("log").getByText("Bring a leaf tomorrow").waitFor();
});

test("reading: F6 goes between the parts, arrows, Home and End between the messages, which say what they are", async () => {
  await say("I am new here");
  await goToMessages();
  expect(await focusedText()).toContain("I am new here");
  await page.keyboard.press("ArrowUp");
  await untilRow("Bring a leaf tomorrow");
  expect(await focusedLabel()).toMatch(/^Harpreet Singh, \d+:\d\d/);
  await page.keyboard.press("Home");
  await untilRow("Good morning, 9B");
  await page.keyboard.press("End");
  await untilRow("I am new here");
  const regions = new Set<string>();
  for (let step = 0; step < 4; step += 1) {
    regions.add(await focusedRegion());
    await page.keyboard.press("F6");
  }
  for (const region of ["sidebar", "timeline", "composer"]) expect([...regions]).toContain(region);
});

test("replying: R on a message, the words, Enter", async () => {
  await goToMessages();
  await goToRow("Bring a leaf tomorrow");
  await page.keyboard.press("r");
  await page.locator(".composing").getByText("Bring a leaf tomorrow").waitFor();
  await untilFocused("TEXTAREA");
  await say("Which kind of leaf?");
  await page
    .locator("li[data-key]", { has: page.locator(".quote", { hasText: "Bring a leaf" }) })
    .getByText("Which kind of leaf?")
    .waitFor();
});

test("reacting: Enter on a message opens its actions, the first are emoji; Tab reaches the reaction, and Enter takes it back", async () => {
  await goToMessages();
  await goToRow("Good morning, 9B");
  await page.keyboard.press("Enter");
  await page.getByRole("menu", { name: "Message actions" }).waitFor();
  await untilLabelled("👍");
  await page.keyboard.press("Enter");
  const chip = page.getByRole("button", { name: /^👍 1/ });
  await chip.waitFor();
  await untilRow("Good morning, 9B");
  while (!(await focusedLabel()).startsWith("👍 1")) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await chip.waitFor({ state: "detached" });
});

test("answering in a thread: T opens it with its field, Esc leaves it for the message", async () => {
  await goToMessages();
  await goToRow("Good morning, 9B");
  await page.keyboard.press("t");
  const panel = page.getByRole("complementary", { name: "Thread" });
  await panel.waitFor();
  while ((await focusedRegion()) !== "composer" || !(await isInThread())) await page.keyboard.press("F6");
  await page.keyboard.type("Good morning to you");
  await page.keyboard.press("Enter");
  await panel.getByRole("log").getByText("Good morning to you").waitFor();
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  await untilRow("Good morning, 9B");
});

test("searching: Ctrl+K, the words, arrows and Enter lead to the message", async () => {
  await page.keyboard.press("Control+k");
  await untilFocused("INPUT");
  await page.keyboard.type("leaf tomorrow");
  await page.getByRole("option", { name: /Bring a leaf/ }).waitFor();
  while (!(await chosenOption())?.includes("Bring a leaf")) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator(".message-flashed").getByText("Bring a leaf tomorrow").waitFor();
});

async function say(text: string): Promise<void> {
  await page.keyboard.type(text);
  await page.keyboard.press("Enter");
  await page.getByRole("log").getByText(text).last().waitFor();
}

/** From wherever one is, part by part. */
async function goToMessages(): Promise<void> {
  while ((await focusedRegion()) !== "timeline") await page.keyboard.press("F6");
  await page.waitForFunction(() => document.activeElement?.hasAttribute("data-key"));
}

async function goToRow(text: string): Promise<void> {
  await page.keyboard.press("End");
  while (!(await focusedText()).includes(text)) {
    const before = await focusedText();
    await page.keyboard.press("ArrowUp");
    await page.waitForFunction((before) => document.activeElement?.textContent !== before, before);
  }
}

const untilFocused = (tag: string): Promise<unknown> =>
  page.waitForFunction((tag) => document.activeElement?.tagName === tag, tag);
const untilRow = (text: string): Promise<unknown> =>
  page.waitForFunction((text) => document.activeElement?.textContent?.includes(text), text);
const untilLabelled = (text: string): Promise<unknown> =>
  page.waitForFunction((text) => document.activeElement?.textContent === text, text);
const focusedText = (): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? "");
const focusedLabel = (): Promise<string> =>
  page.evaluate(() => document.activeElement?.getAttribute("aria-label") ?? "");
const focusedRegion = (): Promise<string> =>
  page.evaluate(
    () =>
      document.activeElement?.closest("[data-region]")?.getAttribute("data-region") ??
      document.activeElement?.tagName ??
      "",
  );
const isInThread = (): Promise<boolean> =>
  page.evaluate(() => document.activeElement?.closest("aside.thread") !== null);
const chosenOption = (): Promise<string | null> =>
  page.evaluate(() => document.querySelector("[role=option][aria-selected=true]")?.textContent ?? null);
