import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import type { CommandInputOf, RoomId, UploadId } from "@hearth/protocol";
import { cast } from "@hearth/test-kit";
import { attach, sayFile, textWith, upload } from "../../../test/uploads.ts";
import { addRoom, createWorld, type Person, say, type World } from "../../../test/world.ts";
import { uploadLifeMs } from "./files.ts";

let world: World;
let ananya: Person;
let ravi: Person;
let zahra: Person;
let room: RoomId;
const bug = (error: unknown): never => {
  throw error;
};
const enter = async (limits: Parameters<typeof createWorld>[0] = {}): Promise<void> => {
  await world?.close();
  world = await createWorld(limits);
  await world.core.files.start(bug);
  ananya = await world.join(cast.ananya);
  ravi = await world.join(cast.ravi);
  zahra = await world.join(cast.zahra);
  room = await addRoom(ananya, "private");
  await ananya.ask({ type: "room.invite", room, users: [ravi.id] });
  await ravi.ask({ type: "room.join", room });
};
beforeEach(() => enter());
afterEach(() => world.close());

const sendFile = async (person: Person, text: string): Promise<number> =>
  (await person.ask(sayFile(room, await upload(world, person, text)))).event.seq;
const read = async (person: Person, seq: number, n = 1): Promise<string> => {
  const file = await world.core.files.open(person.id, room, seq, n);
  return new Response(file.read(0, file.bytes)).text();
};
const reasonOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: { reason?: string }) => error.reason ?? String(error),
  );
/** Blobs and parts that are there once everything unnamed was collected. */
const kept = async (): Promise<{ blobs: number; parts: number }> => {
  await world.core.files.stop();
  await world.core.files.start(bug);
  await world.core.files.swept();
  const count = async (names: AsyncIterable<string>): Promise<number> =>
    (await Array.fromAsync(names)).length;
  return { blobs: await count(world.blobs.hashes()), parts: await count(world.blobs.parts()) };
};

describe("forwarding", () => {
  const forward = (from: number, to: RoomId, clientId = "forward-1") =>
    ({ type: "message.forward", room: to, clientId, from: { room, seq: from } }) as const;
  const usageOf = async (owner: Person["id"] | RoomId | "community"): Promise<number> =>
    (await world.store.get("usages", owner))?.bytes ?? 0;

  test("[MSG21] files go on to another room, and stay there when the first message goes", async () => {
    const seq = await sendFile(ananya, "leaf cells");
    const other = await addRoom(ravi, "private");
    const { event } = await ravi.ask(forward(seq, other));
    expect(await ravi.ask(forward(seq, other))).toEqual({ event });
    expect(event.body).toMatchObject({
      forwardedFrom: { user: ananya.id },
      attachments: [{ file: 1, name: "leaf.txt", bytes: 10 }],
    });
    const readCopy = async (person: Person): Promise<string> => {
      const file = await world.core.files.open(person.id, other, event.seq, 1);
      return new Response(file.read(0, file.bytes)).text();
    };
    expect(await reasonOf(readCopy(ananya))).toBe("room_missing");
    expect(await kept()).toEqual({ blobs: 1, parts: 0 });
    await ananya.ask({ type: "message.delete", room, seq });
    expect(await kept()).toEqual({ blobs: 1, parts: 0 });
    expect(await readCopy(ravi)).toBe("leaf cells");
    expect(await usageOf(ananya.id)).toBe(0);
    await ravi.ask({ type: "message.delete", room: other, seq: event.seq });
    expect(await kept()).toEqual({ blobs: 0, parts: 0 });
    for (const owner of [ravi.id, room, other, "community"] as const) expect(await usageOf(owner)).toBe(0);
  });

  test("[MSG21] nobody forwards a file of a room they are not in, and it is the same whether there is one", async () => {
    const seq = await sendFile(ananya, "leaf cells");
    const own = await addRoom(zahra, "private");
    for (const from of [seq, seq + 7])
      expect((await zahra.refused(forward(from, own))).reason).toBe("room_missing");
    await ravi.ask({ type: "room.leave", room });
    expect((await ravi.refused(forward(seq, await addRoom(ravi, "private")))).reason).toBe("room_missing");
  });

  test("[MSG21] a copy counts whole for who makes it, for its room and for everyone, or is refused", async () => {
    const limits = { maxBytesPerPerson: 25, maxBytesPerRoom: 35, maxBytesInAll: 45 };
    await enter({ fileLimits: limits });
    const seq = await sendFile(ananya, "leaf cells");
    await ravi.ask(forward(seq, room, "forward-1"));
    await ravi.ask(forward(seq, room, "forward-2"));
    expect([await usageOf(ananya.id), await usageOf(ravi.id), await usageOf(room)]).toEqual([10, 20, 30]);
    const other = await addRoom(ravi, "private");
    expect((await ravi.refused(forward(seq, other, "forward-3"))).reason).toBe("files_full_person");
    expect((await ananya.refused(forward(seq, room, "forward-4"))).reason).toBe("files_full_room");
    await ananya.ask(forward(seq, await addRoom(ananya, "private"), "forward-5"));
    await ravi.ask({ type: "message.delete", room, seq: seq + 1 });
    expect([await usageOf(ravi.id), await usageOf("community")]).toEqual([10, 30]);
    await upload(world, zahra, "twelve bytes");
    expect((await ravi.refused(forward(seq, room, "forward-6"))).reason).toBe("files_full_community");
  });
});

