import { afterAll, beforeAll, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { checkLooks, join, openStage, type Stage } from "./browser.ts";
import { fieldOf, messages, send } from "./room-page.ts";

let stage: Stage;
let ananya: Page;
let ravi: Page;
beforeAll(async () => {
  stage = await openStage();
  ananya = await stage.open("phone");
  await join(ananya, "Ananya");
  ravi = await stage.open("phone");
  await join(ravi, "Ravi");
});
afterAll(() => stage.close());

test("[ACC13] on a phone a person deletes themselves, after reading what goes and what stays", async () => {
  await send(ravi, "The plan for Friday");
  await messages(ananya).last().getByText("The plan for Friday").waitFor();
  const room = ananya.url();
  const direct = await openDirect(ravi, "Ananya");
  await send(ravi, "Only for you");
  await ananya.goto(direct);
  await messages(ananya).last().getByText("Only for you").waitFor();
  await send(ananya, "Thank you");
  const second = await addDevice(ravi);

  await openYou(ravi);
  await ravi.getByRole("button", { name: "Set a password" }).click();
  await ravi.getByLabel("New password").fill("correct horse");
  await ravi.getByRole("button", { name: "Set a password" }).click();
  await ravi.getByText("Your password is set").waitFor();
  await ravi.getByRole("button", { name: "Delete my name" }).click();
  const dialog = ravi.getByRole("alertdialog", { name: "Delete Ravi for good?" });
  await dialog.getByText("every message and file of yours is deleted for everyone").waitFor();
  await checkLooks(ravi, "delete my name");
  await dialog.getByRole("button", { name: "Keep my name" }).click();
  await dialog.waitFor({ state: "detached" });

  await ravi.getByRole("button", { name: "Delete my name" }).click();
  const everything = dialog.getByRole("button", { name: "Delete everything" });
  await dialog.getByLabel("Current password").fill("a guess");
  await everything.click();
  await dialog.getByText("That password is not right.").waitFor();
  await dialog.getByLabel("Current password").fill("correct horse");
  await everything.click();

  for (const page of [ravi, second]) await nameField(page).waitFor();
  await second.getByText("Your name was deleted").waitFor();
  await checkLooks(second, "name deleted");

  // In the direct chat there is a word for a name, what Ananya wrote, and nowhere to write.
  await ananya.getByRole("heading", { level: 1, name: "Someone who left" }).waitFor();
  await ananya.getByText("That person is not here any more.").waitFor();
  await ananya.getByText("Thank you").waitFor();
  await ananya.getByText("Only for you").waitFor({ state: "detached" });
  await checkLooks(ananya, "direct chat with someone who left");
  await ananya.goto(room);
  await fieldOf(ananya).waitFor();
  await ananya.getByText("Someone who left").first().waitFor();
  await ananya.getByText("The plan for Friday").waitFor({ state: "detached" });
  await checkLooks(ananya, "room with someone who left");
  expect(await ananya.locator("main").textContent()).not.toContain("Ravi");

  // The name is free, and nothing of the one who had it comes back.
  await join(ravi, "Ravi");
  await ravi.goto(new URL("/", ravi.url()).href);
  expect(await ravi.getByRole("link", { name: /Ananya/ }).count()).toBe(0);
});

const nameField = (page: Page) => page.getByRole("heading", { name: "What should people call you?" });

async function openYou(page: Page): Promise<void> {
  await page.goto(new URL("/you", page.url()).href);
  await page.getByRole("heading", { level: 1, name: "You" }).waitFor();
}

/** Opens the direct chat with somebody and gives its address. */
async function openDirect(page: Page, name: string): Promise<string> {
  await page.goto(new URL("/people", page.url()).href);
  await page.getByRole("button", { name: new RegExp(`^${name}`) }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
  await fieldOf(page).waitFor();
  return page.url();
}

async function addDevice(page: Page): Promise<Page> {
  await openYou(page);
  await page.getByRole("button", { name: "Add a device" }).click();
  const code = await page.locator(".code-text").evaluate((element) => element.lastChild?.textContent ?? "");
  const other = await stage.open("phone", `/#link=${code.replace(" ", "")}`);
  await other.getByRole("button", { name: "Sign in here" }).click();
  await other.locator("[data-region=composer] textarea").waitFor();
  return other;
}
