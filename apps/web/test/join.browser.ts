import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { checkLooks, join, openStage, type Stage, sizes } from "./browser.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});

for (const device of sizes) {
  describe(device, () => {
    test("a name is all that is asked, and the first room opens", async () => {
      const page = await stage.open(device);
      await page.getByRole("heading", { name: "What should people call you?" }).waitFor();
      await checkLooks(page, `join ${device}`);
      await join(page, `Ananya ${device}`);
      await page.getByRole("heading", { level: 1, name: "Common room" }).waitFor();
      expect(new URL(page.url()).pathname).toBe("/r/common-room");
      expect(await page.title()).toContain("Common room");
      await checkLooks(page, `first room ${device}`);
    });

    test("the join screen tells how many are here, never who", async () => {
      const page = await stage.open(device);
      await page
        .getByText(/\d+ (person is|people are|person|people) (already )?here/)
        .filter({ visible: true })
        .first()
        .waitFor();
      expect(await page.locator("body").textContent()).not.toContain("Ananya");
    });

    test("a reload keeps who one is and where one was", async () => {
      const page = await stage.open(device);
      await join(page, `Ravi ${device}`);
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "Common room" }).waitFor();
    });

    test("a taken name is refused with the ways to get it back", async () => {
      await join(await stage.open(device), `Meera ${device}`);
      const page = await stage.open(device);
      await page.getByLabel("Your name").fill(`meera ${device}`);
      await page.keyboard.press("Enter");
      const alert = page.getByRole("alert");
      await alert.getByText(`Someone here is called meera ${device}. Is it you?`).waitFor();
      await checkLooks(page, `name taken ${device}`);
      await alert.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("heading", { name: "Sign in with your password" }).waitFor();
      expect(await page.getByLabel("Your name").inputValue()).toBe(`meera ${device}`);
      await checkLooks(page, `sign in ${device}`);
      await page.getByRole("button", { name: "Choose a name instead" }).click();
      await page.getByRole("button", { name: "Use another device" }).click();
      await page.getByRole("heading", { name: "Use a code" }).waitFor();
      await checkLooks(page, `use a code ${device}`);
      await page.getByLabel("Code", { exact: true }).fill("bcdfg hjkmn");
      await page.getByRole("button", { name: "Use this code" }).click();
      await page.getByRole("alert").getByText("That code does not work.").waitFor();
    });

    test("with a password the name comes along to another browser", async () => {
      const name = `Chidi ${device}`;
      const first = await stage.open(device);
      await join(first, name);
      await first.goto(`${stage.origin}/you`);
      await first.getByRole("button", { name: "Set a password" }).click();
      await first.getByLabel("New password").fill("seven little ducks");
      await first.getByRole("button", { name: "Set a password" }).click();
      await first.getByText("Your password is set").waitFor();

      const second = await stage.open(device);
      await second.getByRole("button", { name: "Sign in" }).click();
      await second.getByLabel("Your name").fill(name);
      await second.getByLabel("Password").fill("eight little ducks");
      await second.keyboard.press("Enter");
      await second.getByRole("alert").getByText("That password is not right.").waitFor();
      await second.getByLabel("Password").fill("seven little ducks");
      await second.keyboard.press("Enter");
      await second.locator("[data-region=composer] textarea").waitFor();
    });

    test("a code from another device brings the name along, by typing and by link", async () => {
      const name = `Lin ${device}`;
      const first = await stage.open(device);
      await join(first, name);
      await first.goto(`${stage.origin}/you`);

      const second = await stage.open(device);
      await second.getByRole("button", { name: "Use another device" }).click();
      await second.getByLabel("Code", { exact: true }).fill((await readCode(first)).toUpperCase());
      await second.getByRole("button", { name: "Use this code" }).click();
      await second.locator("[data-region=composer] textarea").waitFor();

      await first.keyboard.press("Escape");
      const third = await stage.open(device, `/#link=${(await readCode(first)).replace(" ", "")}`);
      await third.getByRole("button", { name: "Sign in here" }).waitFor();
      expect(third.url()).not.toContain("#");
      await checkLooks(third, `link ${device}`);
      await third.getByRole("button", { name: "Sign in here" }).click();
      await third.locator("[data-region=composer] textarea").waitFor();
      await third.goto(`${stage.origin}/you`);
      await third.getByText(name).first().waitFor();
    });

    async function readCode(page: Awaited<ReturnType<Stage["open"]>>): Promise<string> {
      await page.getByRole("button", { name: "Add a device" }).click();
      const code = page.locator(".code-text");
      await code.waitFor();
      await checkLooks(page, `add a device ${device}`);
      const shown = await code.evaluate((element) => element.lastChild?.textContent ?? "");
      await page.keyboard.press("Escape");
      return shown;
    }
  });
}

test("the owner's link makes its person the owner, once, and leaves the address bar", async () => {
  const [, code] = await stage.server().shows(/#owner=([\w-]+)/);
  const page = await stage.open("desk", `/#owner=${code}`);
  expect(page.url()).not.toContain("owner");
  await page.getByText("this community is yours to run").waitFor();
  await join(page, "Sofía");
  await page.getByText("You are the owner now").waitFor();

  const late = await stage.open("phone", `/#owner=${code}`);
  await join(late, "Zahra");
  await late.getByText("The owner’s link did not work").waitFor();
});
