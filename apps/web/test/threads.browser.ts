import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import type { RoomId, Seq } from "@hearth/protocol";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Locator, Page } from "playwright-core";
import { checkLooks, isPhone, join, openList, openStage, type Stage, sizes } from "./browser.ts";
import { openRoom, send } from "./room-page.ts";

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
    let ravi: Page;
    let room: RoomId;
    let root: Seq;
    const slug = `slides-${device}`;

    beforeAll(async () => {
      room = (await host.client.ask({ type: "room.create", kind: "public", title: `Slides ${device}` })).room
        .id;
      ravi = await stage.open(device);
      await join(ravi, `Ravi ${device}`);
      await openRoom(ravi, stage.origin, slug);
      const heard = hear(room, "Which slide");
      await send(ravi, "Which slide shows the nucleus?");
      root = await heard;
      await openRoom(ravi, stage.origin, "common-room");
    });

    const answer = (text: string) => {
      const body = { kind: "text", text } as const;
      const clientId = crypto.randomUUID();
      return host.client.ask({ type: "message.send", room, clientId, body, threadRoot: root });
    };
    const panel = () => ravi.getByRole("complementary", { name: "Thread" });
    const link = () => ravi.locator("main [role=log]").getByRole("button", { name: /^\d repl/ });

    test("an answer in a thread one began is new in the list of threads", async () => {
      await answer("The second one");
      await openList(ravi);
      await markOf(ravi).waitFor();
      await ravi.goto(`${stage.origin}/threads`);
      const row = ravi.getByRole("link", { name: /Which slide shows/ });
      await row.getByText("1 new").waitFor();
      await checkLooks(ravi, `threads ${device}`);
      await row.click();
      await panel().getByRole("heading", { name: "1 new message" }).waitFor();
      await panel().getByText("The second one").waitFor();
      await markOf(ravi).waitFor({ state: "detached" });
      await checkLooks(ravi, `thread new ${device}`);
      await panel().getByRole("button", { name: "Close the thread" }).click();
      await panel().waitFor({ state: "detached" });
    });

    test("what is unread stands in the room under the thread's root, also after the host was killed", async () => {
      await answer("Or the third");
      await link().getByText("1 new").waitFor();
      await stage.kill();
      await stage.start();
      await answerWhenBack(() => answer("No, the second"));
      await link().getByText("2 new").waitFor();
      await openRoom(ravi, stage.origin, slug);
      await link().getByText("2 new").waitFor();
      await checkLooks(ravi, `thread unread ${device}`);
      await link().click();
      await panel().getByText("No, the second").waitFor();
      await link().getByText("2 new").waitFor({ state: "detached" });
    });

    test("who stops following is told nothing, until they follow again", async () => {
      const follow = panel().getByRole("button", { name: "Follow this thread" });
      expect(await follow.getAttribute("aria-pressed")).toBe("true");
      await follow.click();
      await panel().locator("[aria-label='Follow this thread'][aria-pressed=false]").waitFor();
      await panel().getByRole("button", { name: "Close the thread" }).click();
      await panel().waitFor({ state: "detached" });
      await answer("Nobody hears this");
      await link().getByText("4 replies").waitFor();
      expect(await link().getByText("new").count()).toBe(0);
      await link().click();
      await panel().getByRole("button", { name: "Follow this thread" }).click();
      await panel().locator("[aria-label='Follow this thread'][aria-pressed=true]").waitFor();
      await panel().getByRole("button", { name: "Close the thread" }).click();
      await panel().waitFor({ state: "detached" });
      await answer("This one counts");
      await link().getByText("1 new").waitFor();
      await ravi.goto(`${stage.origin}/threads`);
      await ravi.getByRole("link", { name: /Which slide shows/ }).click();
      await panel().getByText("This one counts").waitFor();
      await markOf(ravi).waitFor({ state: "detached" });
    });
  });
}

/** Where something new in threads is told: a row of the sidebar, or a tab below. */
function markOf(page: Page): Locator {
  const name = isPhone(page) ? /^Mentions/ : /^Threads/;
  return page.getByRole("link", { name }).getByText("new", { exact: true });
}

/** The place of a message, once the host has it. */
function hear(room: RoomId, text: string): Promise<Seq> {
  return new Promise((resolve) => {
    const stop = host.client.listen((entry) => {
      if (entry.type !== "message.sent" || entry.room !== room || entry.body?.kind !== "text") return;
      if (!entry.body.text.includes(text)) return;
      stop();
      resolve(entry.seq);
    });
  });
}

/** The talker's own connection comes back a moment after the host. */
async function answerWhenBack(say: () => Promise<unknown>): Promise<void> {
  host.client.retryNow();
  await host.settle();
  await say();
}
