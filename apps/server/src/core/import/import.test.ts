import { afterEach, beforeEach, expect, test } from "bun:test";
import type { ClientId, RoomId, UserId } from "@hearth/protocol";
import { createWorld, type Person, type World } from "../../../test/world.ts";
import type { ImportMessageDeed } from "./changes.ts";

let world: World;
let host: Person;
beforeEach(async () => {
  world = await createWorld();
  host = await world.join("Ravi");
  await world.crown(host);
});
afterEach(() => world.close());

async function addPerson(names: readonly string[], isMatched = false, key = names.join()): Promise<UserId> {
  const user = world.ids.uuid() as UserId;
  const { result } = await world.commit({ type: "import.person", key, user, names, isMatched });
  return (result as { user: UserId }).user;
}

async function openRoom(founder: UserId, members: readonly UserId[] = []) {
  const room = {
    type: "import.room",
    key: "lab",
    kind: "public",
    title: "Lab",
    topic: "",
    people: [],
  } as const;
  const { result } = await world.commit(room, { user: founder });
  const opened = result as { room: RoomId; isNew: boolean; isFirst: boolean };
  const rows = members.map((user) => ({ user, role: "member" as const }));
  await world.commit({ type: "import.members", room: opened.room, members: rows }, { user: founder });
  return opened;
}

function messageDeed(room: RoomId, name: string, more: Partial<ImportMessageDeed> = {}): ImportMessageDeed {
  return {
    type: "import.message",
    room,
    clientId: `import-${name}` as ClientId,
    body: { kind: "text", text: name },
    files: [],
    threadRoot: null,
    replyTo: null,
    isAlsoInRoom: false,
    editedAtMs: null,
    isPinned: false,
    reactions: [],
    ...more,
  };
}

const finish = (room: RoomId, by: UserId, isArchived = false) =>
  world.commit({ type: "import.finish", key: "lab", room, isArchived }, { user: by });

test("[IMP3] the first free name is taken, and the same key is the same person", async () => {
  const first = await addPerson(["Ravi", "Ravi (ravi.k)"]);
  const second = await addPerson(["Ravi"], false, "another");
  const { users } = await host.ask({ type: "user.lookup", users: [first, second] });
  expect(users.map(({ name }) => name).sort()).toEqual(["Ravi (ravi.k)", "Ravi 2"]);
  expect(await addPerson(["Somebody else"], false, "another")).toBe(second);
  expect(await addPerson(["RAVI"], true, "matched")).toBe(host.id);
});

test("[IMP4] a message comes once, with its reactions, its edit and its pin, however often it is brought", async () => {
  const [ananya, meera] = [await addPerson(["Ananya"]), await addPerson(["Meera"])];
  const { room } = await openRoom(ananya, [ananya, meera]);
  const deed = messageDeed(room, "rootmessage", {
    editedAtMs: 5_000,
    isPinned: true,
    reactions: [{ emoji: "👍", user: meera, atMs: 4_000 }],
  });
  for (const isNew of [true, false])
    expect((await world.commit(deed, { user: ananya })).result).toEqual({ isNew });
  const reply = { threadRoot: { author: ananya, clientId: deed.clientId } };
  await world.commit(messageDeed(room, "replymessage", reply), { user: meera });
  await world.commit(messageDeed(room, "gonemessage", { body: null }), { user: meera });
  await finish(room, ananya);
  await host.ask({ type: "room.join", room });
  const { messages } = await host.ask({ type: "history.page", room });
  expect(messages).toMatchObject([
    {
      author: { user: ananya },
      editedAtMs: 5_000,
      pinned: true,
      reactions: [{ emoji: "👍", users: [meera] }],
      thread: { replies: 1 },
    },
    { author: { user: meera }, body: null, deletedBy: { user: meera } },
  ]);
  const { events } = (await host.ask({ type: "log.resume", room, since: 0 })) as {
    events: readonly { atMs: number; type: string }[];
  };
  expect(events.find(({ type }) => type === "reaction.added")?.atMs).toBe(4_000);
  expect(events.find(({ type }) => type === "message.edited")?.atMs).toBe(5_000);
});

test("[IMP1] a new room is closed until it is whole", async () => {
  const ananya = await addPerson(["Ananya"]);
  const { room, isFirst } = await openRoom(ananya, [ananya]);
  expect(isFirst).toBe(true);
  expect((await host.refused({ type: "room.join", room })).reason).toBe("room_archived");
  expect((await host.ask({ type: "room.list", query: "Lab" })).rooms).toEqual([]);
  // Stopped and begun again it is still the first time.
  expect(await openRoom(ananya)).toEqual({ room, isNew: false, isFirst: true });
  await finish(room, ananya);
  await host.ask({ type: "room.join", room });
  expect(await openRoom(ananya)).toEqual({ room, isNew: false, isFirst: false });
});

test("[IMP8] whoever had read everything has still read everything, and nobody else", async () => {
  const ananya = await addPerson(["Ananya"]);
  const { room } = await openRoom(ananya, [ananya]);
  await finish(room, ananya);
  await host.ask({ type: "room.join", room });
  const other = await world.join("Lin");
  await other.ask({ type: "room.join", room });
  const page = await host.ask({ type: "history.page", room });
  await host.ask({ type: "read.mark", room, seq: page.uptoSeq });
  const behind = await world.store.get("members", room, ananya);
  await openRoom(ananya);
  await world.commit(messageDeed(room, "latermessage"), { user: ananya });
  await finish(room, ananya);
  const marks = await Promise.all(
    [host.id, ananya].map(async (user) => (await world.store.get("members", room, user))?.readSeq),
  );
  const last = (await world.store.get("rooms", room))?.lastSeq;
  expect(marks).toEqual([last, behind?.readSeq]);
});

test("nobody can bring a message by a command", async () => {
  const refused = await host.refused({ type: "import.message", room: "x" } as never);
  expect(refused.reason).toBe("command_unknown");
});
