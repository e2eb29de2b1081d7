import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  type ClientId,
  type CommandInputOf,
  type CommandType,
  goneName,
  type RoomId,
  type UserId,
} from "@hearth/protocol";
import { cast, settle } from "@hearth/test-kit";
import { sayFile, upload } from "../../../test/uploads.ts";
import { addRoom, createWorld, homeOf, type Person, say, type World } from "../../../test/world.ts";

let world: World;
let ananya: Person;
let ravi: Person;
let home: RoomId;
const bugs: unknown[] = [];
const onBug = (error: unknown): string => `bug ${bugs.push(error)}`;

beforeEach(async () => {
  world = await createWorld();
  await world.core.files.start(onBug);
  ananya = await world.join(cast.ananya);
  ravi = await world.join(cast.ravi);
  await world.crown(ananya);
  home = homeOf(ananya);
});
afterEach(async () => {
  await world.core.departures.stop();
  await world.close();
  expect(bugs.splice(0)).toEqual([]);
});

/** Lets the host take away what deleted people left. */
async function erase(): Promise<void> {
  world.core.departures.start(onBug);
  await settle(20);
  while ((await world.store.leaving()).length > 0) {
    await world.clock.advance(100);
    await settle(20);
  }
  await world.core.files.swept();
}

const textsIn = async (person: Person, room: RoomId): Promise<(string | null)[]> =>
  (await person.ask({ type: "history.page", room })).messages.map(({ body }) =>
    body?.kind === "text" ? body.text : null,
  );

describe("[ACC13] whoever is deleted is nobody at once:", () => {
  test("sessions end, devices and codes open nothing, the name and its nick are free", async () => {
    const second = await world.open(ravi);
    const { code } = await ravi.ask({ type: "link.create" });
    await ravi.ask({ type: "account.delete" });
    await settle();
    // Who asked gets the answer first.
    expect(ravi.session.ended).toBeNull();
    await world.clock.advance(100);
    expect([ravi.session.ended, second.ended, ananya.session.ended]).toEqual([
      "person_deleted",
      "person_deleted",
      null,
    ]);
    expect(await world.core.accounts.findDevice(ravi.secret)).toBeUndefined();
    await expect(world.core.accounts.redeem({ ip: "127.0.0.1", label: "x" }, code)).rejects.toMatchObject({
      reason: "code_wrong",
    });
    await expect(world.open(ravi)).rejects.toMatchObject({ reason: "sign_in_needed" });
    expect((await world.join(cast.ravi)).id).not.toBe(ravi.id);
    expect((await world.core.lookups.userByNick(cast.ravi))?.id).not.toBe(ravi.id);
  });

  test("what a session had begun comes too late", async () => {
    await world.commit({ type: "person.delete", user: ravi.id });
    const commands: CommandInputOf<CommandType>[] = [
      say(home, "one more thing"),
      { type: "room.create", kind: "public", title: "Mine" },
      { type: "direct.open", users: [ananya.id] },
      { type: "profile.rename", name: "Ravi again" },
    ];
    for (const command of commands) expect((await ravi.refused(command)).reason).toBe("person_deleted");
  });

  test("an open page is not enough where there is a password", async () => {
    await ravi.ask({ type: "password.set", password: "correct horse" });
    expect((await ravi.refused({ type: "account.delete" })).reason).toBe("password_wrong");
    expect((await ravi.refused({ type: "account.delete", current: "wrong" })).reason).toBe("password_wrong");
    await ravi.ask({ type: "account.delete", current: "correct horse" });
    await expect(
      world.core.accounts.signIn({ ip: "127.0.0.1", label: "x" }, cast.ravi, "correct horse"),
    ).rejects.toMatchObject({ reason: "password_wrong" });
  });

  test("the last owner stays; with a second one the first may go", async () => {
    expect((await ananya.refused({ type: "account.delete" })).reason).toBe("last_owner");
    await ananya.ask({ type: "person.setRole", user: ravi.id, role: "owner" });
    await ananya.ask({ type: "account.delete" });
    expect((await ravi.refused({ type: "account.delete" })).reason).toBe("last_owner");
  });

  test("doing it again changes nothing", async () => {
    await world.commit({ type: "person.delete", user: ravi.id });
    const first = await world.store.get("users", ravi.id);
    await world.clock.advance(5);
    await world.commit({ type: "person.delete", user: ravi.id });
    const { feedSeq: _, ...again } = (await world.store.get("users", ravi.id)) ?? { feedSeq: 0 };
    expect(first).toMatchObject(again);
  });

  test("nobody invites, names a role for, writes to or gives a code to somebody who was deleted", async () => {
    const room = await addRoom(ananya, "private");
    await world.commit({ type: "person.delete", user: ravi.id });
    const user = ravi.id;
    expect(await ananya.ask({ type: "room.invite", room, users: [user] })).toEqual({ invited: 0 });
    const commands: CommandInputOf<CommandType>[] = [
      { type: "person.setRole", user, role: "moderator" },
      { type: "person.createCode", user },
      { type: "direct.open", users: [user] },
    ];
    for (const command of commands) expect((await ananya.refused(command)).reason).toBe("user_missing");
    expect((await ananya.ask({ type: "user.list" })).users.map(({ name }) => name)).toEqual([cast.ananya]);
  });
});

