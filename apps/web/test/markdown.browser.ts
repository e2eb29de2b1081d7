import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Page } from "playwright-core";
import { checkLooks, join, openStage, type Stage, sizes } from "./browser.ts";
import { hostileTexts } from "./hostile-texts.ts";
import { messages, openRoom, takeList } from "./room-page.ts";

let stage: Stage;
let host: Talker;
let room: RoomId;
beforeAll(async () => {
  stage = await openStage(["--no-limits-messages"]);
  host = await Talker.join(stage.origin, "Harpreet Singh", Math.random);
  room = await createRoom("Biology");
});
afterAll(async () => {
  host.client.close();
  await stage.close();
});

/** Elements that a message's text may become. */
const allowed = new Set([
  "DIV",
  "P",
  "BR",
  "STRONG",
  "EM",
  "S",
  "CODE",
  "PRE",
  "A",
  "BLOCKQUOTE",
  "UL",
  "OL",
  "LI",
  "BUTTON",
  "SPAN",
  "svg",
  "use",
]);
const allowedAttributes = /^(?:class|dir|href|target|rel|tabindex|start|type|aria-[a-z]+)$/;

for (const device of sizes) {
  describe(device, () => {
    let reader: Page;
    beforeAll(async () => {
      reader = await stage.open(device);
      await join(reader, `Reader ${device}`);
      await openRoom(reader, stage.origin, "biology");
    });

    test("marks become elements, and code can be copied", async () => {
      await say(
        "**bold** *italic* ~~gone~~ `code`\n\n> quote\n\n1. one\n2. two\n\n```js\nlet a = 1;\n```\nhttp://library.local/t",
      );
      const row = messages(reader).last();
      await row.locator("pre").waitFor();
      for (const [element, text] of Object.entries({
        strong: "bold",
        em: "italic",
        s: "gone",
        blockquote: "quote",
      })) {
        expect(await row.locator(element).textContent()).toBe(text);
      }
      expect(await row.locator("ol > li").allInnerTexts()).toEqual(["one", "two"]);
      expect(await row.getByRole("link").getAttribute("href")).toBe("http://library.local/t");
      expect(await row.getByRole("link").getAttribute("rel")).toContain("noopener");
      await checkLooks(reader, `markdown ${device}`);
      await row.locator("pre").hover();
      await row.getByRole("button", { name: "Copy the code" }).click();
      await row.getByRole("button", { name: "Copied" }).waitFor();
      await reader.locator("[data-region=composer] textarea").fill("");
      await reader.locator("[data-region=composer] textarea").press("ControlOrMeta+v");
      expect(await reader.locator("[data-region=composer] textarea").inputValue()).toBe("let a = 1;");
      await reader.locator("[data-region=composer] textarea").fill("");
    });

    test("each message has the direction of its own text, code always left to right", async () => {
      await say("مرحبا بكم في الصف");
      const row = messages(reader).last();
      await row.getByText("مرحبا").waitFor();
      const direction = await row.locator("p").evaluate((element) => getComputedStyle(element).direction);
      expect(direction).toBe("rtl");
      expect(await row.locator(".markdown-tall").count()).toBe(1);
    });

    test("no script in a message runs, and none becomes an element that could", async () => {
      await reader.evaluate(() => {
        const page = window as unknown as { ran: string[] };
        page.ran = [];
        for (const name of ["alert", "prompt", "confirm", "print", "open"] as const) {
          Object.defineProperty(window, name, { value: () => page.ran.push(name) });
        }
      });
      for (const text of hostileTexts) await say(text);
      await say("the last one");
      await messages(reader).last().getByText("the last one").waitFor();
      const found = await collectElements(reader);
      expect(found.texts).toBeGreaterThan(hostileTexts.length / 2);
      expect([...found.elements].filter((name) => !allowed.has(name))).toEqual([]);
      expect([...found.attributes].filter((name) => !allowedAttributes.test(name))).toEqual([]);
      expect([...found.addresses].filter((href) => !/^(?:https?:\/\/|mailto:)/.test(href))).toEqual([]);
      expect(found.addresses.length).toBeGreaterThan(2);
      expect(found.ran).toEqual([]);
    });
  });
}

async function createRoom(title: string): Promise<RoomId> {
  const { room } = await host.client.ask({ type: "room.create", kind: "public", title });
  return room.id;
}

async function say(text: string): Promise<void> {
  const body = { kind: "text", text } as const;
  await host.client.ask({ type: "message.send", room, clientId: crypto.randomUUID() as never, body });
}

interface Found {
  readonly elements: readonly string[];
  readonly attributes: readonly string[];
  readonly addresses: readonly string[];
  readonly ran: readonly string[];
  readonly texts: number;
}

/** Everything messages became on this page, from the end to the start of the room. */
async function collectElements(page: Page): Promise<Found> {
  await takeList(page);
  return page.evaluate(async () => {
    const list = document.querySelector("[role=log]");
    const [elements, attributes, addresses, texts] = [
      new Set<string>(),
      new Set<string>(),
      new Set<string>(),
      new Set<string>(),
    ];
    for (let quiet = 0; list && quiet < 10; ) {
      for (const message of list.querySelectorAll(".markdown")) {
        texts.add(message.textContent ?? "");
        for (const element of message.querySelectorAll("*")) {
          elements.add(element.tagName);
          for (const { name } of element.attributes) if (!element.closest("svg")) attributes.add(name);
          const href = element.tagName === "A" ? element.getAttribute("href") : null;
          if (href) addresses.add(href);
        }
      }
      list.scrollTop -= list.clientHeight / 2;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      quiet = list.scrollTop < 1 ? quiet + 1 : 0;
    }
    const { ran } = window as unknown as { ran: string[] };
    return {
      elements: [...elements],
      attributes: [...attributes],
      addresses: [...addresses],
      ran,
      texts: texts.size,
    };
  });
}