describe("a message with files", () => {
  test("[FILE5] is read by members now, while the message stands", async () => {
    const seq = await sendFile(ananya, "leaf cells");
    expect(await read(ananya, seq)).toBe("leaf cells");
    expect(await read(ravi, seq)).toBe("leaf cells");
    // She exists, and may upload; the room is none of hers.
    await upload(world, zahra, "mine");
    expect(await reasonOf(read(zahra, seq))).toBe("room_missing");
    expect(await reasonOf(read(ravi, seq, 2))).toBe("file_missing");
    expect(await reasonOf(read(ravi, seq + 1))).toBe("file_missing");
    await ananya.ask({ type: "member.remove", room, user: ravi.id });
    expect(await reasonOf(read(ravi, seq))).toBe("room_missing");
    await ananya.ask({ type: "message.delete", room, seq });
    expect(await reasonOf(read(ananya, seq))).toBe("file_missing");
    expect(await kept()).toEqual({ blobs: 1, parts: 0 });
  });

  test("[FILE6] names one's own finished uploads, each once", async () => {
    const mine = await upload(world, ananya, "leaf cells");
    expect((await ravi.refused(sayFile(room, mine))).reason).toBe("upload_missing");
    expect((await ravi.refused(sayFile(room, world.ids.uuid()))).reason).toBe("upload_missing");
    const unfinished = await world.core.files.create(ananya.id, 5);
    expect((await ananya.refused(sayFile(room, unfinished))).reason).toBe("upload_unfinished");
    const command = sayFile(room, mine);
    const { event } = await ananya.ask(command);
    expect(await ananya.ask(command)).toEqual({ event });
    expect((await ananya.refused(sayFile(room, mine))).reason).toBe("upload_missing");
  });

  test("[FILE6] says the true size, whatever its sender says, and needs no words", async () => {
    const { event } = await ananya.ask(sayFile(room, await upload(world, ananya, "leaf"), { bytes: 99 }));
    expect(event.body).toMatchObject({ text: "", attachments: [{ bytes: 4, name: "leaf.txt" }] });
    expect((await ananya.refused(say(room, "  "))).reason).toBe("message_empty");
  });

  test("[FILE6] describes exactly the files it brings", async () => {
    const files = [await upload(world, ananya, "picture"), await upload(world, ananya, "small")];
    const refused = async (attachments: unknown, ids: readonly UploadId[] = files) => {
      const body = { kind: "text", text: "x", attachments } as CommandInputOf<"message.send">["body"];
      return (await ananya.refused(say(room, "", { files: [...ids], body }))).reason;
    };
    expect(await refused([attach("a")])).toBe("attachments_mismatched");
    expect(await refused([attach("a"), attach("b")])).toBe("attachments_mismatched");
    expect(await refused([attach("a", { thumbnail: 3 })])).toBe("attachments_mismatched");
    expect((await ananya.refused(say(room, "x", { files }))).reason).toBe("attachments_mismatched");
    const none = textWith("x", attach("a"));
    expect((await ananya.refused(say(room, "", { body: none }))).reason).toBe("attachments_mismatched");
    const heavy = await upload(world, ananya, "x".repeat(40_961));
    expect(await refused([attach("a", { thumbnail: 2 })], [files[0] as UploadId, heavy])).toBe(
      "file_too_large",
    );
    const body = textWith("", attach("a.png", { thumbnail: 2 }));
    const { event } = await ananya.ask(say(room, "", { files, body }));
    expect([await read(ravi, event.seq, 1), await read(ravi, event.seq, 2)]).toEqual(["picture", "small"]);
  });

  test("[FILE6] keeps its files when its words are edited", async () => {
    const seq = await sendFile(ananya, "leaf cells");
    const edited = textWith("see", attach("other.exe"));
    await ananya.ask({ type: "message.edit", room, seq, body: edited });
    const { messages } = await ravi.ask({ type: "history.page", room });
    expect(messages.at(-1)?.body).toMatchObject({ text: "see", attachments: [{ name: "leaf.txt" }] });
    await ananya.ask({ type: "message.edit", room, seq, body: { kind: "text", text: "" } });
    expect(await read(ravi, seq)).toBe("leaf cells");
  });
});

