import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Page } from "playwright-core";
import { checkLooks, isPhone, join, openStage, type Stage, sizes } from "./browser.ts";
import { fieldOf, messages, openRoom, send } from "./room-page.ts";

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

for (const device of sizes) {
  describe(device, () => {
    let kavitha: Page;
    let arjun: Page;
    let room: RoomId;

    beforeAll(async () => {
      room = await createRoom(host, `Biology ${device}`);
      kavitha = await stage.open(device);
      await join(kavitha, `Kavitha ${device}`);
      await openRoom(kavitha, stage.origin, `biology-${device}`);
      arjun = await stage.open(device);
      await join(arjun, `Arjun ${device}`);
      await openRoom(arjun, stage.origin, `biology-${device}`);
    });

    test("what one writes the other reads at once, with name and time", async () => {
      await send(kavitha, "Good morning, 9B.");
      const row = messages(arjun).last();
      await row.getByText("Good morning, 9B.").waitFor();
      await row.getByText(`Kavitha ${device}`).waitFor();
      expect(await row.getAttribute("aria-label")).toMatch(new RegExp(`^Kavitha ${device}, \\d+:\\d\\d`));
      await messages(kavitha).last().getByText("(you)").waitFor();
      expect(await fieldOf(kavitha).inputValue()).toBe("");
    });

    test("messages of one person within five minutes stand under one name", async () => {
      await send(arjun, "Is the dark dot the nucleus?");
      await send(arjun, "Mine came out very faint.");
      await messages(kavitha).last().getByText("very faint").waitFor();
      expect(await kavitha.getByText(`Arjun ${device}`, { exact: true }).count()).toBeGreaterThan(0);
      expect(await messages(kavitha).last().locator(".msg-head").count()).toBe(0);
    });

    test("an edited message says so, a deleted one keeps its place", async () => {
      const { event } = await host.client.ask({
        type: "message.send",
        room,
        clientId: crypto.randomUUID() as never,
        body: { kind: "text", text: "first words" },
      });
      await messages(kavitha).last().getByText("first words").waitFor();
      await host.client.ask({
        type: "message.edit",
        room,
        seq: event.seq,
        body: { kind: "text", text: "second words" },
      });
      await messages(kavitha).last().getByText("second words edited").waitFor();
      await host.client.ask({ type: "message.delete", room, seq: event.seq });
      await messages(kavitha).last().getByText("Message deleted").waitFor();
    });

    test("who types is named, and no longer when the message is there", async () => {
      await fieldOf(arjun).pressSequentially("I ");
      await kavitha.getByText(`Arjun ${device} is typing`).waitFor();
      await checkLooks(kavitha, `conversation ${device}`);
      await fieldOf(arjun).fill("");
      await send(arjun, "I see it now.");
      await messages(kavitha).last().getByText("I see it now.").waitFor();
      await kavitha.getByText("is typing").waitFor({ state: "detached" });
    });

    test("new messages are spoken beside the list, which is silent itself", async () => {
      const log = kavitha.getByRole("log");
      expect(await log.getAttribute("aria-live")).toBe("off");
      expect(await log.getAttribute("aria-label")).toBe(`Messages in Biology ${device}`);
      await send(arjun, "Please speak this.");
      // Several within three seconds are one number.
      const spoken = /Please speak this\.|\d new messages/;
      await kavitha.locator("[aria-live=polite]", { hasText: spoken }).waitFor({ state: "attached" });
    });

    test("the details tell the topic and who is here", async () => {
      if (isPhone(kavitha)) await kavitha.getByRole("button", { name: "Details" }).click();
      const details = kavitha.getByRole("complementary", { name: "Room details" });
      await details.getByText("Cells and tissues").waitFor();
      await details.getByText("3 of 3").waitFor();
      await details.getByText(`Arjun ${device}`).waitFor();
      await checkLooks(kavitha, `details ${device}`);
      await details.getByRole("button", { name: "Close" }).click();
      await details.waitFor({ state: "detached" });
    });

    test("in a direct chat messages are bubbles, mine at the end edge, and nothing claims to be private", async () => {
      const [me] = (await host.client.ask({ type: "user.list", query: `Kavitha ${device}` })).users;
      if (!me) throw new Error("Kavitha is not listed");
      const { room: direct } = await host.client.ask({ type: "direct.open", users: [me.id] });
      await kavitha.goto(`${stage.origin}/d/${direct.id}`);
      await fieldOf(kavitha).waitFor();
      host.say(direct.id, "The revised price is ready.", "(d1)");
      await messages(kavitha).last().getByText("revised price").waitFor();
      await send(kavitha, "Reading it now.");
      const [theirs, mine] = await Promise.all(
        ["revised price", "Reading it now."].map((text) =>
          kavitha.locator(".bubble", { hasText: text }).boundingBox(),
        ),
      );
      const width = kavitha.viewportSize()?.width ?? 0;
      expect(theirs && mine && theirs.x < mine.x).toBe(true);
      expect((mine?.x ?? 0) + (mine?.width ?? 0)).toBeLessThanOrEqual(width);
      expect(await kavitha.locator("main").textContent()).not.toMatch(/private|lock|joined/i);
      await checkLooks(kavitha, `direct ${device}`);
    });

    test("an archived room can be read and says why nobody writes", async () => {
      await host.client.ask({ type: "room.archive", room });
      await openRoom(arjun, stage.origin, `biology-${device}`);
      await arjun.getByText("This room is archived. It can be read, not written in.").waitFor();
      expect(await fieldOf(arjun).count()).toBe(0);
      await messages(arjun).last().getByText("Please speak this.").waitFor();
      await checkLooks(arjun, `archived ${device}`);
    });
  });
}

async function createRoom(talker: Talker, title: string): Promise<RoomId> {
  const { room } = await talker.client.ask({
    type: "room.create",
    kind: "public",
    title,
    topic: "Cells and tissues",
  });
  return room.id;
}
