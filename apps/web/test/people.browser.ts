import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Locator, Page } from "playwright-core";
import { checkLooks, isPhone, join, openList, openStage, type Stage, sizes } from "./browser.ts";

let stage: Stage;
let owner: Page;
beforeAll(async () => {
  stage = await openStage();
  const [, code] = await stage.server().shows(/#owner=([\w-]+)/);
  owner = await stage.open("desk", `/#owner=${code}`);
  await join(owner, "Sofía");
  await owner.getByText("You are the owner now").waitFor();
});
afterAll(async () => {
  await stage.close();
});

for (const device of sizes) {
  describe(device, () => {
    const [ananyaName, raviName] = [`Ananya ${device}`, `Ravi ${device}`];
    let ananya: Page;
    let ravi: Page;

    beforeAll(async () => {
      ananya = await stage.open(device);
      await join(ananya, ananyaName);
      ravi = await stage.open(device);
      await join(ravi, raviName);
      const gone = await stage.open(device);
      await join(gone, `Gone ${device}`);
      await gone.context().close();
    });

    test("everyone is listed with who is here, and a press writes to them", async () => {
      await openPeople(ananya);
      await ananya.getByLabel("Find a person").fill("ravi");
      const row = ananya.getByRole("button", { name: new RegExp(`^${raviName}`) });
      await row.waitFor();
      await row.locator(".dot").waitFor();
      await checkLooks(ananya, `people ${device}`);
      await row.click();
      await ananya.getByRole("heading", { level: 1, name: raviName }).waitFor();
      expect(new URL(ananya.url()).pathname).toStartWith("/d/");
      await checkLooks(ananya, `direct ${device}`);
    });

    test("what was written arrives, under Direct messages, and nothing says it is private", async () => {
      await write(ananya, "May I borrow your sketch?");
      await openList(ravi);
      await ravi.getByRole("link", { name: new RegExp(`${ananyaName}.*new`) }).click();
      await ravi.getByText("May I borrow your sketch?").waitFor();
      expect(await ravi.locator("body").textContent()).not.toMatch(/private/i);
    });

    test("a new message is begun by choosing people, one or a few", async () => {
      await openList(ananya);
      await ananya.getByRole("button", { name: "New message" }).click();
      await ananya.getByRole("checkbox", { name: "Sofía" }).check();
      await ananya.getByRole("checkbox", { name: raviName }).check();
      await checkLooks(ananya, `new message ${device}`);
      await ananya.getByRole("button", { name: "Write to 2 people" }).click();
      await ananya.getByRole("heading", { level: 1, name: /Sofía and|and Sofía/ }).waitFor();
      await checkLooks(ananya, `direct of three ${device}`);
    });

    test("a device is ended from another one, and has to sign in again", async () => {
      await openSettings(ananya);
      await ananya.getByRole("button", { name: "Add a device" }).click();
      const code = await ananya
        .locator(".code-text")
        .evaluate((element) => element.lastChild?.textContent ?? "");
      await ananya.keyboard.press("Escape");
      const other = await stage.open(device, `/#link=${code.replace(" ", "")}`);
      await other.getByRole("button", { name: "Sign in here" }).click();
      await other.locator("[data-region=composer] textarea").waitFor();

      const end = ananya.getByRole("button", { name: /^End / });
      await end.waitFor();
      await checkLooks(ananya, `devices ${device}`);
      await end.click();
      await checkLooks(ananya, `end a device ${device}`);
      await ananya.getByRole("alertdialog").getByRole("button", { name: "End" }).click();
      await other.getByRole("heading", { name: "What should people call you?" }).waitFor();
      await end.waitFor({ state: "hidden" });
    });

    test("the name and the look are changed under You", async () => {
      await ananya.getByLabel("Your name").fill(`Ananya Iyer ${device}`);
      const form = ananya.locator("form", { has: ananya.getByLabel("Your name") });
      await form.getByRole("button", { name: "Save", exact: true }).click();
      await ananya.getByText(`Your name is Ananya Iyer ${device} now`).waitFor();
      await ananya.getByText("Dark", { exact: true }).click();
      await ananya.getByText("Right to left").click();
      await ananya.reload();
      await ananya.getByRole("heading", { level: 1, name: "You" }).waitFor();
      expect(
        await ananya.evaluate(() => [
          document.documentElement.dataset["theme"],
          document.documentElement.dir,
        ]),
      ).toEqual(["dark", "rtl"]);
      await ananya.getByText("As the device").click();
      await ananya.getByText("As the language").click();
    });

    test("what one says of oneself is read under one's name, until one says nothing more", async () => {
      const form = ananya.locator("form", { has: ananya.getByLabel("Status") });
      await ananya.getByLabel("Status").fill("In class until 10");
      await form.getByRole("button", { name: "Save", exact: true }).click();
      await ananya.getByText("Your status is saved").waitFor();
      await checkLooks(ananya, `status ${device}`);
      await openPeople(ravi);
      const row = ravi.getByRole("button", { name: new RegExp(`^Ananya Iyer ${device}.*In class until 10`) });
      await row.waitFor();
      await checkLooks(ravi, `people with status ${device}`);
      await row.click();
      await ravi.locator(".room-bar-sub", { hasText: "In class until 10" }).waitFor();
      await ananya.getByLabel("Status").fill("");
      await form.getByRole("button", { name: "Save", exact: true }).click();
      await ravi.locator(".room-bar-sub", { hasText: "In class until 10" }).waitFor({ state: "detached" });
    });

    test("when somebody was last here is told of who left, unless they hide it", async () => {
      const gone = ravi.getByRole("button", { name: new RegExp(`^Gone ${device}`) });
      await openPeople(ravi);
      await findUntil(ravi, `Gone ${device}`, gone.getByText(/^Last seen/));
      await checkLooks(ravi, `last seen ${device}`);
      await ananya.getByRole("switch", { name: "Show others when I was last here" }).click();
      await ananya
        .getByRole("switch", { name: "Show others when I was last here", checked: false })
        .waitFor();
      await ananya.reload();
      await ananya
        .getByRole("switch", { name: "Show others when I was last here", checked: false })
        .waitFor();
    });

    test("logging out says what it means, and leaves nothing behind", async () => {
      await ananya.getByRole("button", { name: "Log out" }).click();
      await ananya.getByText("You have no password and no other device here.").waitFor();
      await checkLooks(ananya, `log out ${device}`);
      await ananya.getByRole("alertdialog").getByRole("button", { name: "Log out" }).click();
      await ananya.getByRole("heading", { name: "What should people call you?" }).waitFor();
      await ananya.waitForURL(`${stage.origin}/`);
      await ananya.reload();
      await ananya.getByRole("heading", { name: "What should people call you?" }).waitFor();
    });

    test("the owner gives a code with which a lost name comes back", async () => {
      const name = `Ananya Iyer ${device}`;
      await owner.goto(`${stage.origin}/people`);
      await owner.getByRole("button", { name: `Actions for ${name}` }).click();
      await owner.getByRole("menuitem", { name: "Give a code to come back" }).click();
      await checkLooks(owner, `a code for a person ${device}`);
      const code = await owner
        .locator(".code-text")
        .evaluate((element) => element.lastChild?.textContent ?? "");
      await owner.keyboard.press("Escape");
      await ananya.getByRole("button", { name: "Use another device" }).click();
      await ananya.getByLabel("Code", { exact: true }).fill(code);
      await ananya.keyboard.press("Enter");
      await ananya.locator("[data-region=composer] textarea").waitFor();
    });
  });
}

test("the owner sees every connection, filters and saves them", async () => {
  for (const device of sizes) {
    await owner.setViewportSize(
      device === "phone" ? { width: 390, height: 844 } : { width: 1440, height: 900 },
    );
    await owner.goto(`${stage.origin}/connections`);
    await owner.getByRole("cell", { name: "Ravi phone" }).first().waitFor();
    await checkLooks(owner, `connections ${device}`);
  }
  await owner.getByLabel("Name, address or device").fill("ravi desk");
  await owner.getByRole("cell", { name: "Ravi phone" }).first().waitFor({ state: "hidden" });
  const download = owner.waitForEvent("download");
  await owner.getByRole("button", { name: "Save as CSV" }).click();
  expect((await download).suggestedFilename()).toBe("connections.csv");
});

test("whoever is not the owner does not see connections", async () => {
  const page = await stage.open("desk", "/connections");
  await page.getByLabel("Your name").fill("Zahra");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").getByText("You may not do that here.").waitFor();
});

async function openPeople(page: Page): Promise<void> {
  await openList(page);
  if (isPhone(page)) {
    await page.getByRole("link", { name: "People" }).click();
  } else {
    await page.getByRole("button", { name: /Indiranagar/ }).click();
    await page.getByRole("menuitem", { name: "People", exact: true }).click();
  }
  await page.getByRole("heading", { level: 1, name: "People" }).waitFor();
}

async function openSettings(page: Page): Promise<void> {
  await openList(page);
  if (isPhone(page)) await page.getByRole("link", { name: "You", exact: true }).click();
  else await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("heading", { level: 1, name: "You" }).waitFor();
}

async function write(page: Page, text: string): Promise<void> {
  await page.locator("[data-region=composer] textarea").fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

/** Asks again until the host, which waits a while for who left, tells it. */
async function findUntil(page: Page, name: string, told: Locator): Promise<void> {
  const field = page.getByLabel("Find a person");
  while ((await told.count()) === 0) {
    await field.fill("");
    await page.getByRole("button", { name: /^Sofía/ }).waitFor();
    await field.fill(name);
    await page.getByRole("button", { name: /^Sofía/ }).waitFor({ state: "detached" });
    await page.getByRole("button", { name: new RegExp(`^${name}`) }).waitFor();
  }
}
