import { expect, test } from "bun:test";
import { createWaitingStore, type WaitingStore } from "../../../test/waiting-store.ts";
import { createWorld, homeOf, say } from "../../../test/world.ts";
import { openMemoryStore } from "../../stores/memory/store.ts";

async function openWorld() {
  let waiting: WaitingStore | undefined;
  const openStore = async (ids: Parameters<typeof openMemoryStore>[0]) => {
    waiting = createWaitingStore(await openMemoryStore(ids));
    return waiting.store;
  };
  const world = await createWorld({ openStore });
  if (!waiting) throw new Error("no store");
  return { world, waiting };
}

test("a page that is read while a reply is committed holds it in its count and in its place, or in neither", async () => {
  const { world, waiting } = await openWorld();
  const arjun = await world.join("Arjun");
  const room = homeOf(arjun);
  const { event: root } = await arjun.ask(say(room, "Which cells?"));
  const release = waiting.hold("messages");
  const reading = arjun.ask({ type: "history.page", room });
  const { event: reply } = await arjun.ask(say(room, "All of them", { threadRoot: root.seq }));
  await arjun.ask({ type: "reaction.add", room, seq: root.seq, emoji: "👍" });
  release();
  const page = await reading;
  const shown = page.messages.find(({ seq }) => seq === root.seq);
  expect(page.uptoSeq).toBe(reply.seq + 1);
  expect(shown?.thread?.replies).toBe(1);
  expect(shown?.reactions).toHaveLength(1);
  await world.close();
});

test("an unread count is as new as the place of the log beside it", async () => {
  const { world, waiting } = await openWorld();
  const [arjun, kavitha] = [await world.join("Arjun"), await world.join("Kavitha")];
  const room = homeOf(arjun);
  const release = waiting.hold("lastMessage");
  const reading = arjun.ask({ type: "room.get", room });
  const { event } = await kavitha.ask(say(room, "Anyone here?"));
  release();
  const summary = (await reading).room;
  expect([summary.lastSeq, summary.unread, summary.lastMessage?.seq]).toEqual([event.seq, 1, event.seq]);
  await world.close();
});
