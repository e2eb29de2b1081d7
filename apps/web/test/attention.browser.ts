import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Locator, Page } from "playwright-core";
import { checkLooks, isPhone, join, openList, openStage, type Stage, sizes } from "./browser.ts";
import { fieldOf, openMenu, openRoom, send } from "./room-page.ts";

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

const rowOf = (page: Page, text: string): Locator =>
  page
    .locator("main [role=log] li[data-key]")
    .filter({ has: page.locator(".markdown", { hasText: text }) })
    .last();

async function act(page: Page, text: string, action: string | RegExp): Promise<void> {
  const menu = await openMenu(page, rowOf(page, text).locator(".markdown").last());
  await menu.getByRole("menuitem", { name: action }).click();
}

/** The row of a room in the list of this device. */
async function listRow(page: Page, title: string): Promise<Locator> {
  await openList(page);
  // Other rows may name the same person as who spoke last.
  return page.getByRole("link", { name: new RegExp(`^${title}`) });
}

async function say(room: RoomId, text: string): Promise<void> {
  const body = { kind: "text", text } as const;
  await host.client.ask({ type: "message.send", room, clientId: crypto.randomUUID() as never, body });
}

for (const device of sizes) {
  describe(device, () => {
    let ravi: Page;
    let room: RoomId;
    const title = `Staff ${device}`;
    const path = `/r/staff-${device}`;

    beforeAll(async () => {
      room = (await host.client.ask({ type: "room.create", kind: "public", title })).room.id;
      ravi = await stage.open(device);
      await join(ravi, `Ravi Kumar ${device}`);
      await openRoom(ravi, stage.origin, `staff-${device}`);
    });

    test("an @ offers the people of the room, and their name stands out", async () => {
      await fieldOf(ravi).pressSequentially("Thank you, @har");
      await ravi.getByRole("option", { name: /Harpreet Singh/ }).waitFor();
      await checkLooks(ravi, `completion ${device}`);
      await fieldOf(ravi).press("Enter");
      expect(await fieldOf(ravi).inputValue()).toBe("Thank you, @Harpreet Singh ");
      await send(ravi, "Thank you, @Harpreet Singh");
      await rowOf(ravi, "Thank you").locator(".mention", { hasText: "@Harpreet Singh" }).waitFor();
    });

    test("being named is counted where the room is listed, and found again among the mentions", async () => {
      await openList(ravi);
      if (!isPhone(ravi)) await openRoom(ravi, stage.origin, "common-room");
      await say(room, `@Ravi Kumar ${device}, may I hand it in on Monday?`);
      const row = await listRow(ravi, title);
      await row.getByText("@1", { exact: true }).waitFor();
      await ravi.goto(`${stage.origin}/mentions`);
      await ravi.getByText("may I hand it in on Monday").waitFor();
      await checkLooks(ravi, `mentions ${device}`);
      await ravi.getByRole("link", { name: /may I hand it in/ }).click();
      await ravi.locator(".message-calls").getByText("may I hand it in").waitFor();
      await checkLooks(ravi, `named ${device}`);
      const read = await listRow(ravi, title);
      await read.getByText("@1", { exact: true }).waitFor({ state: "detached" });
      await ravi.goto(stage.origin + path);
    });

    test("what was put back to unread is new until one comes back", async () => {
      await say(room, "First of two");
      await say(room, "Second of two");
      await rowOf(ravi, "Second of two").waitFor();
      await act(ravi, "First of two", "Unread from here");
      await ravi.getByText("It is unread when you come back").waitFor();
      const row = await listRow(ravi, title);
      await row.getByText("new", { exact: true }).first().waitFor();
      await openRoom(ravi, stage.origin, "common-room");
      await ravi.goto(stage.origin + path);
      await ravi.getByRole("heading", { name: "2 new messages" }).waitFor();
      // Reading takes a moment: whoever leaves before has not read.
      await ravi.waitForFunction(() => !document.title.startsWith("("));
      const read = await listRow(ravi, title);
      await read.getByText("new", { exact: true }).waitFor({ state: "detached" });
      await ravi.goto(stage.origin + path);
    });

    test("what is saved is found under Saved, and can be taken off", async () => {
      await act(ravi, "First of two", "Save for later");
      await ravi.goto(`${stage.origin}/mentions`);
      await ravi.getByRole("tab", { name: "Saved" }).click();
      await ravi.getByRole("link", { name: /First of two/ }).click();
      await rowOf(ravi, "First of two").waitFor();
      await act(ravi, "First of two", "Take off the saved ones");
      await ravi.goto(`${stage.origin}/mentions`);
      await ravi.getByRole("tab", { name: "Saved" }).click();
      await ravi.getByText("Nothing saved yet").waitFor();
      await ravi.goto(stage.origin + path);
    });

    test("a forwarded message says who wrote it", async () => {
      await act(ravi, "Second of two", "Forward");
      const dialog = ravi.getByRole("dialog", { name: "Forward to" });
      await checkLooks(ravi, `forward ${device}`);
      await dialog.getByRole("button", { name: "Common room" }).click();
      await ravi.getByText("Forwarded to Common room").waitFor();
      await openRoom(ravi, stage.origin, "common-room");
      await ravi.getByText("Forwarded from Harpreet Singh").last().waitFor();
      await ravi.goto(stage.origin + path);
    });

    test("a muted room marks nothing as new but what names one", async () => {
      await rowOf(ravi, "Second of two").waitFor();
      await ravi.getByRole("button", { name: `More about ${title}` }).click();
      await ravi.getByRole("menuitem", { name: "Notifications" }).click();
      const dialog = ravi.getByRole("dialog", { name: `Notifications from ${title}` });
      await dialog.getByRole("radio", { name: "Nothing" }).check();
      await dialog.getByRole("switch", { name: "Mute this room" }).click();
      await checkLooks(ravi, `attention ${device}`);
      await dialog.getByRole("button", { name: "Close" }).click();
      if (!isPhone(ravi)) await openRoom(ravi, stage.origin, "common-room");
      const row = await listRow(ravi, title);
      await row.getByText("muted").waitFor();
      await say(room, "Nothing for Ravi");
      await say(room, `@Ravi Kumar ${device} look`);
      await row.getByText("@1", { exact: true }).waitFor();
      await ravi.goto(stage.origin + path);
    });

    test("a direct chat shows what was seen", async () => {
      const other = await stage.open(device);
      await join(other, `Zoya ${device}`);
      const { users } = await host.client.ask({ type: "user.list", query: `Zoya ${device}` });
      const zoya = users[0]?.id;
      const { users: found } = await host.client.ask({ type: "user.list", query: `Ravi Kumar ${device}` });
      expect(zoya).toBeDefined();
      expect(found).toHaveLength(1);
      await ravi.goto(`${stage.origin}/people`);
      await ravi
        .getByRole("button", { name: new RegExp(`Zoya ${device}`) })
        .first()
        .click();
      await fieldOf(ravi).waitFor();
      await send(ravi, "Are you there?");
      const chat = await listRow(other, `Ravi Kumar ${device}`);
      await chat.click();
      await ravi.getByText("Seen", { exact: true }).waitFor();
      await other.context().close();
    });

    test("messages of somebody blocked are folded, and no direct chat is written in", async () => {
      await ravi.goto(stage.origin + path);
      await rowOf(ravi, "Second of two").waitFor();
      await act(ravi, "Second of two", /^Block /);
      await ravi.getByRole("alertdialog").getByRole("button", { name: "Block" }).click();
      const folded = ravi.getByRole("button", { name: /somebody you blocked/ });
      await folded.first().waitFor();
      await checkLooks(ravi, `folded ${device}`);
      const count = await folded.count();
      await folded.first().click();
      expect(await folded.count()).toBe(count - 1);
      const { users } = await host.client.ask({ type: "user.list", query: `Ravi Kumar ${device}` });
      const blocked = host.client.ask({ type: "direct.open", users: users.map(({ id }) => id) });
      expect(
        await blocked.then(
          () => "opened",
          (error: { reason?: string }) => error.reason,
        ),
      ).toBe("direct_closed");
    });
  });
}
