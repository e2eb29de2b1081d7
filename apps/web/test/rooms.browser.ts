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
    const title = `Biology ${device}`;
    let ananya: Page;
    let ravi: Page;

    beforeAll(async () => {
      ananya = await stage.open(device);
      await join(ananya, `Ananya ${device}`);
      ravi = await stage.open(device);
      await join(ravi, `Ravi ${device}`);
    });

    test("a room is created by its name and opens", async () => {
      await openRoomDialog(ananya);
      await checkLooks(ananya, `create a room ${device}`);
      await ananya.getByLabel("Name", { exact: true }).fill(title);
      await ananya.getByRole("textbox", { name: "Topic" }).fill("Cells and tissues");
      await ananya.getByRole("button", { name: "Create the room" }).click();
      await ananya.getByRole("heading", { level: 1, name: title }).waitFor();
      await checkLooks(ananya, `room ${device}`);
    });

    test("others find it among all rooms, join it, and are in", async () => {
      await ravi.goto(`${stage.origin}/rooms`);
      await ravi.getByRole("button", { name: `Join ${title}` }).waitFor();
      await checkLooks(ravi, `all rooms ${device}`);
      await ravi.getByLabel("Find a room").fill("nothing like it");
      await ravi.getByText("No room is called that").waitFor();
      await ravi.getByLabel("Find a room").fill("bio");
      await ravi.getByRole("button", { name: `Join ${title}` }).click();
      await ravi.getByRole("heading", { level: 1, name: title }).waitFor();
      expect(new URL(ravi.url()).pathname).toBe(`/r/biology-${device}`);
    });

    test("what is written by others makes the room new until it is read", async () => {
      await ananya.goto(`${stage.origin}/rooms`);
      await write(ravi, "The microscope is free now.");
      if (isPhone(ananya)) await ananya.goto(stage.origin);
      const row = ananya.getByRole("link", { name: new RegExp(`${title}.*new`) });
      await row.waitFor();
      await ananya.waitForFunction(() => document.title.startsWith("(1)"));
      await checkLooks(ananya, `something new ${device}`);
      await row.click();
      await ananya.getByText("The microscope is free now.").waitFor();
      await ananya.waitForFunction(() => !document.title.startsWith("("));
    });

    test("its owner renames it and sets its topic, and everyone sees it", async () => {
      await chooseAction(ananya, title, "Rename");
      await checkLooks(ananya, `rename ${device}`);
      await ananya.getByLabel("Name", { exact: true }).fill(`${title} 9B`);
      await ananya.getByRole("button", { name: "Save", exact: true }).click();
      await ravi.getByRole("heading", { level: 1, name: `${title} 9B` }).waitFor();
      await chooseAction(ananya, `${title} 9B`, "Rename");
      await ananya.getByLabel("Name", { exact: true }).fill(title);
      await ananya.keyboard.press("Enter");
      await ravi.getByRole("heading", { level: 1, name: title, exact: true }).waitFor();
      await chooseAction(ananya, title, "Change the topic");
      await ananya.getByRole("textbox", { name: "Topic" }).fill("Osmosis");
      await ananya.keyboard.press("Enter");
      if (!isPhone(ravi)) await ravi.getByText("Osmosis").first().waitFor();
    });

    test("the invitation shows a code and the address, also large", async () => {
      await chooseAction(ananya, title, "Invite people");
      await ananya.getByRole("img", { name: "QR code for localhost" }).waitFor();
      await ananya.getByText(`/r/biology-${device}`).first().waitFor();
      await checkLooks(ananya, `invite ${device}`);
      await ananya.getByRole("button", { name: "Show it large" }).click();
      await ananya.getByText("Type your name").waitFor();
      await checkLooks(ananya, `invite large ${device}`);
      await ananya.keyboard.press("Escape");
      await ananya.keyboard.press("Escape");
    });

    test("whoever is invited into a private room joins from the list of chats", async () => {
      const secret = `Lab group ${device}`;
      await openRoomDialog(ananya);
      await ananya.getByLabel("Name", { exact: true }).fill(secret);
      await ananya.getByText("Only who is invited").click();
      await ananya.getByRole("button", { name: "Create the room" }).click();
      await ananya.getByRole("heading", { level: 1, name: secret }).waitFor();
      await chooseAction(ananya, secret, "Invite people");
      await ananya.getByLabel("Find a person").fill("Ravi");
      await ananya.getByRole("checkbox", { name: `Ravi ${device}` }).check();
      await checkLooks(ananya, `invite by name ${device}`);
      await ananya.getByRole("button", { name: "Invite 1 person" }).click();
      await ananya.getByText("1 person was invited").waitFor();

      await openList(ravi);
      await ravi.getByText(`Ananya ${device} invites you`).waitFor();
      await checkLooks(ravi, `invitation ${device}`);
      await ravi.getByRole("button", { name: "Join" }).click();
      await ravi.getByRole("heading", { level: 1, name: secret }).waitFor();
      await ravi.goto(`${stage.origin}/rooms`);
      await ravi.getByText("Common room").first().waitFor();
      expect(await ravi.locator(".room-list").textContent()).not.toContain(secret);
    });

    test("a member is made moderator, removed, kept out, and let back in", async () => {
      await goTo(ananya, title);
      await goTo(ravi, title);
      await chooseAction(ananya, title, "Show everyone");
      await ananya.getByRole("button", { name: `Actions for Ravi ${device}` }).click();
      await checkLooks(ananya, `member menu ${device}`);
      await ananya.getByRole("menuitem", { name: "Make moderator" }).click();
      await ananya.getByRole("dialog").getByText("Moderator").waitFor();
      await ananya.getByRole("button", { name: `Actions for Ravi ${device}` }).click();
      await ananya.getByRole("menuitem", { name: "Remove and keep out" }).click();
      await checkLooks(ananya, `keep out ${device}`);
      await answer(ananya, "Remove and keep out");
      await ravi.getByText(`You were removed from ${title}`).waitFor();
      await ravi.getByRole("button", { name: "Join" }).first().click();
      await ravi.getByText("You were removed from this room and cannot come back yet.").waitFor();

      await ananya.getByRole("tab", { name: "Who may not come back" }).click();
      await ananya.getByRole("button", { name: "Let back in" }).click();
      await ananya.getByText("Nobody is kept out.").waitFor();
      await ananya.keyboard.press("Escape");
      await ravi.getByRole("button", { name: "Join" }).first().click();
      await ravi.getByRole("heading", { level: 1, name: title }).waitFor();
    });

    test("one leaves a room, and its owner archives and deletes it", async () => {
      await goTo(ravi, title);
      await chooseAction(ravi, title, "Leave");
      await checkLooks(ravi, `leave ${device}`);
      await answer(ravi, "Leave");
      await ravi.getByText(`You left ${title}`).waitFor();

      await goTo(ananya, title);
      await chooseAction(ananya, title, "Archive");
      await answer(ananya, "Archive");
      await chooseAction(ananya, title, "Open it again");
      await chooseAction(ananya, title, "Delete for everyone");
      await checkLooks(ananya, `delete a room ${device}`);
      expect(await ananya.evaluate(() => document.activeElement?.textContent)).not.toContain(
        "Delete for everyone",
      );
      await answer(ananya, "Delete for everyone");
      await ananya.goto(`${stage.origin}/rooms`);
      await ananya.getByText("Common room").first().waitFor();
      expect(await ananya.locator(".room-list").textContent()).not.toContain(title);
    });

    test("an address where no room is says so and leads on", async () => {
      const page = await stage.open(device, "/r/no-such-room");
      await page.getByLabel("Your name").fill(`Zahra ${device}`);
      await page.keyboard.press("Enter");
      await page.getByText("There is no such room here").waitFor();
      await checkLooks(page, `no such room ${device}`);
      await page.getByRole("button", { name: "All rooms" }).click();
      await page.getByRole("heading", { level: 1, name: "All rooms" }).waitFor();
    });
  });
}

async function openRoomDialog(page: Page): Promise<void> {
  if (isPhone(page)) {
    await openList(page);
    await page.getByRole("button", { name: /: menu$/ }).click();
    await page.getByRole("menuitem", { name: "New room" }).click();
  } else {
    await page.getByRole("button", { name: "New room" }).click();
  }
}

async function goTo(page: Page, title: string): Promise<void> {
  if (isPhone(page)) await page.goto(stage.origin);
  await page
    .getByRole("link", { name: new RegExp(`^${title}`) })
    .first()
    .click();
  await page.getByRole("heading", { level: 1, name: title }).waitFor();
}

async function chooseAction(page: Page, room: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `More about ${room}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

async function answer(page: Page, label: string): Promise<void> {
  await page.getByRole("alertdialog").getByRole("button", { name: label, exact: true }).click();
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator("[data-region=composer] textarea").fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}