describe("[ACC14] what somebody left behind goes step by step:", () => {
  test("messages, reactions, files, uploads, places and names, while others' words stay", async () => {
    const other = await addRoom(ravi, "public", "Lab");
    await ananya.ask({ type: "room.join", room: other });
    const { event: first } = await ananya.ask(say(home, "hello @Ravi"));
    await ravi.ask({ type: "reaction.add", room: home, seq: first.seq, emoji: "👍" });
    await ravi.ask({ type: "message.save", room: home, seq: first.seq });
    const { event: photo } = await ravi.ask(sayFile(home, await upload(world, ravi, "leaf cells")));
    await ravi.ask(say(home, "in a thread", { threadRoot: first.seq }));
    await upload(world, ravi, "never sent");
    for (let n = 0; n < 120; n += 1) await ravi.ask(say(other, `note ${n}`));
    await ananya.ask(say(other, "mine", { replyTo: 4 }));
    ananya.session.clear();

    await ravi.ask({ type: "account.delete" });
    await erase();

    expect(await textsIn(ananya, home)).toEqual(["hello @Ravi", null]);
    expect((await textsIn(ananya, other)).at(-1)).toBe("mine");
    expect(
      (await world.store.messages({ room: other, limit: 500 })).filter((row) => row.message?.body),
    ).toHaveLength(1);
    expect(await world.store.reactionsOf(home, [first.seq])).toEqual([]);
    expect((await ananya.ask({ type: "history.page", room: home })).messages[0]?.thread?.replies ?? 0).toBe(
      0,
    );
    await expect(world.core.files.open(ananya.id, home, photo.seq, 1)).rejects.toMatchObject({
      reason: "file_missing",
    });
    expect([await Array.fromAsync(world.blobs.hashes()), await Array.fromAsync(world.blobs.parts())]).toEqual(
      [[], []],
    );
    expect((await world.store.get("usages", "community"))?.bytes).toBe(0);
    expect(await world.store.get("usages", ravi.id)).toBeUndefined();
    expect((await world.store.savedBy(ravi.id, null, 10)).rows).toEqual([]);
    expect(await world.store.roomsOf(ravi.id)).toEqual([]);
    // The room has another owner, and no log says the name any more.
    expect((await world.store.get("members", other, ananya.id))?.role).toBe("owner");
    for (const room of [home, other]) {
      const log = await world.store.events(room, 0, 10_000, 10_000);
      const own = log.filter(({ message }) => message === null);
      expect(JSON.stringify(own)).not.toContain(cast.ravi);
    }
    // Others were told each step as it happened.
    const deleted = ananya.session.ofType("message.deleted");
    expect(deleted).toHaveLength(122);
    expect(ananya.session.ofType("member.left").map(({ name }) => name)).toEqual([goneName, goneName]);
    expect(ananya.session.ofType("user.changed")[0]?.user).toMatchObject({
      id: ravi.id,
      name: goneName,
      gone: true,
    });
  });

  test("a stop after any step costs nothing: the next start goes on", async () => {
    for (let n = 0; n < 130; n += 1) await ravi.ask(say(home, `note ${n}`));
    await world.commit({ type: "person.delete", user: ravi.id });
    let steps = 0;
    for (let isDone = false; !isDone; steps += 1) {
      const outcome = await world.commit({ type: "person.erase", user: ravi.id }, { user: ravi.id });
      ({ isDone } = outcome.result as { isDone: boolean });
      // Each step is small.
      expect(outcome.events.length).toBeLessThanOrEqual(50);
    }
    expect(steps).toBeGreaterThan(3);
    expect(await textsIn(ananya, home)).toEqual(Array.from({ length: 50 }, () => null));
    expect(await world.store.leaving()).toEqual([]);
  });

  test("a room nobody is left in is erased, with what others had left there", async () => {
    const secret = await addRoom(ravi, "private", "Secret");
    const { room } = await ravi.ask({ type: "direct.open", users: [ananya.id] });
    await ananya.ask(sayFile(room.id, await upload(world, ananya, "for two")));
    await ravi.ask(sayFile(secret, await upload(world, ravi, "for one")));
    await ravi.ask({ type: "account.delete" });
    await erase();
    expect(await world.store.get("rooms", secret)).toBeUndefined();
    expect(await Array.fromAsync(world.blobs.hashes())).toHaveLength(1);

    await ananya.ask({ type: "person.setRole", user: (await world.join(cast.zahra)).id, role: "owner" });
    await ananya.ask({ type: "account.delete" });
    await erase();
    expect(await world.store.get("rooms", room.id)).toBeUndefined();
    expect(await Array.fromAsync(world.blobs.hashes())).toEqual([]);
  });
});

