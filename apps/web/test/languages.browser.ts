import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { untranslated } from "../src/words/untranslated.ts";
import { checkLooks, isPhone, openStage, type Stage, sizes, snap } from "./browser.ts";

/** English comes along only for what is not translated yet. */
const onlyArabic = untranslated.length === 0 ? ["ar"] : ["ar", "en"];

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(async () => {
  await stage.close();
});

for (const device of sizes) {
  describe(device, () => {
    test("the join screen offers every language in its own script, and one is loaded at a time", async () => {
      const page = await stage.open(device);
      const loaded = async () =>
        page.evaluate(() =>
          performance
            .getEntriesByType("resource")
            .map(({ name }) => /assets\/([a-z]{2})-[^/]+\.js$/.exec(name)?.[1])
            .filter((name) => name !== undefined),
        );
      await page.getByLabel("Your name").waitFor();
      expect(await loaded()).toEqual(["en"]);
      await checkLooks(page, `join languages ${device}`);
      await page.getByRole("button", { name: "العربية" }).click();
      await page.getByRole("heading", { level: 1, name: "بماذا يناديك الناس؟" }).waitFor();
      expect((await loaded()).sort()).toEqual(["ar", "en"]);
      expect(
        await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]),
      ).toEqual(["ar", "rtl"]);
      await snap(page, `join arabic ${device}`);
      await page.reload();
      await page.getByRole("heading", { level: 1, name: "بماذا يناديك الناس؟" }).waitFor();
      expect(await loaded()).toEqual(onlyArabic);
    });

    test("whoever joined changes the language under You, and what is drawn follows at once", async () => {
      const page = await stage.open(device);
      await page.getByRole("button", { name: "Español" }).click();
      await page.getByLabel("Tu nombre").fill(`Mateus ${device}`);
      await page.getByRole("button", { name: "Empezar a chatear" }).click();
      await page.locator("[data-region=composer] textarea").waitFor();
      await snap(page, `room spanish ${device}`);
      await page.goto(`${stage.origin}/you`);
      await page.getByRole("radio", { name: "ಕನ್ನಡ" }).check();
      await page.getByRole("heading", { level: 1, name: "ನೀವು" }).waitFor();
      expect(await page.title()).toContain("ನೀವು");
      await checkLooks(page, `settings kannada ${device}`);
      if (!isPhone(page)) await page.getByRole("navigation", { name: "ಕೋಣೆಗಳು ಮತ್ತು ಜನರು" }).waitFor();
    });
  });
}
