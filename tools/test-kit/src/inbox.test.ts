import { expect, test } from "bun:test";
import { expectEvent, Inbox } from "./inbox.ts";

type Frame = { readonly type: "said"; readonly text: string } | { readonly type: "left" };

test("an inbox gives what is there and waits for what is still to come", async () => {
  const inbox = new Inbox<Frame>();
  inbox.push({ type: "said", text: "one" });
  expect(await expectEvent(inbox, "said", { text: "one" })).toEqual({ type: "said", text: "one" });
  const later = expectEvent(inbox, "said", { text: "two" });
  inbox.push({ type: "left" });
  inbox.push({ type: "said", text: "two" });
  expect((await later).text).toBe("two");
});