describe("limits", () => {
  test("[FILE7] the largest file, and what a person, a room and everyone may have, at their edges", async () => {
    await enter({
      fileLimits: { maxBytes: 10, maxBytesPerPerson: 24, maxBytesPerRoom: 20, maxBytesInAll: 30 },
    });
    const create = (person: Person, bytes: number) => reasonOf(world.core.files.create(person.id, bytes));
    expect(await create(ananya, 11)).toBe("file_too_large");
    const files = [await upload(world, ananya, "1234567890"), await upload(world, ananya, "abcdefghij")];
    expect(await create(ananya, 5)).toBe("files_full_person");
    expect(await create(ananya, 4)).toBe("done");
    expect(await create(ravi, 7)).toBe("files_full_community");
    for (const file of files) await ananya.ask(sayFile(room, file));
    expect((await ravi.refused(sayFile(room, await upload(world, ravi, "x")))).reason).toBe(
      "files_full_room",
    );
  });

  test("[FILE7] deleting makes room again", async () => {
    await enter({ fileLimits: { maxBytesPerPerson: 10 } });
    const seq = await sendFile(ananya, "1234567890");
    expect(await reasonOf(world.core.files.create(ananya.id, 1))).toBe("files_full_person");
    await ananya.ask({ type: "message.delete", room, seq });
    expect(await reasonOf(world.core.files.create(ananya.id, 10))).toBe("done");
  });

  test("[FILE7] a kind the host refuses is refused in every disguise of its ending", async () => {
    await enter({ fileLimits: { refusedEndings: new Set(["exe"]) } });
    const file = await upload(world, ananya, "x");
    for (const name of ["a.exe", "a.EXE", "a.txt.Exe", "a.exe ", "a.exe."])
      expect((await ananya.refused(sayFile(room, file, { name }))).reason).toBe("file_kind_refused");
    await ananya.ask(sayFile(room, file, { name: "exe.txt" }));
  });

  test("[FILE7] a disk that is nearly full takes no files, and takes words", async () => {
    const space = async () => ({ freeBytes: 51, totalBytes: 1_000 });
    await world.close();
    world = await createWorld();
    await enter({ blobs: { ...world.blobs, space } });
    expect(await reasonOf(world.core.files.create(ananya.id, 2))).toBe("disk_nearly_full");
    expect(await reasonOf(world.core.files.create(ananya.id, 1))).toBe("done");
    await ananya.ask(say(room, "words"));
  });

  test("[FILE8] an upload that no message names ends after a day, finished or not", async () => {
    await world.core.files.create(ananya.id, 5);
    const finished = await upload(world, ananya, "leaf cells");
    expect(await kept()).toEqual({ blobs: 1, parts: 1 });
    await world.clock.advance(uploadLifeMs + 1);
    expect(await reasonOf(world.core.files.needOwn(ananya.id, finished))).toBe("upload_missing");
    expect(await kept()).toEqual({ blobs: 0, parts: 0 });
    expect((await world.store.get("usages", ananya.id))?.bytes).toBe(0);
  });
});

