import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CommandInputOf, CommandType, RoomId, SessionId } from "@hearth/protocol";
import { cast } from "@hearth/test-kit";
import { addRoom, createWorld, type Person, say, type World } from "../../../test/world.ts";
import { roomRights } from "./rights.ts";

/** What the words of the specification's table mean. */
const refusals: Readonly<Record<string, string>> = {
  yes: "done",
  join: "member_missing",
  no: "right_missing",
  theirs: "message_not_yours",
  fixed: "direct_fixed",
};

const spec = readFileSync(join(import.meta.dir, "../../../../../docs/spec/rooms.md"), "utf8");
const rows = spec
  .split("\n")
  .filter((line) => /^\| [a-z]+\.[a-zA-Z]+/.test(line))
  .map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([name = "", ...cells]) => ({ name, cells }));
const columns = [
  "outsider",
  "member",
  "moderator",
  "owner",
  "community moderator",
  "community owner",
] as const;
type Column = (typeof columns)[number];

let world: World;
let owner: Person;
let target: Person;
let communityOwner: Person;
const actors = new Map<Column, Person>();

beforeAll(async () => {
  world = await createWorld();
  communityOwner = await world.join("Founder");
  await world.crown(communityOwner);
  owner = await world.join(cast.ananya);
  target = await world.join(cast.lin);
  for (const column of columns) actors.set(column, await world.join(`The ${column}`));
  actors.set("owner", owner);
  actors.set("community owner", communityOwner);
  const moderator = actorOf("community moderator");
  await communityOwner.ask({ type: "person.setRole", user: moderator.id, role: "moderator" });
});
afterAll(() => world.close());

function actorOf(column: Column): Person {
  const actor = actors.get(column);
  if (!actor) throw new Error(`nobody is ${column}`);
  return actor;
}

const isInside = (column: Column): boolean => ["member", "moderator", "owner"].includes(column);

async function enter(room: RoomId, person: Person): Promise<void> {
  await owner.ask({ type: "room.invite", room, users: [person.id] });
  await person.ask({ type: "room.join", room });
}

/** A room of a kind with the actor in their place in it, and what commands are tried on. */
async function setUp(kind: "public" | "private", column: Column) {
  const room = await addRoom(owner, kind, "Lab");
  const actor = actorOf(column);
  await enter(room, target);
  const others = (await target.ask(say(room, "another's"))).event.seq;
  if (actor !== owner) await enter(room, actor);
  const own = (await actor.ask(say(room, "own"))).event.seq;
  if (column === "moderator")
    await owner.ask({ type: "member.setRole", room, user: actor.id, role: "moderator" });
  if (!isInside(column)) await actor.ask({ type: "room.leave", room });
  return { room, actor, own, others };
}

async function setUpDirect(actor: Person) {
  const room = (await actor.ask({ type: "direct.open", users: [target.id] })).room.id;
  const others = (await target.ask(say(room, "another's"))).event.seq;
  const own = (await actor.ask(say(room, "own"))).event.seq;
  return { room, actor, own, others };
}

interface Place {
  readonly room: RoomId;
  readonly actor: Person;
  readonly own: number;
  readonly others: number;
}

/** A well-formed command for each row of the table. */
function commandOf(name: string, { room, own, others }: Place): CommandInputOf<CommandType> {
  const [type = "", whose] = name.split(", ");
  const seq = whose === "one's own" ? own : others;
  const user = target.id;
  const fields: Readonly<Record<string, object>> = {
    "message.send": say(room, "hello"),
    "tags.send": { tags: { "+typing": "active" } },
    "message.edit": { seq, body: { kind: "text", text: "changed" } },
    "message.delete": { seq },
    "message.pin": { seq },
    "message.unpin": { seq },
    "reaction.add": { seq, emoji: "👍" },
    "reaction.remove": { seq, emoji: "👍" },
    "message.forward": { clientId: `forward-${seq}`, from: { room, seq } },
    "message.save": { seq },
    "room.setAttention": { muted: true },
    "read.unmark": { seq },
    "thread.follow": { root: seq },
    "thread.unfollow": { root: seq },
    "thread.read": { root: seq, seq },
    "read.mark": { seq },
    "typing.set": { on: true },
    "room.invite": { users: [user] },
    "room.setTopic": { topic: "Osmosis" },
    "room.rename": { title: "Laboratory" },
    "room.setRules": { rules: { topicOpen: false } },
    "speaker.set": { person: user, on: true },
    "member.remove": { user },
    "member.ban": { user },
    "member.unban": { user },
    "member.setRole": { user, role: "moderator" },
    "room.handOver": { user },
    "log.resume": { since: 0 },
  };
  if (type === "presence.watch") return { type, rooms: [room] };
  return { type, room, ...fields[type] } as CommandInputOf<CommandType>;
}

