import { afterEach, beforeEach, expect, test } from "bun:test";
import { type Message, Refusal, type RoomId } from "@hearth/protocol";
import { attach, textWith, upload } from "../../../test/uploads.ts";
import { addRoom, createWorld, type Person, say, type World } from "../../../test/world.ts";
import { formatMessage } from "../messages/format-event.ts";
import type { DeviceRow } from "../rows.ts";
import type { Export } from "./export.ts";

let world: World;
let ananya: Person;
let ravi: Person;
let room: RoomId;

beforeEach(async () => {
  world = await createWorld({ fileLimits: { maxBytes: 3_000_000 } });
  ananya = await world.join("Ananya");
  ravi = await world.join("Ravi");
  room = await addRoom(ananya, "private");
  await ananya.ask({ type: "room.invite", room, users: [ravi.id] });
  await ravi.ask({ type: "room.join", room });
});
afterEach(() => world.close());

async function deviceOf({ device }: Person): Promise<DeviceRow> {
  const row = await world.store.get("devices", device);
  if (!row) throw new Error("no such device");
  return row;
}
const open = async (person: Person, id = "save", span = {}): Promise<Export> =>
  world.core.exports.open(await deviceOf(person), { room, id, fromMs: null, toMs: null, ...span });
const refusalOf = (attempt: Promise<unknown>): Promise<unknown> =>
  attempt.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? error.reason : error),
  );

/** The texts of a chat; the pauses between its parts pass at once. */
async function read(opened: Export): Promise<string[]> {
  const texts: string[] = [];
  const parts = opened.read();
  for (;;) {
    const next = parts.next();
    await world.clock.advance(10);
    const { done, value } = await next;
    if (done) break;
    for (const entry of value.entries)
      if (entry.type === "message")
        texts.push(entry.message.body?.kind === "text" ? entry.message.body.text : "(nothing)");
  }
  opened.close();
  return texts;
}

test("[EXP3] a chat is what stands in it: newest texts, replies with what they answer, places of the deleted", async () => {
  const { event } = await ravi.ask(say(room, "first"));
  const second = await ravi.ask(say(room, "second"));
  await ravi.ask(say(room, "third", { replyTo: event.seq }));
  await ravi.ask({
    type: "message.edit",
    room,
    seq: event.seq,
    body: { kind: "text", text: "first, corrected" },
  });
  await ravi.ask({ type: "message.delete", room, seq: second.event.seq });
  const opened = await open(ananya);
  expect(await read(opened)).toEqual(["first, corrected", "(nothing)", "third"]);
  expect(opened.progress).toEqual({ state: "done", messages: 2, share: 1 });

  const [part] = await Array.fromAsync((await open(ananya, "again")).read());
  const reply = part?.entries.findLast((entry) => entry.type === "message");
  expect(reply).toMatchObject({ quoted: { body: { text: "first, corrected" } } });
  expect(part?.users.map(({ name }) => name).sort()).toEqual(["Ananya", "Ravi"]);
});

test("only what was said in the span is in it, also when the clock was wrong for a while", async () => {
  await ravi.ask(say(room, "early"));
  await world.clock.advance(60_000);
  const fromMs = world.clock.now();
  await ravi.ask(say(room, "within"));
  await world.clock.advance(60_000);
  const toMs = world.clock.now();
  await ravi.ask(say(room, "late"));
  const deed = { ...say(room, "said by a clock that is behind") } as never;
  await world.core.commit({ actor: { user: ravi.id }, atMs: fromMs + 1, deed });
  expect(await read(await open(ananya, "one", { fromMs, toMs }))).toEqual([
    "within",
    "said by a clock that is behind",
  ]);
  expect(await read(await open(ananya, "two", { toMs: fromMs }))).toEqual(["early"]);
});

test("[EXP3] what is said after saving began is not in it", async () => {
  await ravi.ask(say(room, "before"));
  const opened = await open(ananya);
  await ravi.ask(say(room, "after"));
  expect(await read(opened)).toEqual(["before"]);
});

test("[EXP2] pictures come whole when they are small, else in their small form, and only while they may be seen", async () => {
  const sendPicture = async (bytes: number) => {
    const files = [await upload(world, ravi, "x".repeat(bytes)), await upload(world, ravi, "small")];
    const body = textWith("", attach("leaf.png", { type: "image/png", thumbnail: 2 }));
    const { seq } = (await ravi.ask(say(room, "", { files, body }))).event;
    const row = await world.store.event(room, seq);
    if (!row) throw new Error("no such message");
    return formatMessage(row);
  };
  const small = await sendPicture(1_000);
  const large = await sendPicture(2 * 1024 ** 2 + 1);
  const opened = await open(ananya);
  const read = async (message: Message): Promise<number | undefined> => {
    const [attachment] = message.body?.kind === "text" ? (message.body.attachments ?? []) : [];
    if (!attachment) throw new Error("no picture");
    return (await opened.readPicture(message, attachment))?.bytes.length;
  };
  expect(await read(small)).toBe(1_000);
  expect(await read(large)).toBe("small".length);
  await ravi.ask({ type: "message.delete", room, seq: small.seq });
  expect(await read(small)).toBeUndefined();
  await ananya.ask({ type: "room.delete", room });
  expect(await refusalOf(read(large))).toBe("room_missing");
});

for (const [how, end] of [
  ["removed", () => ananya.ask({ type: "member.remove", room, user: ravi.id })],
  ["logged out", async () => world.core.accounts.logOut(await deviceOf(ravi))],
  ["left without the room", () => ananya.ask({ type: "room.delete", room })],
] as const) {
  test(`[EXP2] somebody who is ${how} while saving gets no further part`, async () => {
    for (let index = 0; index < 450; index += 1) await ananya.ask(say(room, `line ${index}`));
    const opened = await open(ravi);
    const parts = opened.read();
    expect((await parts.next()).value?.entries.length).toBe(200);
    await end();
    const next = refusalOf(parts.next());
    await world.clock.advance(10);
    expect(["room_missing", "sign_in_needed"]).toContain((await next) as string);
    opened.close();
    expect(opened.progress.state).toBe("failed");
  });
}

test("[EXP8] two at a time for each person; a third waits, and a place is free once one is closed", async () => {
  const first = await open(ravi, "one");
  expect(await refusalOf(open(ravi, "one"))).toBe("export_running");
  await open(ravi, "two");
  expect(await refusalOf(open(ravi, "three"))).toBe("export_running");
  await open(ananya, "one");
  first.close();
  first.close();
  await open(ravi, "three");
  expect(await refusalOf(open(ravi, "four"))).toBe("export_running");
  expect(world.core.exports.progress(ravi.id, "one")?.state).toBe("failed");
  await world.clock.advance(60_000);
  expect(world.core.exports.progress(ravi.id, "one")).toBeUndefined();
  expect(world.core.exports.progress(ravi.id, "two")?.state).toBe("running");
});
