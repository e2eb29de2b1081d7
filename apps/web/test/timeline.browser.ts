import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RoomId } from "@hearth/protocol";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Page } from "playwright-core";
import { checkLooks, join, openStage, type Stage, sizes } from "./browser.ts";
import { messages, openRoom, send, takeList, viewList } from "./room-page.ts";

const longCount = 3_000;
/** Rows that may be mounted at once (ui.md, performance budget). */
const maxMounted = 80;

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
    const slug = `long-room-${device}`;
    let longRoom: RoomId;
    let reader: Page;

    beforeAll(async () => {
      longRoom = await createRoom(`Long room ${device}`);
      await fill(longRoom, 0, longCount);
      reader = await stage.open(device);
      await join(reader, `Reader ${device}`);
      await openRoom(reader, stage.origin, slug);
    });

    test("a room opens at its end", async () => {
      await messages(reader).last().waitFor();
      expect((await viewList(reader)).texts.at(-1)).toContain(`#${longCount - 1} `);
    });

    test("scrolling up goes on through the whole history, with few rows mounted and none left out", async () => {
      const { seen, mounted } = await readUpward(reader);
      expect(seen).toEqual(Array.from({ length: longCount }, (_, at) => at));
      expect(mounted).toBeLessThanOrEqual(maxMounted);
      await reader.getByRole("heading", { level: 2, name: /^Today/ }).waitFor();
    });

    test("whoever is scrolled up stays where they are, and is told what came", async () => {
      const before = await viewList(reader);
      await fill(longRoom, longCount, 3);
      await reader.getByRole("button", { name: "3 new" }).waitFor();
      expect(await viewList(reader)).toMatchObject({ texts: before.texts, firstOffset: before.firstOffset });
      await checkLooks(reader, `scrolled up ${device}`);
    });

    test("older rows that come in do not move the row that is read", async () => {
      await openRoom(reader, stage.origin, slug);
      await messages(reader).last().waitFor();
      expect(await scrollSlowly(reader)).toBeLessThanOrEqual(2);
    });

    test("the button leads to the newest message, and there the list stays at its end", async () => {
      await reader.getByRole("button", { name: /new|newest/ }).click();
      await reader.getByRole("button", { name: /new|newest/ }).waitFor({ state: "detached" });
      await fill(longRoom, longCount + 3, 2);
      await messages(reader)
        .getByText(`#${longCount + 4} `)
        .waitFor();
      expect((await viewList(reader)).belowEnd).toBeLessThanOrEqual(1);
      await send(reader, "mine\nin\nthree lines");
      await messages(reader).getByText("three lines").waitFor();
      expect((await viewList(reader)).belowEnd).toBeLessThanOrEqual(1);
    });

    test("what came while one was away begins under the new line, and is read at its end", async () => {
      await reader.goto(`${stage.origin}/people`);
      await fill(longRoom, longCount + 5, 4);
      await openRoom(reader, stage.origin, slug);
      await reader.getByRole("heading", { level: 2, name: "4 new messages" }).waitFor();
      await checkLooks(reader, `new line ${device}`);
      await reader.waitForFunction(() => !document.title.startsWith("("));
      await reader.keyboard.press("Escape");
      await reader.getByRole("heading", { level: 2, name: "4 new messages" }).waitFor({ state: "detached" });
    });

    test("with more news than fit a page, the room opens where they begin", async () => {
      await reader.goto(`${stage.origin}/people`);
      await fill(longRoom, 10_000, 150);
      await openRoom(reader, stage.origin, slug);
      await reader.getByRole("heading", { level: 2, name: "New messages" }).waitFor();
      expect((await viewList(reader)).texts.some((text) => text.startsWith("#10000 "))).toBe(true);
      await reader.getByRole("button", { name: "150 new" }).click();
      await messages(reader).getByText("#10149 ").waitFor();
      await reader.getByRole("button", { name: "150 new" }).waitFor({ state: "detached" });
    });

    test("the list is one stop of the Tab key, and the arrows lead through its messages", async () => {
      const log = reader.getByRole("log");
      expect(await log.locator("li[tabindex='0']").count()).toBe(1);
      await log.locator("li[tabindex='0']").focus();
      for (let press = 0; press < 25; press += 1) await reader.keyboard.press("ArrowUp");
      const focused = reader.locator("li:focus");
      await focused.getByText("#10124 ").waitFor();
      const box = await focused.boundingBox();
      const edges = await log.boundingBox();
      expect(box && edges && box.y >= edges.y - 1 && box.y + box.height <= edges.y + edges.height + 1).toBe(
        true,
      );
      await reader.keyboard.press("End");
      await reader.locator("li:focus").getByText("#10149 ").waitFor();
      await reader.keyboard.press("Home");
      await reader.locator("li:focus").waitFor();
      expect(await log.locator("li[tabindex='0']").count()).toBe(1);
    });
  });
}

