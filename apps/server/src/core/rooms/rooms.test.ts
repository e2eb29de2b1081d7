import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  type CommandInputOf,
  type CommandType,
  type FeedChange,
  type RoomId,
  sizes,
  type UserId,
} from "@hearth/protocol";
import { cast } from "@hearth/test-kit";
import { addRoom, createWorld, homeOf, type Person, say, type World } from "../../../test/world.ts";
import { caps } from "../limits/caps.ts";

let world: World;
let ananya: Person;
let ravi: Person;
let meera: Person;
beforeEach(async () => {
  world = await createWorld();
  ananya = await world.join(cast.ananya);
  ravi = await world.join(cast.ravi);
  meera = await world.join(cast.meera);
  for (const { session } of [ananya, ravi, meera]) session.clear();
});
afterEach(() => world.close());

const feedOf = (person: Person): FeedChange[] => person.session.ofType("feed").map(({ change }) => change);
const rolesOf = async (room: RoomId): Promise<string[]> =>
  (await ananya.ask({ type: "member.list", room })).members.map(
    ({ name, roomRole }) => `${name} ${roomRole}`,
  );

async function enter(room: RoomId, ...people: Person[]): Promise<void> {
  for (const person of people) {
    await ananya.ask({ type: "room.invite", room, users: [person.id] });
    await person.ask({ type: "room.join", room });
  }
}

describe("rooms", () => {
  test("[ROOM1] a room's log begins with its making and its founder's coming, who owns it", async () => {
    const { room } = await ananya.ask({ type: "room.create", kind: "private", title: "Lab", topic: "Cells" });
    expect(room).toMatchObject({ title: "Lab", topic: "Cells", myRole: "owner", memberCount: 1, unread: 0 });
    const { notices } = await ananya.ask({ type: "history.page", room: room.id });
    expect(notices.map(({ type }) => type)).toEqual(["room.created", "member.joined"]);
    expect(feedOf(ananya)).toEqual([{ type: "room.added", room: room.id }]);
  });

  test("[ROOM3] public slugs are readable and unique; private ones cannot be guessed", async () => {
    const slugs: string[] = [];
    for (const kind of ["public", "public", "private"] as const)
      slugs.push((await ananya.ask({ type: "room.create", kind, title: "Class 8 B" })).room.slug);
    expect(slugs.slice(0, 2)).toEqual(["class-8-b", "class-8-b-2"]);
    expect(slugs[2]).toMatch(/^class-8-b-[2-9a-z]{10}$/);
  });

  test("[ROOM12] a deleted home room stays deleted: newcomers are in no room", async () => {
    await world.crown(ananya);
    await ananya.ask({ type: "room.delete", room: homeOf(ananya) });
    const chidi = await world.join(cast.chidi);
    expect(chidi.session.welcome?.rooms).toEqual([]);
    expect(await world.store.roomsOf(chidi.id)).toEqual([]);
  });

  test("[ROOM11] an archived room is read on, and nothing else, until it is unarchived", async () => {
    const room = await addRoom(ananya, "public");
    await enter(room, ravi);
    const { event } = await ravi.ask(say(room, "before"));
    await ananya.ask({ type: "room.archive", room });
    const closed: CommandInputOf<CommandType>[] = [
      say(room, "after"),
      { type: "message.edit", room, seq: event.seq, body: { kind: "text", text: "x" } },
      { type: "reaction.add", room, seq: event.seq, emoji: "👍" },
      { type: "room.invite", room, users: [meera.id] },
    ];
    for (const command of closed) expect((await ravi.refused(command)).reason).toBe("room_archived");
    expect((await meera.refused({ type: "room.join", room })).reason).toBe("room_archived");
    expect((await ravi.ask({ type: "history.page", room })).messages).toHaveLength(1);
    expect((await meera.ask({ type: "room.list" })).rooms.map(({ id }) => id)).not.toContain(room);
    await ananya.ask({ type: "room.unarchive", room });
    await ravi.ask(say(room, "again"));
    await meera.ask({ type: "room.join", room });
  });

  test("[ROOM9] deleting tells everyone in it and everyone invited, and leaves nothing to read", async () => {
    const room = await addRoom(ananya, "private");
    await enter(room, ravi);
    await ananya.ask({ type: "room.invite", room, users: [meera.id] });
    for (const { session } of [ananya, ravi, meera]) session.clear();
    await ananya.ask({ type: "room.delete", room });
    const removed = { type: "room.removed", room, why: "deleted", by: ananya.id } as const;
    expect(feedOf(ananya)).toEqual([removed]);
    expect(feedOf(ravi)).toEqual([removed]);
    expect(feedOf(meera)).toEqual([{ type: "invitation.removed", room }]);
    expect(meera.session.ofType("room.deleted")).toEqual([]);
    for (const type of ["history.page", "room.get", "member.list"] as const)
      expect((await ravi.refused({ type, room })).reason).toBe("room_missing");
    expect((await world.open(ravi)).welcome?.rooms.map(({ id }) => id)).toEqual([homeOf(ravi)]);
  });

  test("an unchanged title, topic or rule writes nothing", async () => {
    const room = await addRoom(ananya, "public", "Lab");
    const { lastSeq } = (await ananya.ask({ type: "room.get", room })).room;
    await ananya.ask({ type: "room.rename", room, title: "Lab" });
    await ananya.ask({ type: "room.setTopic", room, topic: "" });
    await ananya.ask({ type: "room.archive", room });
    await ananya.ask({ type: "room.archive", room });
    expect((await ananya.ask({ type: "room.get", room })).room.lastSeq).toBe(lastSeq + 1);
  });
});

