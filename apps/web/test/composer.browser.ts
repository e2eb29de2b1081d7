import { afterAll, beforeAll, describe, expect, test } from "bun:test";
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
    let writer: Page;
    const slug = `biology-${device}`;

    beforeAll(async () => {
      await host.client.ask({ type: "room.create", kind: "public", title: `Biology ${device}` });
      await host.client.ask({ type: "room.create", kind: "public", title: `Maths ${device}` });
      writer = await stage.open(device);
      await join(writer, `Writer ${device}`);
      await openRoom(writer, stage.origin, `maths-${device}`);
      await openRoom(writer, stage.origin, slug);
    });

    test("the room opens with the field focused, but not where that would raise a keyboard", async () => {
      const hasFocus = await fieldOf(writer).evaluate((field) => field === document.activeElement);
      expect(hasFocus).toBe(!isPhone(writer));
    });

    test("Enter sends with a keyboard and is a new line on a phone; the field grows with its lines", async () => {
      const field = fieldOf(writer);
      await field.click();
      const before = await field.boundingBox();
      await writer.keyboard.type("one");
      await writer.keyboard.press(isPhone(writer) ? "Enter" : "Shift+Enter");
      await writer.keyboard.type("two");
      expect(await field.inputValue()).toBe("one\ntwo");
      expect((await field.boundingBox())?.height).toBeGreaterThan((before?.height ?? 0) + 10);
      await checkLooks(writer, `typing ${device}`);
      if (isPhone(writer)) await writer.getByRole("button", { name: "Send" }).click();
      else await writer.keyboard.press("Enter");
      await messages(writer).last().getByText("two").waitFor();
      expect(await field.inputValue()).toBe("");
      expect((await field.boundingBox())?.height).toBe(before?.height ?? 0);
      expect(await field.evaluate((element) => element === document.activeElement)).toBe(true);
    });

    test("Enter that ends an input method's word does not send", async () => {
      const field = fieldOf(writer);
      await field.fill("ನಮಸ್ಕಾರ");
      const rows = await messages(writer).count();
      for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
        await field.evaluate(
          (element, init) =>
            element.dispatchEvent(
              new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...init }),
            ),
          composing,
        );
      }
      expect(await field.inputValue()).toBe("ನಮಸ್ಕಾರ");
      expect(await messages(writer).count()).toBe(rows);
      await field.fill("");
    });

    test("Send is there only for a text", async () => {
      const button = writer.getByRole("button", { name: "Send" });
      expect(await button.isDisabled()).toBe(true);
      await fieldOf(writer).fill(" \n ");
      expect(await button.isDisabled()).toBe(true);
      await fieldOf(writer).fill("x");
      expect(await button.isDisabled()).toBe(false);
      await fieldOf(writer).fill("");
    });

    test("a text beyond the limit is named before it is sent", async () => {
      await fieldOf(writer).fill("ಅ".repeat(5_500));
      await writer.getByText(/Too long by \d+ characters/).waitFor();
      expect(await writer.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
      await checkLooks(writer, `too long ${device}`);
      await fieldOf(writer).fill("ಅ".repeat(5_400));
      await writer.getByText("61 characters left").waitFor();
      await fieldOf(writer).fill("");
    });

    test("drafts are kept per room, across rooms and reloads", async () => {
      await fieldOf(writer).fill("for biology");
      await openRoom(writer, stage.origin, `maths-${device}`);
      expect(await fieldOf(writer).inputValue()).toBe("");
      await fieldOf(writer).fill("for maths");
      await openRoom(writer, stage.origin, slug);
      await waitForText(writer, "for biology");
      await writer.reload();
      await waitForText(writer, "for biology");
      await send(writer, "sent biology");
      await messages(writer).last().getByText("sent biology").waitFor();
      await writer.reload();
      await messages(writer).last().waitFor();
      expect(await fieldOf(writer).inputValue()).toBe("");
      await openRoom(writer, stage.origin, `maths-${device}`);
      await waitForText(writer, "for maths");
      await fieldOf(writer).fill("");
      await openRoom(writer, stage.origin, slug);
    });

    test("what is written without a connection waits, survives a reload of the page, and is sent once", async () => {
      await stage.kill();
      await send(writer, `later ${device}`);
      await messages(writer).last().getByText("Waits for the connection").waitFor();
      await writer.getByText("Waits for the connection, then is sent").waitFor();
      await checkLooks(writer, `waiting ${device}`);
      await stage.start();
      await writer.reload();
      await messages(writer).last().getByText(`later ${device}`).waitFor();
      await writer.getByText("Waits for the connection").first().waitFor({ state: "detached" });
      await writer.reload();
      await messages(writer).last().getByText(`later ${device}`).waitFor();
      expect(await messages(writer).getByText(`later ${device}`).count()).toBe(1);
    });

    test("what the host refuses stays with its reason, can be sent again and thrown away", async () => {
      await host.settle();
      const [room] = (await host.client.ask({ type: "room.list", query: `Biology ${device}` })).rooms;
      if (!room) throw new Error("the room is not listed");
      await writer.context().setOffline(true);
      await stage.kill();
      await send(writer, `again ${device}`);
      await send(writer, `never ${device}`);
      await stage.start();
      await host.settle();
      await host.client.ask({ type: "room.archive", room: room.id });
      await writer.context().setOffline(false);
      const [again, never] = ["again", "never"].map((word) =>
        messages(writer).filter({ hasText: `${word} ${device}` }),
      );
      await never?.getByText("Not sent. This room is archived.").waitFor();
      await checkLooks(writer, `not sent ${device}`);
      await host.client.ask({ type: "room.unarchive", room: room.id });
      await fieldOf(writer).waitFor();
      await again?.getByRole("button", { name: "Send again" }).click();
      await again?.getByText("Not sent").waitFor({ state: "detached" });
      await never?.getByRole("button", { name: "Delete" }).click();
      await never?.waitFor({ state: "detached" });
      await writer.reload();
      await messages(writer).last().waitFor();
      expect(await again?.count()).toBe(1);
      expect(await never?.count()).toBe(0);
    });
  });
}

function waitForText(page: Page, text: string): Promise<unknown> {
  return page.waitForFunction(
    (wanted) =>
      document.querySelector<HTMLTextAreaElement>("[data-region=composer] textarea")?.value === wanted,
    text,
  );
}