async function createRoom(title: string): Promise<RoomId> {
  const { room } = await host.client.ask({ type: "room.create", kind: "public", title });
  return room.id;
}

/** Messages of different lengths, numbered from `from`, as they are accepted by the host. */
async function fill(room: RoomId, from: number, count: number): Promise<void> {
  const words = "onion peel, cheek, hydrilla ".repeat(20);
  const send = (at: number) =>
    host.client.ask({
      type: "message.send",
      room,
      clientId: crypto.randomUUID() as never,
      body: { kind: "text", text: `#${at} ${words.slice(0, [8, 40, 90, 200, 480][at % 5])}` },
    });
  for (let done = 0; done < count; done += 100) {
    const part = Math.min(100, count - done);
    await Promise.all(Array.from({ length: part }, (_, index) => send(from + done + index)));
  }
}

/** Scrolls to the start of the room by most of a screen at a time; every number read, and most rows mounted. */
async function readUpward(
  page: Page,
  count = longCount,
): Promise<{ readonly seen: readonly number[]; readonly mounted: number }> {
  await takeList(page);
  return page.evaluate(async (count) => {
    const list = document.querySelector("[role=log]");
    if (!list) throw new Error("no list on the page");
    const seen = new Set<number>();
    let mounted = 0;
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    for (let quiet = 0; quiet < 40; ) {
      const before = seen.size;
      const rows = [...list.querySelectorAll("li")];
      mounted = Math.max(mounted, rows.length);
      for (const row of rows) {
        const number = /^#(\d+) /.exec(row.querySelector(".markdown")?.textContent ?? "")?.[1];
        if (number) seen.add(Number(number));
      }
      list.scrollTop -= list.clientHeight * 0.9;
      await drawn();
      quiet = seen.size === before && list.scrollTop < 1 ? quiet + 1 : 0;
    }
    return { seen: [...seen].filter((number) => number < count).sort((a, b) => a - b), mounted };
  }, count);
}

/** Scrolls up in small steps while older pages come in; the most a row moved besides the step, in pixels. */
async function scrollSlowly(page: Page): Promise<number> {
  await page.evaluate(waitForRest);
  await takeList(page);
  return page.evaluate(async () => {
    const list = document.querySelector("[role=log]");
    if (!list) throw new Error("no list on the page");
    const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const places = () => {
      const edges = list.getBoundingClientRect();
      return new Map(
        [...list.querySelectorAll<HTMLElement>("li[data-key]")]
          .map((row) => [row.dataset["key"], row.getBoundingClientRect()] as const)
          .filter(([, box]) => box.bottom > edges.top && box.top < edges.bottom)
          .map(([key, box]) => [key, box.top]),
      );
    };
    const step = 50;
    let worst = 0;
    for (let count = 0; count < 250; count += 1) {
      const before = places();
      list.scrollTop -= step;
      await drawn();
      const moves = [...places()].flatMap(([key, top]) => {
        const old = before.get(key);
        return old === undefined ? [] : [Math.abs(top - old - step)];
      });
      if (moves.length > 0) worst = Math.max(worst, Math.min(...moves));
    }
    return worst;
  });
}

/** Runs in the page: until the list has had the same height for a third of a second of frames. */
async function waitForRest(): Promise<void> {
  const list = document.querySelector("[role=log]");
  let height = -1;
  for (let same = 0; same < 20; same += 1) {
    if (list && list.scrollHeight !== height) {
      same = 0;
      height = list.scrollHeight;
    }
    await new Promise((done) => requestAnimationFrame(done));
  }
}