describe("direct chats", () => {
  test("[ROOM4] the same people find the same chat, whoever opens it and however they are named", async () => {
    const { room } = await ananya.ask({ type: "direct.open", users: [ravi.id, meera.id] });
    expect(room.people.map(({ name }) => name).sort()).toEqual([cast.ananya, cast.meera, cast.ravi]);
    const again = await meera.ask({ type: "direct.open", users: [ravi.id, ananya.id, ravi.id, meera.id] });
    expect(again.room.id).toBe(room.id);
    const pair = await ananya.ask({ type: "direct.open", users: [ravi.id] });
    expect(pair.room.id).not.toBe(room.id);
    expect(feedOf(ravi).filter(({ type }) => type === "room.added")).toHaveLength(2);
  });

  test("[ROOM4] it takes two to eight people, all of them known", async () => {
    expect((await ananya.refused({ type: "direct.open", users: [ananya.id] })).reason).toBe("direct_size");
    const stranger = world.ids.uuid() as UserId;
    expect((await ananya.refused({ type: "direct.open", users: [stranger] })).reason).toBe("user_missing");
    const others: UserId[] = [];
    for (let index = 1; index < sizes.maxDirectMembers; index += 1)
      others.push((await world.join(`Student ${index}`)).id);
    expect((await ananya.ask({ type: "direct.open", users: others })).room.people).toHaveLength(8);
  });
});

