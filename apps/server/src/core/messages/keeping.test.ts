import { afterEach, beforeEach, expect, test } from "bun:test";
import type { ClientId, RoomId } from "@hearth/protocol";
import { addRoom, createWorld, type Person, say, type World } from "../../../test/world.ts";
import { caps } from "../limits/caps.ts";

let world: World;
let ananya: Person;
let ravi: Person;
let room: RoomId;
beforeEach(async () => {
  world = await createWorld();
  ananya = await world.join("Ananya");
  ravi = await world.join("Ravi");
  room = await addRoom(ananya, "public");
  await ravi.ask({ type: "room.join", room });
});
afterEach(() => world.close());

const send = async (person: Person, text: string, id = room): Promise<number> =>
  (await person.ask(say(id, text))).event.seq;
const savedOf = async (person: Person) =>
  (await person.ask({ type: "saved.list" })).messages.map(({ body }) =>
    body?.kind === "text" ? body.text : null,
  );
const forward = (from: RoomId, seq: number, to: RoomId, clientId = "forward-1") =>
  ({
    type: "message.forward",
    room: to,
    clientId: clientId as ClientId,
    from: { room: from, seq },
  }) as const;

test("[MSG20] what one saves is found again, newest first, on every device, until it is deleted or the room is left", async () => {
  const [first, second] = [await send(ananya, "first"), await send(ananya, "second")];
  const other = await world.open(ravi);
  for (const seq of [first, second, second]) {
    await world.clock.advance(1);
    await ravi.ask({ type: "message.save", room, seq });
  }
  expect(await savedOf(ravi)).toEqual(["second", "first"]);
  expect(await savedOf(ananya)).toEqual([]);
  expect(other.ofType("feed").map(({ change }) => change)).toEqual([
    { type: "saved.changed", room, seq: first, on: true },
    { type: "saved.changed", room, seq: second, on: true },
  ]);
  await ananya.ask({ type: "message.delete", room, seq: first });
  expect(await savedOf(ravi)).toEqual(["second"]);
  await ravi.ask({ type: "room.leave", room });
  expect(await savedOf(ravi)).toEqual([]);
  expect((await ravi.refused({ type: "message.save", room, seq: second })).reason).toBe("member_missing");
});

test("[MSG20] one person saves five hundred messages at most", async () => {
  const seqs: number[] = [];
  for (let n = 0; n <= caps.maxSavedPerUser; n += 1) seqs.push(await send(ananya, `message ${n}`));
  for (const seq of seqs.slice(0, -1)) await ravi.ask({ type: "message.save", room, seq });
  const last = seqs.at(-1) ?? 0;
  expect(await ravi.refused({ type: "message.save", room, seq: last })).toMatchObject({
    reason: "saved_too_many",
    params: { max: caps.maxSavedPerUser },
  });
  await ravi.ask({ type: "message.unsave", room, seq: seqs[0] ?? 0 });
  await ravi.ask({ type: "message.save", room, seq: last });
});

test("[MSG21] a forwarded text says who wrote it, once, and calls nobody", async () => {
  const seq = await send(ananya, "Goggles on, @Ravi");
  const other = await addRoom(ravi, "private");
  const { event } = await ravi.ask(forward(room, seq, other));
  expect(event.body).toEqual({
    kind: "text",
    text: "Goggles on, @Ravi",
    forwardedFrom: { user: ananya.id },
  });
  expect(await ravi.ask(forward(room, seq, other))).toEqual({ event });
  const again = await ravi.ask(forward(other, event.seq, room, "forward-2"));
  expect(again.event.body).toMatchObject({ forwardedFrom: { user: ananya.id } });
});

test("[MSG21] nobody forwards what they may not read, to where they may not write, or what is gone", async () => {
  const secret = await addRoom(ananya, "private");
  const seq = await send(ananya, "secret", secret);
  expect((await ravi.refused(forward(secret, seq, room))).reason).toBe("room_missing");
  const open = await send(ananya, "open");
  expect((await ravi.refused(forward(room, open, secret))).reason).toBe("room_missing");
  await ananya.ask({ type: "message.delete", room, seq: open });
  expect((await ravi.refused(forward(room, open, room))).reason).toBe("message_deleted");
  const body = { kind: "text", text: "x", forwardedFrom: { user: ananya.id } };
  expect((await ravi.refused({ ...say(room, "x"), body } as never)).reason).toBe("frame_malformed");
});

test("[MSG22] whoever is blocked reaches the other by no direct chat, mention or invitation, and is not told", async () => {
  const { room: direct } = await ravi.ask({ type: "direct.open", users: [ananya.id] });
  ravi.session.clear();
  for (let time = 0; time < 2; time += 1) await ananya.ask({ type: "person.block", user: ravi.id });
  expect(ananya.session.ofType("feed").filter(({ change }) => change.type === "block.changed")).toHaveLength(
    1,
  );
  expect(ravi.session.ofType("feed")).toEqual([]);
  for (const person of [ravi, ananya])
    expect((await person.refused(say(direct.id, "hello"))).reason).toBe("direct_closed");
  await send(ravi, "@Ananya look");
  expect((await ananya.ask({ type: "room.get", room })).room.mentions).toBe(0);
  const other = await addRoom(ravi, "private");
  expect(await ravi.ask({ type: "room.invite", room: other, users: [ananya.id] })).toEqual({ invited: 0 });
  await ananya.ask({ type: "person.unblock", user: ravi.id });
  await send(ravi, "hello", direct.id);
  await send(ravi, "@Ananya look");
  expect((await ananya.ask({ type: "room.get", room })).room.mentions).toBe(1);
});

test("[MSG22] a new direct chat with somebody who blocked one is not opened", async () => {
  await ananya.ask({ type: "person.block", user: ravi.id });
  expect((await ravi.refused({ type: "direct.open", users: [ananya.id] })).reason).toBe("direct_closed");
  expect((await ananya.refused({ type: "person.block", user: ananya.id })).reason).toBe("user_missing");
});
