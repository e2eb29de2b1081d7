import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { Page } from "playwright-core";
import { checkLooks, isPhone, join, openStage, type Stage, sizes } from "./browser.ts";
import { fieldOf, openRoom, send } from "./room-page.ts";

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
    let other: Page;
    beforeAll(async () => {
      other = await stage.open(device);
      await join(other, `Arjun Menon ${device}`);
      page = await stage.open(device);
      await join(page, `Ananya ${device}`);
      await openRoom(page, stage.origin, "common-room");
    });

    test("[SLA2] a slash lists the commands, letters narrow the list, and Tab takes one", async () => {
      await fieldOf(page).fill("/");
      await page.getByRole("option", { name: /\/invite/ }).waitFor();
      await checkLooks(page, `slash commands ${device}`);
      await fieldOf(page).pressSequentially("aw");
      await page.getByRole("option", { name: /\/invite/ }).waitFor({ state: "hidden" });
      await fieldOf(page).press("Tab");
      expect(await fieldOf(page).inputValue()).toBe("/away ");
    });

    test("away shows one as away to others, and back ends it", async () => {
      await send(page, "/away");
      await page.waitForFunction(() => document.querySelector("textarea")?.value === "");
      await openRoom(other, stage.origin, "common-room");
      if (!isPhone(other)) {
        const row = other.locator(".details-person", { hasText: `Ananya ${device}` });
        await row.getByText("Away").first().waitFor();
      }
      await send(page, "/back");
      await page.waitForFunction(() => document.querySelector("textarea")?.value === "");
    });

    test("[SLA5] a status is said to the others, and taken back", async () => {
      await send(page, "/status  In class   until 10");
      await page.getByText("Your status is saved").first().waitFor();
      await send(page, "/status");
      await page.waitForFunction(() => document.querySelector("textarea")?.value === "");
    });

    test("[SLA5] a room is muted, and the mute ended, by the same command", async () => {
      await send(page, "/mute");
      await page.getByText("This room is muted").first().waitFor();
      await send(page, "/mute");
      await page.getByText("This room is not muted any more").first().waitFor();
    });

    test("[SLA3] an unknown command is kept, and sent as a text only after asking", async () => {
      await send(page, `/dance all night ${device}`);
      await page.getByRole("heading", { name: "There is no command /dance" }).waitFor();
      await checkLooks(page, `slash unknown ${device}`);
      await page.getByRole("button", { name: "Keep writing" }).click();
      expect(await fieldOf(page).inputValue()).toBe(`/dance all night ${device}`);
      await page.getByRole("button", { name: /^Send$/ }).click();
      await page.getByRole("button", { name: "Send as text" }).click();
      await page.getByRole("log").getByText(`/dance all night ${device}`).waitFor();
    });

    test("[SLA4] what a command misses is said, and a refusal leaves the text in the field", async () => {
      await send(page, "/msg nobody by this name");
      await page.getByText("Nobody here is called").first().waitFor();
      expect(await fieldOf(page).inputValue()).toBe("/msg nobody by this name");
      await send(page, "/topic Not mine to change");
      await page.getByText("You may not do that here.").first().waitFor();
    });

    test("a message goes straight to a person, and a room is joined by its name", async () => {
      await send(page, `/msg Arjun Menon ${device}: see you at noon`);
      await page.getByRole("log").getByText("see you at noon").waitFor();
      expect(new URL(page.url()).pathname).toStartWith("/d/");
      await send(page, "/join common-room");
      await page.getByRole("heading", { level: 1, name: "Common room" }).waitFor();
      await send(page, "/me waves");
      await page.getByRole("log").getByText("waves").first().waitFor();
    });
  });
}