describe("coming and going", () => {
  test("[ROOM7] an invitation is an offer, told once, and used up by joining", async () => {
    const room = await addRoom(ananya, "private");
    const invite = () => ananya.ask({ type: "room.invite", room, users: [ravi.id, ravi.id, ananya.id] });
    expect(await invite()).toEqual({ invited: 1 });
    expect(await invite()).toEqual({ invited: 0 });
    expect(feedOf(ravi)).toMatchObject([{ type: "invitation.added", invitation: { room, title: "Lab" } }]);
    expect((await world.open(ravi)).welcome?.invitations).toMatchObject([{ room, by: { id: ananya.id } }]);
    const joined = await ravi.ask({ type: "room.join", room });
    expect(joined.room).toMatchObject({ id: room, myRole: "member", unread: 0 });
    expect((await world.open(ravi)).welcome?.invitations).toEqual([]);
  });

  test("[ROOM7] whoever declines is not in, and may be invited again", async () => {
    const room = await addRoom(ananya, "private");
    await ananya.ask({ type: "room.invite", room, users: [ravi.id] });
    await ravi.ask({ type: "invitation.decline", room });
    expect(feedOf(ravi).at(-1)).toEqual({ type: "invitation.removed", room });
    expect((await ravi.refused({ type: "room.join", room })).reason).toBe("room_missing");
    expect(await ananya.ask({ type: "room.invite", room, users: [ravi.id] })).toEqual({ invited: 1 });
  });

  test("[ROOM7] whoever comes in starts with nothing unread, and joining twice changes nothing", async () => {
    const room = await addRoom(ananya, "public");
    for (let index = 0; index < 3; index += 1) await ananya.ask(say(room, `message ${index}`));
    expect((await ravi.ask({ type: "room.join", room })).room.unread).toBe(0);
    const { lastSeq } = (await ravi.ask({ type: "room.join", room })).room;
    expect((await ravi.ask({ type: "room.get", room })).room.lastSeq).toBe(lastSeq);
  });

  test("[ROOM8] someone banned stays out until unbanned; someone removed may come back", async () => {
    const room = await addRoom(ananya, "public");
    await enter(room, ravi, meera);
    await ananya.ask({ type: "member.remove", room, user: ravi.id });
    expect(feedOf(ravi).at(-1)).toEqual({ type: "room.removed", room, why: "removed", by: ananya.id });
    await ravi.ask({ type: "room.join", room });
    await ananya.ask({ type: "member.ban", room, user: ravi.id });
    expect(feedOf(ravi).at(-1)).toEqual({ type: "room.removed", room, why: "banned", by: ananya.id });
    expect((await ravi.refused({ type: "room.join", room })).reason).toBe("room_banned");
    expect(await meera.ask({ type: "room.invite", room, users: [ravi.id] })).toEqual({ invited: 0 });
    expect((await ananya.ask({ type: "ban.list", room })).users.map(({ id }) => id)).toEqual([ravi.id]);
    await ananya.ask({ type: "member.unban", room, user: ravi.id });
    await ravi.ask({ type: "room.join", room });
  });

  test("[ROOM8] a ban takes back an invitation, and holds for someone who was never in", async () => {
    const room = await addRoom(ananya, "private");
    await ananya.ask({ type: "room.invite", room, users: [ravi.id] });
    await ananya.ask({ type: "member.ban", room, user: ravi.id });
    expect(feedOf(ravi).at(-1)).toEqual({ type: "invitation.removed", room });
    expect((await ravi.refused({ type: "room.join", room })).reason).toBe("room_missing");
  });

  test("[ROOM14] a ban also holds where outsiders write, and for a guest who signs in", async () => {
    const room = await addRoom(ananya, "public");
    await ananya.ask({ type: "room.setRules", room, rules: { outsidersWrite: true } });
    await ravi.ask(say(room, "from outside"));
    await ananya.ask({ type: "member.ban", room, user: ravi.id });
    expect((await ravi.refused(say(room, "again"))).reason).toBe("room_banned");
    const guest = world.ids.uuid() as never;
    await world.commit({ type: "room.join", room }, { guest, name: "Nobody" });
    expect(await world.store.guestsOf(room)).toHaveLength(1);
    await world.commit({ type: "guest.adopt", guest, user: ravi.id }, { user: ravi.id });
    expect(await world.store.get("members", room, ravi.id)).toBeUndefined();
    expect(await world.store.guestsOf(room)).toEqual([]);
  });

  test("[ROOM10] handing over changes places, also when the community's owner does it", async () => {
    const room = await addRoom(ananya, "public");
    await enter(room, ravi, meera);
    await ananya.ask({ type: "room.handOver", room, user: ravi.id });
    expect(await rolesOf(room)).toEqual(["Ravi owner", "Ananya moderator", "Meera member"]);
    const founder = await world.join("Founder");
    await world.crown(founder);
    await founder.ask({ type: "room.handOver", room, user: meera.id });
    expect(await rolesOf(room)).toEqual(["Meera owner", "Ananya moderator", "Ravi moderator"]);
    expect((await meera.refused({ type: "room.handOver", room, user: founder.id })).reason).toBe(
      "member_missing",
    );
  });

  test("[ROOM10] an owner who leaves leaves the room to the longest-serving moderator, else member", async () => {
    const room = await addRoom(ananya, "private");
    const chidi = await world.join(cast.chidi);
    await enter(room, ravi, meera, chidi);
    await ananya.ask({ type: "member.setRole", room, user: meera.id, role: "moderator" });
    await ananya.ask({ type: "room.leave", room });
    const roles = async () =>
      (await chidi.ask({ type: "member.list", room })).members.map(({ name, roomRole }) => [name, roomRole]);
    expect(await roles()).toEqual([
      ["Meera", "owner"],
      ["Ravi", "member"],
      ["Chidi", "member"],
    ]);
    await meera.ask({ type: "member.remove", room, user: meera.id });
    expect(await roles()).toEqual([
      ["Ravi", "owner"],
      ["Chidi", "member"],
    ]);
    expect((await chidi.ask({ type: "room.get", room })).room.memberCount).toBe(2);
  });
});

describe("[ROOM13] bounds", () => {
  test("a full room lets nobody in", async () => {
    const room = await addRoom(ananya, "public");
    const row = await world.store.get("rooms", room);
    // Ten thousand joins would take a while: the count alone decides.
    Object.assign(row ?? {}, { memberCount: caps.maxMembersPerRoom });
    const refusal = await ravi.refused({ type: "room.join", room });
    expect(refusal).toMatchObject({ reason: "room_full", params: { max: caps.maxMembersPerRoom } });
  });

  test("a person in a thousand rooms gets into no further one, nor into a direct chat", async () => {
    const deeds = Array.from({ length: caps.maxRoomsPerUser - 1 }, (_, index) =>
      world.commit(
        { type: "room.create", kind: "private", title: `Room ${index}`, topic: "" },
        { user: ravi.id },
      ),
    );
    await Promise.all(deeds);
    const refused = { reason: "rooms_too_many", params: { max: caps.maxRoomsPerUser } };
    expect(await ravi.refused({ type: "room.create", kind: "public", title: "One more" })).toMatchObject(
      refused,
    );
    expect(await meera.refused({ type: "direct.open", users: [ravi.id] })).toMatchObject(refused);
    const room = await addRoom(ananya, "public");
    expect(await ravi.refused({ type: "room.join", room })).toMatchObject(refused);
  });
});
