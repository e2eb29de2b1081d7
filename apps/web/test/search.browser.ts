import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { ClientId, RoomId } from "@hearth/protocol";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Page } from "playwright-core";
import { checkLooks, join, openList, openStage, type Stage, sizes } from "./browser.ts";
import { openRoom, viewList } from "./room-page.ts";

let stage: Stage;
let host: Talker;
beforeAll(async () => {
  stage = await openStage(["--no-limits-messages"]);
  host = await Talker.join(stage.origin, "Harpreet Singh", Math.random);
});
afterAll(async () => {
  host.client.close();
  await stage.close();
});

for (const device of sizes) {
  describe(device, () => {
    let page: Page;

    beforeAll(async () => {
      const biology = await createRoom(`Biology ${device}`);
      await say(biology, `Remember: in ${device} osmosis only the water moves.`);
      await say(biology, "明天的實驗請帶上放大鏡");
      for (let index = 0; index < 150; index += 1) await say(biology, `Filler ${index}`);
      const lab = await createRoom(`Lab ${device}`);
      await say(lab, `Our ${device} osmosis potato: http://library.local/potato`);
      page = await stage.open(device);
      await join(page, `Kavitha ${device}`);
      await openRoom(page, stage.origin, `biology-${device}`);
      await openRoom(page, stage.origin, `lab-${device}`);
    });

    test("messages of all rooms are found while one types, with who, where and what was asked for", async () => {
      await search(page, `${device} osmo`);
      const option = page.getByRole("option", { name: /only the water moves/ });
      await option.waitFor();
      await option.getByText(`Harpreet Singh in Biology ${device}`).waitFor();
      expect(await option.locator("mark").allTextContents()).toEqual([device, "osmo"]);
      expect(await page.getByRole("option", { name: /potato/ }).count()).toBe(1);
      await checkLooks(page, `search ${device}`);
      await page.keyboard.press("Escape");
    });

    test("Enter leads into the place of a message, with what stands around it", async () => {
      await search(page, `"${device} osmosis only"`);
      await page.getByRole("option", { name: /only the water moves/ }).waitFor();
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { level: 1, name: `Biology ${device}` }).waitFor();
      await page.getByRole("log").getByText("only the water moves").waitFor();
      await page.waitForFunction(() =>
        document.querySelector("[role=log]")?.textContent?.includes("Filler 3"),
      );
      expect((await viewList(page)).texts.join()).toContain("only the water moves");
      expect(new URL(page.url()).pathname).toMatch(new RegExp(`^/r/biology-${device}/\\d+$`));
    });

    test("two Chinese letters are a word", async () => {
      await search(page, "實驗");
      await page.getByRole("option", { name: /放大鏡/ }).waitFor();
      expect(
        await page
          .getByRole("option", { name: /放大鏡/ })
          .locator("mark")
          .textContent(),
      ).toBe("實驗");
      await page.keyboard.press("Escape");
    });

    test("a person, this room, links and days narrow what is found", async () => {
      await search(page, `${device} osmosis`);
      const found = page.getByRole("option");
      const hits = page.getByRole("option", { name: /water moves|potato/ });
      await hits.nth(1).waitFor();
      await page.getByRole("button", { name: "Links" }).click();
      await page.getByRole("option", { name: /water moves/ }).waitFor({ state: "hidden" });
      expect(await found.count()).toBe(1);
      await page.getByRole("button", { name: "Everywhere" }).click();
      await page.getByRole("button", { name: "From a person" }).click();
      await page.getByRole("combobox", { name: "Whose messages?" }).fill(`Kavitha ${device}`);
      await page.getByRole("option", { name: `Kavitha ${device}` }).click();
      await page.getByRole("button", { name: `From Kavitha ${device}` }).waitFor();
      await page.getByText(`No message says “${device} osmosis”`).waitFor();
      await page.getByRole("button", { name: "Everywhere" }).click();
      await hits.nth(1).waitFor();
      await page.getByRole("button", { name: "Dates" }).click();
      await page.getByRole("button", { name: "Last 7 days" }).click();
      await hits.nth(1).waitFor();
      await page.getByLabel("Up to").fill("2001-01-01");
      await page.getByText(`No message says “${device} osmosis”`).waitFor();
      await checkLooks(page, `search narrowed ${device}`);
      await page.keyboard.press("Escape");
    });

    test("a slip of the finger is answered with what was meant", async () => {
      await search(page, `${device} osmosys`);
      await page.getByText(`No message says “${device} osmosys”`).waitFor();
      const meant = page.getByRole("option", { name: /Did you mean .*osmosis/ });
      await meant.waitFor();
      await checkLooks(page, `search nothing ${device}`);
      await meant.click();
      await page.getByRole("option", { name: /water moves/ }).waitFor();
      await page.keyboard.press("Escape");
    });
  });
}

describe("by keyboard alone", () => {
  test("from a room to a message in another one and back", async () => {
    const page = await stage.open("desk");
    await page.locator("input[name=name]:focus").waitFor();
    await page.keyboard.type("Meera");
    await page.keyboard.press("Enter");
    await page.locator("[data-region=composer] textarea").waitFor();
    const room = await createRoom("Chemistry");
    await say(room, "the catalyst is platinum");
    await openRoom(page, stage.origin, "chemistry");
    await openRoom(page, stage.origin, "common-room");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: "Search or jump to" }).waitFor();
    await page.keyboard.type("catalyst");
    await page.getByRole("option", { name: /platinum/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "Chemistry" }).waitFor();
    await page.getByRole("log").getByText("platinum").waitFor();
  });
});

async function createRoom(title: string): Promise<RoomId> {
  return (await host.client.ask({ type: "room.create", kind: "public", title })).room.id;
}

async function say(room: RoomId, text: string): Promise<void> {
  const clientId = crypto.randomUUID() as ClientId;
  await host.client.ask({ type: "message.send", room, clientId, body: { kind: "text", text } });
}

async function search(page: Page, query: string): Promise<void> {
  await openList(page);
  await page.getByRole("button", { name: /Search or jump to/ }).click();
  await page.getByRole("combobox", { name: "Search or jump to" }).fill(query);
}