describe("collecting", () => {
  test("[FILE9] equal bytes are kept once, for as long as one message names them, and nobody is told", async () => {
    const mine = await sendFile(ananya, "leaf cells");
    const his = await ravi.ask(sayFile(room, await upload(world, ravi, "leaf cells")));
    expect(await kept()).toEqual({ blobs: 1, parts: 0 });
    expect(JSON.stringify(his)).not.toContain("hash");
    await ananya.ask({ type: "message.delete", room, seq: mine });
    expect(await kept()).toEqual({ blobs: 1, parts: 0 });
    expect(await read(ravi, his.event.seq)).toBe("leaf cells");
    await ravi.ask({ type: "message.delete", room, seq: his.event.seq });
    expect(await kept()).toEqual({ blobs: 0, parts: 0 });
  });

  test("[FILE9] a deleted room takes its files along", async () => {
    for (let index = 0; index < 3; index += 1) await sendFile(ananya, `file ${index}`);
    await ananya.ask({ type: "room.delete", room });
    expect(await kept()).toEqual({ blobs: 0, parts: 0 });
    expect((await world.store.get("usages", "community"))?.bytes).toBe(0);
  });

  test("[FILE9] someone who sends the same bytes while they are being collected loses nothing", async () => {
    for (let round = 0; round < 20; round += 1) {
      const seq = await sendFile(ananya, "leaf cells");
      const [file] = await Promise.all([
        upload(world, ravi, "leaf cells"),
        ananya.ask({ type: "message.delete", room, seq }),
      ]);
      const { event } = await ravi.ask(sayFile(room, file));
      expect(await read(ravi, event.seq)).toBe("leaf cells");
      await ravi.ask({ type: "message.delete", room, seq: event.seq });
    }
    expect(await kept()).toEqual({ blobs: 0, parts: 0 });
  });
});

test("[FILE16] the files of a room are listed for whoever may read it now, newest first, while their messages stand", async () => {
  const first = await sendFile(ananya, "first");
  await ananya.ask(say(room, "words alone"));
  const second = await sendFile(ananya, "second");
  const list = async (person: Person, more: object = {}) =>
    person.ask({ type: "file.list", room, limit: 1, ...more });
  const newest = await list(ravi);
  expect([newest.messages.map(({ seq }) => seq), newest.next]).toEqual([[second], String(second)]);
  expect(newest.users.map(({ id }) => id)).toEqual([ananya.id]);
  const older = await list(ravi, { after: newest.next ?? "" });
  expect([older.messages.map(({ seq }) => seq), older.next]).toEqual([[first], null]);
  expect((await zahra.refused({ type: "file.list", room })).reason).toBe("room_missing");
  await ananya.ask({ type: "message.delete", room, seq: second });
  expect((await list(ravi)).messages.map(({ seq }) => seq)).toEqual([first]);
  await ananya.ask({ type: "member.remove", room, user: ravi.id });
  expect((await ravi.refused({ type: "file.list", room })).reason).toBe("room_missing");
});