test("[ACC15] a direct chat with somebody who was deleted is read on, with a word for a name, not written in", async () => {
  const { room } = await ananya.ask({ type: "direct.open", users: [ravi.id] });
  await ravi.ask(say(room.id, "from me"));
  await ananya.ask(say(room.id, "from her"));
  await ravi.ask({ type: "account.delete" });
  await erase();
  const later = await world.open(ananya);
  const direct = later.welcome?.rooms.find(({ kind }) => kind === "direct");
  expect(direct?.people.map(({ name, gone }) => [name, gone])).toContainEqual([goneName, true]);
  expect(await textsIn(ananya, room.id)).toEqual([null, "from her"]);
  expect((await ananya.refused(say(room.id, "anyone?"))).reason).toBe("user_missing");
});

test("[ACC16] what others passed on stays theirs", async () => {
  const { event } = await ravi.ask(sayFile(home, await upload(world, ravi, "the board")));
  const room = await addRoom(ananya, "private");
  const from = { room: home, seq: event.seq };
  const copy = await ananya.ask({ type: "message.forward", room, clientId: "forward-1", from });
  await ravi.ask({ type: "account.delete" });
  await erase();
  const file = await world.core.files.open(ananya.id, room, copy.event.seq, 1);
  expect(await new Response(file.read(0, file.bytes)).text()).toBe("the board");
});

test("[ACC14] an upload that ends while its person is deleted leaves no file behind", async () => {
  const { files } = world.core;
  const { blobs } = world;
  const keep = blobs.keep.bind(blobs);
  const pieces = async function* () {
    yield new TextEncoder().encode("late");
  };
  const id = await files.create(ravi.id, 4);
  await files.append(id, pieces());
  blobs.keep = async (part, hash) => {
    await keep(part, hash);
    await world.commit({ type: "person.delete", user: ravi.id });
    await erase();
  };
  await expect(files.finish(id)).rejects.toMatchObject({ reason: "upload_missing" });
  expect([await Array.fromAsync(blobs.hashes()), await Array.fromAsync(blobs.parts())]).toEqual([[], []]);
});

test("[ACC16] an import brings nobody back", async () => {
  const person = {
    type: "import.person",
    key: "import x person 1",
    names: ["Chidi"],
    isMatched: false,
  } as const;
  const first = await world.commit({ ...person, user: world.ids.uuid() as UserId });
  const { user } = first.result as { user: UserId };
  const message = {
    type: "import.message",
    room: home,
    clientId: "import-1" as ClientId,
    body: { kind: "text", text: "from then" },
    files: [],
    threadRoot: null,
    replyTo: null,
    isAlsoInRoom: false,
    editedAtMs: null,
    isPinned: false,
    reactions: [],
  } as const;
  const bring = async (clientId: string) =>
    (await world.commit({ ...message, clientId: clientId as ClientId }, { user })).result;
  expect(await bring("import-1")).toEqual({ isNew: true });
  await world.commit({ type: "person.delete", user });
  await erase();
  const again = await world.commit({ ...person, user: world.ids.uuid() as UserId });
  expect(again.result).toEqual({ user, isNew: false });
  expect([await bring("import-1"), await bring("import-2")]).toEqual([{ isNew: false }, { isNew: false }]);
  expect(await textsIn(ananya, home)).toEqual([null]);
});