async function attempt(actor: Person, command: CommandInputOf<CommandType>): Promise<string> {
  const refusal = await actor.ask(command as never).then(
    () => ({ reason: "done" }),
    (error: { reason?: string }) => error,
  );
  return refusal.reason ?? String(refusal);
}

test("[ROOM5] the table names every right there is", () => {
  const named = new Set(rows.map(({ name }) => name.split(",")[0] ?? ""));
  const ofGuests = ["guest.remove", "guest.setRole", "message.deleteOthers", "mention.here"];
  const missing = Object.keys(roomRights).filter((right) => !named.has(right) && !ofGuests.includes(right));
  expect(missing).toEqual([]);
  expect(rows.every(({ cells }) => cells.length === 7 && cells.every((cell) => cell in refusals))).toBe(true);
});

for (const { name, cells } of rows) {
  describe(`[ROOM5] ${name}`, () => {
    for (const [index, column] of columns.entries()) {
      const word = cells[index] ?? "";
      test(`${column} of a public room: ${word}`, async () => {
        const place = await setUp("public", column);
        expect(await attempt(place.actor, commandOf(name, place))).toBe(refusals[word] ?? "");
      });

      const isKnown = isInside(column);
      test(`${column} of a private room: ${isKnown ? word : "as if there were no such room [ROOM2]"}`, async () => {
        const place = await setUp("private", column);
        const expected = isKnown ? (refusals[word] ?? "") : "room_missing";
        expect(await attempt(place.actor, commandOf(name, place))).toBe(expected);
      });
    }

    test(`someone in a direct chat: ${cells[6]}`, async () => {
      const place = await setUpDirect(actorOf("member"));
      expect(await attempt(place.actor, commandOf(name, place))).toBe(refusals[cells[6] ?? ""] ?? "");
    });

    test("an outsider of a direct chat, and anyone for a room that is not there, are told the same [ROOM2]", async () => {
      const place = await setUpDirect(actorOf("member"));
      const missing = { ...place, room: world.ids.uuid() as RoomId };
      for (const stranger of [actorOf("outsider"), communityOwner]) {
        const [there, nowhere] = await Promise.all([
          stranger.refused(commandOf(name, place)),
          stranger.refused(commandOf(name, missing)),
        ]);
        const { reason, params, code } = there;
        expect({ reason, params, code }).toEqual({ reason: "room_missing", params: {}, code: "not_found" });
        expect(nowhere).toMatchObject({ reason, params, code });
      }
    });
  });
}

describe("[ROOM6] nobody acts against someone of equal or higher standing:", () => {
  for (const type of ["member.remove", "member.ban"] as const) {
    test(`${type} by a moderator`, async () => {
      const { room, actor } = await setUp("private", "moderator");
      const second = actorOf("member");
      await enter(room, second);
      await owner.ask({ type: "member.setRole", room, user: second.id, role: "moderator" });
      expect((await actor.refused({ type, room, user: second.id })).reason).toBe("right_missing");
      expect((await actor.refused({ type, room, user: owner.id })).reason).toBe("right_missing");
      await owner.ask({ type, room, user: second.id });
    });
  }

  test("the role of an owner is not set, only handed over", async () => {
    const { room } = await setUp("public", "moderator");
    const command = { type: "member.setRole", room, user: owner.id, role: "member" } as const;
    expect((await owner.refused(command)).reason).toBe("right_missing");
    expect((await communityOwner.refused(command)).reason).toBe("right_missing");
  });
});

test("a guest in the room has a guest's rights", async () => {
  const room = await addRoom(owner, "public");
  const guest = { guest: world.ids.uuid() as SessionId, name: "Passer-by" };
  await world.commit({ type: "room.join", room }, guest);
  await world.commit(say(room, "hello") as never, guest);
  const attemptOf = (deed: object): Promise<string> =>
    world.commit(deed as never, guest).then(
      () => "done",
      (error: { reason?: string }) => error.reason ?? String(error),
    );
  expect(await attemptOf({ type: "room.setTopic", room, topic: "x" })).toBe("right_missing");
  expect(await attemptOf({ type: "room.delete", room })).toBe("right_missing");
  expect(await attemptOf({ type: "member.ban", room, user: owner.id })).toBe("right_missing");
  const closed = await addRoom(owner, "private");
  expect(await attemptOf({ type: "room.join", room: closed })).toBe("room_missing");
  expect(await attemptOf(say(closed, "hello?"))).toBe("room_missing");
});
