import { afterEach, beforeEach, describe, expect, test } from "bun:test";
import {
  type DeviceId,
  type EventId,
  Refusal,
  type RoomId,
  type SessionId,
  Unavailable,
  type UserId,
} from "@hearth/protocol";
import type { Deed } from "../core/changes.ts";
import { caps } from "../core/limits/caps.ts";
import type { Part, Store } from "../core/ports.ts";
import { cardFields } from "../core/rows.ts";
import { Scene } from "./scene.ts";

async function refusalOf(work: Promise<unknown>): Promise<string> {
  const done = await work.catch((error: unknown) => error);
  if (done instanceof Refusal) return done.reason;
  throw new Error(`not refused: ${done instanceof Error ? done.message : JSON.stringify(done)}`);
}

/** Every part of a list, `limit` rows at a time; `between` runs after each. */
async function collect<T>(
  list: (after: string | null) => Promise<Part<T>> | Part<T>,
  between: (part: Part<T>) => Promise<unknown> = async () => undefined,
): Promise<T[]> {
  const rows: T[] = [];
  for (let after: string | null | undefined = null; after !== undefined; ) {
    const part: Part<T> = await list(after);
    rows.push(...part.rows);
    await between(part);
    after = part.next ?? undefined;
  }
  return rows;
}

/** What every store must do. `openStore` gives an empty one, which the suite closes. */
export function describeStoreContract(name: string, openStore: () => Promise<Store>): void {
  describe(`${name} keeps the contract of stores:`, () => {
    let scene: Scene;
    let store: Store;
    let ananya: UserId;
    let ravi: UserId;
    let room: RoomId;

    beforeEach(async () => {
      store = await openStore();
      scene = new Scene(store);
      ananya = await scene.join("Ananya");
      ravi = await scene.join("Ravi");
      room = await scene.addRoom(ananya);
      await scene.commit({ type: "room.join", room }, ravi);
    });
    afterEach(() => store.close());

    const textsOf = async (query: Omit<Parameters<Store["messages"]>[0], "room">): Promise<string[]> =>
      (await store.messages({ room, ...query })).map(({ message }) =>
        message?.body?.kind === "text" ? message.body.text : "(erased)",
      );

    describe("somebody who was deleted", () => {
      test("[ACC14] everything they wrote, or that names them, is found in parts of any size, again and again", async () => {
        const other = await scene.addRoom(ravi, "private", "Secret");
        for (const text of ["one", "two", "three"]) await scene.send(ravi, room, text);
        await scene.send(ananya, room, "not this");
        await scene.send(ravi, other, "four");
        await scene.commit({ type: "member.remove", room, user: ravi }, ananya);
        const find = async (limit: number): Promise<string[]> =>
          (await collect((after) => store.entriesBy(ravi, after, limit)))
            .filter((row) => row.room === room || row.room === other)
            .map((row) => `${row.room === room ? "lab" : "secret"} ${row.seq} ${row.type}`)
            .sort();
        const all = await find(100);
        expect(all).toHaveLength(8);
        expect(all).toContain("lab 8 member.removed");
        expect(await find(1)).toEqual(all);
        expect(await find(3)).toEqual(all);
      });

      test("[ACC14] they are not listed, hold no role, and are named until everything of theirs is erased", async () => {
        await scene.send(ananya, room, "@Ravi, look");
        await scene.commit({ type: "person.block", user: ananya }, ravi);
        await scene.commit({ type: "message.save", room, seq: 4 }, ravi);
        await scene.commit({ type: "person.delete", user: ravi });
        expect((await store.users("", null, 10)).rows.map(({ id }) => id)).toEqual([ananya]);
        expect((await store.leaving()).map(({ id }) => id)).toEqual([ravi]);
        const zahra = await scene.join("Ravi");
        expect((await store.userByNameKey("ravi"))?.id).toBe(zahra);
        while ((await store.leaving()).length > 0)
          await scene.commit({ type: "person.erase", user: ravi }, ravi);
        expect(await store.mentionsOn(room, 4)).toEqual([]);
        expect([await store.blockedBy(ravi), (await store.savedBy(ravi, null, 10)).rows]).toEqual([[], []]);
        expect(await store.feed(ravi, 0, 10)).toEqual([]);
        expect((await store.event(room, 3))?.detail).toEqual({ user: ravi, name: "Someone who left" });
        expect((await store.get("rooms", room))?.memberCount).toBe(1);
      });
    });

    describe("what people keep of messages", () => {
      const name = (user: UserId, text: string) => scene.send(user, room, text);

      test("[MSG16] mentions are counted by message, behind a place, without the reader's own", async () => {
        const both = await name(ananya, "@Ravi and @here");
        const alone = await name(ananya, "@Ravi");
        await name(ravi, "@Ravi myself");
        expect(await store.mentionCount(room, 0, [ravi, "*here"], ravi)).toBe(2);
        expect(await store.mentionCount(room, both, [ravi, "*here"], ravi)).toBe(1);
        expect(await store.mentionCount(room, 0, [ananya, "*here"], ananya)).toBe(0);
        expect((await store.mentionsOn(room, both)).map(({ who }) => who)).toEqual(["*here", ravi]);
        expect((await store.mentionsOn(room, alone)).map(({ author }) => author)).toEqual([ananya]);
      });

      test("[MSG17] the list of mentions is whole in parts of any size, newest first, each message once", async () => {
        const both = await name(ananya, "@Ravi and @here");
        await name(ananya, "@moderators");
        const group = await name(ananya, "@here");
        const alone = await name(ananya, "@Ravi");
        const list = await collect((after) => store.mentionsOf(ravi, after, 1));
        expect(list.map(({ seq }) => seq)).toEqual([alone, group, both]);
        expect((await store.mentionsOf(ananya, null, 10)).rows).toEqual([]);
      });

      test("[MSG25] replies in followed threads are counted behind a mark, and the list is whole in parts", async () => {
        const roots = [await name(ananya, "one"), await name(ananya, "two")];
        const [first = 0, second = 0] = roots;
        const reply = await scene.send(ravi, room, "a", { threadRoot: first });
        await scene.send(ravi, room, "b", { threadRoot: second });
        await scene.send(ravi, room, "c", { threadRoot: second, alsoInRoom: true });
        await scene.send(ravi, room, "d", { threadRoot: first });
        expect(await store.threadPeople(room, first, 1)).toEqual([ravi]);
        expect(await store.threadPeople(room, reply, 3)).toEqual([]);
        const mine = () => store.threadsOf(room, ananya, 10);
        expect(await mine()).toEqual([
          { root: second, readSeq: second, unread: 1 },
          { root: first, readSeq: first, unread: 2 },
        ]);
        await scene.commit({ type: "thread.read", room, root: second, seq: 9_999 }, ananya);
        await scene.commit({ type: "message.delete", room, seq: reply }, ravi);
        expect((await mine()).map(({ root, unread }) => [root, unread])).toEqual([
          [first, 1],
          [second, 0],
        ]);
        expect(await store.threadsOf(room, ananya, 1)).toHaveLength(1);
        const list = await collect((after) => store.followedBy(ananya, after, 1));
        expect(list.map(({ seq, unread }) => [seq, unread])).toEqual([
          [first, 1],
          [second, 0],
        ]);
        await scene.commit({ type: "thread.unfollow", room, root: first }, ananya);
        expect((await store.followedBy(ananya, null, 10)).rows.map(({ seq }) => seq)).toEqual([second]);
        expect((await store.followsOf(room, ananya)).map(({ following }) => following)).toEqual([0, 1]);
        await scene.commit({ type: "room.delete", room }, ananya);
        expect(await store.followsOf(room, ananya)).toEqual([]);
        expect((await store.followedBy(ananya, null, 10)).rows).toEqual([]);
      });

      test("[MSG20] what was saved and who was blocked is read back; the former goes with the room", async () => {
        const seqs = [await name(ananya, "one"), await name(ananya, "two")];
        for (const seq of seqs) await scene.commit({ type: "message.save", room, seq }, ravi);
        await scene.commit({ type: "person.block", user: ananya }, ravi);
        const saved = await collect((after) => store.savedBy(ravi, after, 1));
        expect(saved.map(({ seq }) => seq)).toEqual([...seqs].reverse());
        expect(await store.blockedBy(ravi)).toEqual([ananya]);
        await scene.commit({ type: "room.delete", room }, ananya);
        expect((await store.savedBy(ravi, null, 10)).rows).toEqual([]);
        expect(await store.get("saved", ravi, room, seqs[0] ?? 0)).toBeUndefined();
        expect(await store.blockedBy(ravi)).toEqual([ananya]);
      });
    });

    describe("the log", () => {
      test("[STO1] 64 commits at once leave no gap in seq and n, and resolve in the order of the log", async () => {
        const before = await store.get("rooms", room);
        const order: number[] = [];
        await Promise.all(
          Array.from({ length: 64 }, async (_, index) => {
            order.push(await scene.send(index % 2 === 0 ? ananya : ravi, room, `message ${index}`));
          }),
        );
        const rows = await store.events(room, before?.lastSeq ?? 0, Number.MAX_SAFE_INTEGER, 1_000);
        const numbers = Array.from({ length: 64 }, (_, index) => index + 1);
        expect(rows.map(({ seq }) => seq - (before?.lastSeq ?? 0))).toEqual(numbers);
        expect(rows.map(({ message }) => message?.n)).toEqual(numbers);
        expect(order).toEqual(rows.map(({ seq }) => seq));
        expect(await store.get("rooms", room)).toMatchObject({
          lastSeq: (before?.lastSeq ?? 0) + 64,
          lastN: 64,
        });
      });

      test("[STO2] the same clientId of the same author again gives the first message, also in one batch", async () => {
        const change = scene.change(scene.sendDeed(room, "once"), ananya);
        const ends = await Promise.all([1, 2, 3].map(() => store.commit(change)));
        const again = await store.commit({ ...change, atMs: change.atMs + 60_000 });
        const ids = [...ends, again].map((end) =>
          end.done ? (end.outcome.result as { event: { id: EventId } }).event.id : end.reason,
        );
        expect(new Set(ids).size).toBe(1);
        expect([...ends, again].flatMap((end) => (end.done ? end.outcome.events : []))).toHaveLength(1);
        expect(await textsOf({ limit: 10 })).toEqual(["once"]);
      });

      test("[STO2] another author may use the same clientId, and so may the author in another room", async () => {
        const deed = scene.sendDeed(room, "mine");
        await scene.commit(deed, ananya);
        await scene.commit({ ...deed, body: { kind: "text", text: "his" } } as Deed, ravi);
        const other = await scene.addRoom(ananya);
        await scene.commit({ ...deed, room: other } as Deed, ananya);
        expect(await textsOf({ limit: 10 })).toEqual(["mine", "his"]);
        expect(await store.messages({ room: other, limit: 10 })).toHaveLength(1);
      });

      test("[STO3] a refusal leaves nothing behind, even when it comes after writing began", async () => {
        const before = await store.get("rooms", room);
        expect(await refusalOf(scene.commit(scene.sendDeed(room, " "), ananya))).toBe("message_empty");
        expect(await store.get("rooms", room)).toEqual(before);

        const nobody = scene.ids.uuid() as UserId;
        const code = { hash: "code", kind: "device", user: nobody, expiresAtMs: 9e15 } as const;
        await scene.commit({ type: "code.create", code });
        const device = { id: scene.ids.uuid() as DeviceId, secretHash: "s", label: "" };
        const redeem: Deed = { type: "code.redeem", hash: "code", device };
        expect(await refusalOf(scene.commit(redeem))).toBe("user_missing");
        // Taking the code was the first write.
        expect(await store.get("codes", "code")).toEqual(code);
      });

      test("[STO4] a bug in one change of a batch is its own: the others are written", async () => {
        const bug = { type: "no.such.deed" } as unknown as Deed;
        const ends = await Promise.allSettled([
          store.commit(scene.change(scene.sendDeed(room, "before"), ananya)),
          store.commit(scene.change(bug, ananya)),
          store.commit(scene.change(scene.sendDeed(room, " "), ananya)),
          store.commit(scene.change(scene.sendDeed(room, "after"), ananya)),
        ]);
        expect(ends.map((end) => (end.status === "fulfilled" ? end.value.done : "bug"))).toEqual([
          true,
          "bug",
          false,
          true,
        ]);
        expect(ends[1]).not.toMatchObject({ reason: expect.any(Unavailable) });
        expect(await textsOf({ limit: 10 })).toEqual(["before", "after"]);
      });

      test("[STO5] rights hold at the moment of commit: what someone sent before being removed is refused", async () => {
        const before = await store.get("rooms", room);
        const [, late] = await Promise.all([
          store.commit(scene.change({ type: "member.remove", room, user: ravi }, ananya)),
          store.commit(scene.change(scene.sendDeed(room, "too late"), ravi)),
        ]);
        expect(late).toEqual({ done: false, reason: "member_missing", params: {} });
        expect((await store.get("rooms", room))?.lastSeq).toBe((before?.lastSeq ?? 0) + 1);
      });

      test("a committed change is read at once, and gives the entries in their order", async () => {
        const { events } = await scene.commit({ type: "room.handOver", room, user: ravi }, ananya);
        expect(events.map(({ type }) => type)).toEqual(["role.changed", "role.changed"]);
        const last = await store.event(room, events[1]?.seq ?? 0);
        expect(last).toMatchObject({ type: "role.changed", detail: { user: ravi, role: "owner" } });
        expect(await store.event(room, 9_999)).toBeUndefined();
        expect((await store.events(room, 1, 3, 10)).map(({ seq }) => seq)).toEqual([2, 3]);
        expect((await store.events(room, 0, 9_999, 2)).map(({ seq }) => seq)).toEqual([1, 2]);
      });
    });

    describe("messages", () => {
      test("[STO6] unread is exact: not one's own, not deleted ones, not threads, edits change nothing", async () => {
        const unread = async (): Promise<number> => {
          const member = await store.get("members", room, ravi);
          return store.unread(room, member?.readSeq ?? 0, ravi);
        };
        expect(await unread()).toBe(0);
        const first = await scene.send(ananya, room, "one");
        const second = await scene.send(ananya, room, "two");
        await scene.send(ravi, room, "own");
        await scene.send(ananya, room, "in the thread", { threadRoot: first });
        expect(await unread()).toBe(2);
        await scene.send(ananya, room, "in both", { threadRoot: first, alsoInRoom: true });
        expect(await unread()).toBe(3);
        const edited: Deed = { type: "message.edit", room, seq: first, body: { kind: "text", text: "1" } };
        await scene.commit(edited, ananya);
        await scene.commit({ type: "reaction.add", room, seq: first, emoji: "👍" }, ananya);
        expect(await unread()).toBe(3);
        await scene.commit({ type: "message.delete", room, seq: second }, ananya);
        expect(await unread()).toBe(2);
        await scene.commit({ type: "read.mark", room, seq: first }, ravi);
        expect(await unread()).toBe(1);
        await scene.commit({ type: "read.mark", room, seq: 1 }, ravi);
        expect(await unread()).toBe(1);
        await scene.commit({ type: "read.mark", room, seq: 9_999 }, ravi);
        expect(await unread()).toBe(0);
      });

      test("[STO7] pages are newest, before, after, and of one thread; bounds are outside", async () => {
        const seqs: number[] = [];
        for (let index = 1; index <= 6; index += 1) seqs.push(await scene.send(ananya, room, `m${index}`));
        const [first = 0, second = 0, third = 0, , fifth = 0] = seqs;
        await scene.send(ravi, room, "t1", { threadRoot: first });
        await scene.send(ravi, room, "t2", { threadRoot: first, alsoInRoom: true });
        await scene.send(ravi, room, "t3", { threadRoot: second });
        expect(await textsOf({ limit: 3 })).toEqual(["m5", "m6", "t2"]);
        expect(await textsOf({ before: third, limit: 10 })).toEqual(["m1", "m2"]);
        expect(await textsOf({ before: fifth, limit: 2 })).toEqual(["m3", "m4"]);
        expect(await textsOf({ after: third, limit: 2 })).toEqual(["m4", "m5"]);
        expect(await textsOf({ after: 0, limit: 1 })).toEqual(["m1"]);
        expect(await textsOf({ threadRoot: first, limit: 10 })).toEqual(["t1", "t2"]);
        expect(await textsOf({ threadRoot: first, limit: 1 })).toEqual(["t2"]);
        expect(await textsOf({ threadRoot: third, limit: 10 })).toEqual([]);
        expect((await store.lastMessage(room))?.message?.n).toBe(8);
        expect(await store.messages({ room: scene.ids.uuid() as RoomId, limit: 10 })).toEqual([]);
      });

      test("[STO8] notices are the entries that are about no message, the newest of a stretch, in order", async () => {
        await scene.send(ananya, room, "between");
        const { events } = await scene.commit({ type: "room.setTopic", room, topic: "Osmosis" }, ananya);
        const topicSeq = events[0]?.seq ?? 0;
        const typesOf = async (from: number, to: number, limit: number): Promise<string[]> =>
          (await store.notices(room, from, to, limit)).map(({ type }) => type);
        const all = ["room.created", "member.joined", "member.joined", "topic.changed"];
        expect(await typesOf(1, 9_999, 100)).toEqual(all);
        expect(await typesOf(1, 9_999, 2)).toEqual(all.slice(-2));
        expect(await typesOf(topicSeq, topicSeq, 100)).toEqual(["topic.changed"]);
        expect(await typesOf(2, topicSeq - 1, 100)).toEqual(["member.joined", "member.joined"]);
      });

      test("[STO9] pins are listed newest first, and a deleted message loses its pin", async () => {
        const first = await scene.send(ananya, room, "first");
        const second = await scene.send(ananya, room, "second");
        for (const seq of [first, second]) await scene.commit({ type: "message.pin", room, seq }, ananya);
        expect((await store.pinned(room, 10)).map(({ seq }) => seq)).toEqual([second, first]);
        expect((await store.pinned(room, 1)).map(({ seq }) => seq)).toEqual([second]);
        await scene.commit({ type: "message.unpin", room, seq: second }, ananya);
        await scene.commit({ type: "message.delete", room, seq: first }, ananya);
        expect(await store.pinned(room, 10)).toEqual([]);
      });

      test("[STO10] reactions are one per person and emoji, oldest first, and go with the message", async () => {
        const first = await scene.send(ananya, room, "first");
        const second = await scene.send(ananya, room, "second");
        const react = (user: UserId, seq: number, emoji: string) =>
          scene.commit({ type: "reaction.add", room, seq, emoji }, user);
        await react(ravi, first, "👍");
        await react(ananya, first, "👍");
        expect((await react(ravi, first, "👍")).events).toEqual([]);
        await react(ravi, second, "🌱");
        const rows = await store.reactionsOf(room, [first, second]);
        expect(rows.map(({ seq, emoji, user }) => [seq, emoji, user])).toEqual([
          [first, "👍", ravi],
          [first, "👍", ananya],
          [second, "🌱", ravi],
        ]);
        expect(await store.reactionsOf(room, [])).toEqual([]);
        const third = await scene.send(ananya, room, "third");
        await react(ravi, third, "👍");
        const apart = await store.reactionsOf(room, [first, third]);
        expect(apart.map(({ seq }) => seq)).toEqual([first, first, third]);
        await scene.commit({ type: "reaction.remove", room, seq: second, emoji: "🌱" }, ravi);
        await scene.commit({ type: "message.delete", room, seq: first }, ananya);
        expect(await store.reactionsOf(room, [first, second])).toEqual([]);
      });

      test("[STO11] an edit replaces the text everywhere, a deletion empties it; author, time and place stay", async () => {
        const seq = await scene.send(ananya, room, "first text");
        const body = { kind: "text", text: "second text" } as const;
        await scene.commit({ type: "message.edit", room, seq, body }, ananya);
        const edited = await store.event(room, seq);
        expect(edited?.message).toMatchObject({ body, editedAtMs: expect.any(Number) });
        await scene.commit({ type: "message.delete", room, seq }, ananya);
        const deleted = await store.event(room, seq);
        expect(deleted).toMatchObject({ seq, author: { user: ananya }, atMs: edited?.atMs ?? 0 });
        expect(deleted?.message).toMatchObject({ body: null, deletedBy: { user: ananya } });
        const log = JSON.stringify(await store.events(room, 0, 9_999, 1_000));
        expect(log).not.toContain("first text");
        expect(log).not.toContain("second text");
      });

      test("[STO11] a thread's root counts its replies, also down again", async () => {
        const root = await scene.send(ananya, room, "root");
        const reply = await scene.send(ravi, room, "reply", { threadRoot: root });
        await scene.send(ravi, room, "reply", { threadRoot: root });
        expect((await store.event(room, root))?.message?.replies).toBe(2);
        await scene.commit({ type: "message.delete", room, seq: reply }, ravi);
        expect((await store.event(room, root))?.message?.replies).toBe(1);
      });
    });

    describe("feeds", () => {
      test("[STO12] a feed has its own seq without a gap, and keeps the newest entries", async () => {
        const before = (await store.get("users", ananya))?.feedSeq ?? 0;
        const count = caps.maxFeedEntries + 5;
        const pairs = Array.from({ length: count }, (_, index) => [
          scene.send(ravi, room, `m${index}`),
          scene.commit({ type: "read.mark", room, seq: 9_999_999 }, ananya),
        ]);
        await Promise.all(pairs.flat());
        const rows = await store.feed(ananya, 0, 10_000);
        expect(rows).toHaveLength(caps.maxFeedEntries);
        expect(rows.at(-1)?.seq).toBe(before + count);
        expect(rows[0]?.seq).toBe(before + count - caps.maxFeedEntries + 1);
        expect((await store.get("users", ananya))?.feedSeq).toBe(before + count);
        expect((await store.feed(ananya, before + count - 2, 10)).map(({ seq }) => seq - before)).toEqual([
          count - 1,
          count,
        ]);
      });

      test("[STO12] writing a person's row never sets the feed back", async () => {
        const { feedSeq } = (await store.get("users", ananya)) ?? { feedSeq: -1 };
        const rename = store.commit(scene.change({ type: "profile.rename", name: "Ananya I" }, ananya));
        const seen = store.commit(scene.change({ type: "user.seen", user: ananya, device: null }));
        await Promise.all([rename, seen]);
        expect((await store.get("users", ananya))?.feedSeq).toBe(feedSeq + 1);
      });
    });

    describe("rooms and people", () => {
      test("[STO13] an erased room leaves no row; a new entry cannot be written to it", async () => {
        const seq = await scene.send(ananya, room, "secret");
        const zahra = await scene.join("Zahra");
        const lin = await scene.join("Lin");
        await scene.commit({ type: "reaction.add", room, seq, emoji: "👍" }, ravi);
        await scene.commit({ type: "room.invite", room, users: [zahra] }, ravi);
        await scene.commit({ type: "member.ban", room, user: lin }, ananya);
        await scene.commit({ type: "room.delete", room }, ananya);
        expect(await store.get("rooms", room)).toBeUndefined();
        expect(await store.get("members", room, ravi)).toBeUndefined();
        expect(await store.get("reactions", room, seq, "👍", ravi)).toBeUndefined();
        expect(await store.event(room, seq)).toBeUndefined();
        const lists = [
          store.memberIds(room),
          store.invitationsTo(room),
          store.invitationsOf(zahra),
          store.bansOf(room),
          store.guestsOf(room),
          store.speakersOf(room),
          store.pinned(room, 10),
          store.events(room, 0, 9_999, 10),
          store.messages({ room, limit: 10 }),
          store.notices(room, 0, 9_999, 10),
          store.reactionsOf(room, [seq]),
        ];
        for (const list of lists) expect(await list).toEqual([]);
        expect((await store.roomsOf(ravi)).map((row) => row.room)).not.toContain(room);
        expect(await refusalOf(scene.commit(scene.sendDeed(room, "hello?"), ananya))).toBe("room_missing");
      });

      test("[STO14] of many who take one name at once, one gets it", async () => {
        const ends = await Promise.all(
          ["Meera", "MEERA", "meera", "Ｍeera", "Mееra"].map((name) =>
            store.commit(scene.change(scene.joinDeed(name))),
          ),
        );
        expect(ends.map((end) => (end.done ? "joined" : end.reason))).toEqual([
          "joined",
          "name_taken",
          "name_taken",
          "name_taken",
          "name_taken",
        ]);
        expect((await store.users("meera", null, 10)).rows).toHaveLength(1);
      });

      test("[STO14] a direct chat that both open at once is one chat, and slugs do not repeat", async () => {
        const open = (user: UserId, other: UserId) =>
          scene.commit({ type: "direct.open", users: [other] }, user);
        const [mine, his] = await Promise.all([open(ananya, ravi), open(ravi, ananya)]);
        expect(mine.result).toEqual(his.result);
        const rooms = await Promise.all([1, 2, 3].map(() => scene.addRoom(ananya, "public", "Biology")));
        const slugs = await Promise.all(rooms.map(async (id) => (await store.get("rooms", id))?.slug));
        expect(slugs).toEqual(["biology", "biology-2", "biology-3"]);
        expect((await store.roomBySlug("biology-2"))?.id).toBe(rooms[1]);
      });

      test("people are found by their ids, and ids of nobody by nothing", async () => {
        const lin = await scene.join("Lin");
        const found = await store.cardsById([lin, crypto.randomUUID() as UserId, ananya]);
        expect(new Set(found.map(({ name }) => name))).toEqual(new Set(["Lin", "Ananya"]));
        const row = await store.get("users", lin);
        const card = Object.fromEntries(cardFields.map((field) => [field, row?.[field]]));
        expect(found.find(({ id }) => id === lin)).toEqual(card as never);
        expect(await store.cardsById([])).toEqual([]);
      });

      test("memory that was let go of changes nothing that is read", async () => {
        const lin = await scene.join("Lin");
        const before = await store.cardsById([lin, ananya]);
        store.release();
        expect(await store.cardsById([lin, ananya])).toEqual(before);
        const zahra = await scene.join("Zahra");
        store.release();
        expect((await store.cardsById([zahra])).map(({ name }) => name)).toEqual(["Zahra"]);
      });

      test("[STO15] lists go on where they stopped, whatever came and went meanwhile", async () => {
        for (const name of ["Chidi", "Lin", "Sofía", "Zahra"]) await scene.join(name);
        const rows = await collect(
          (after) => store.users("", after, 2),
          async ({ rows: [first] }) => {
            // One before the cursor and one after it.
            if (first?.name === "Ananya") for (const name of ["Aaron", "Dora"]) await scene.join(name);
          },
        );
        const names = rows.map((user) => user.name);
        expect(names).toEqual(["Ananya", "Chidi", "Dora", "Lin", "Ravi", "Sofía", "Zahra"]);
        const found = await collect((after) => store.users("a", after, 1));
        expect(found.map((user) => user.name)).toEqual(["Aaron", "Ananya", "Dora", "Ravi", "Sofía", "Zahra"]);
      });

      test("[STO15] members are listed by role, then by joining", async () => {
        const chidi = await scene.join("Chidi");
        const lin = await scene.join("Lin");
        for (const user of [chidi, lin]) await scene.commit({ type: "room.join", room }, user);
        await scene.commit({ type: "member.setRole", room, user: lin, role: "moderator" }, ananya);
        const rows = await collect((after) => store.membersOf(room, after, 1));
        expect(rows.map(({ user }) => user)).toEqual([ananya, lin, ravi, chidi]);
        expect(new Set(await store.memberIds(room))).toEqual(new Set([ananya, lin, ravi, chidi]));
      });

      test("[STO15] public rooms are listed by title; private and archived ones are not", async () => {
        await scene.addRoom(ananya, "private", "Aardvark");
        const archived = await scene.addRoom(ananya, "public", "Archive");
        await scene.commit({ type: "room.archive", room: archived }, ananya);
        for (const title of ["zoo", "Biology", "Chess"]) await scene.addRoom(ravi, "public", title);
        const titles = (await collect((after) => store.publicRooms("", after, 2))).map((row) => row.title);
        expect(titles).toEqual(["Biology", "Chess", "Common room", "Lab", "zoo"]);
        const found = (await store.publicRooms("o", null, 10)).rows.map((row) => row.title);
        expect(found).toEqual(["Biology", "Common room", "zoo"]);
      });

      test("[STO15] the connection log is listed newest first, and a line is ended in place", async () => {
        const note = (session: string, openedAtMs: number, closedAtMs: number | null = null) =>
          scene.commit({
            type: "connection.note",
            connection: {
              session: session as SessionId,
              user: ananya,
              name: "Ananya",
              device: null,
              address: "192.168.1.57:51022",
              client: "test",
              door: "web",
              openedAtMs,
              closedAtMs,
              note: "",
            },
          });
        await note("s1", 100);
        await note("s2", 200);
        await note("s3", 200);
        await note("s1", 100, 300);
        const rows = await collect((after) => store.connections(after, 1));
        expect(rows.map(({ session, closedAtMs }) => `${session} ${closedAtMs}`)).toEqual([
          "s2 null",
          "s3 null",
          "s1 300",
        ]);
      });

      test("[STO26] whoever hears that something was written finds it, however much is read meanwhile", async () => {
        const zahra = await scene.join("Zahra");
        let isOver = false;
        const readOn = async (): Promise<void> => {
          while (!isOver) {
            await store.get("users", zahra);
            await new Promise((resolve) => setImmediate(resolve));
          }
        };
        const reading = readOn();
        for (let round = 0; round < 50; round += 1) {
          await scene.commit({ type: "profile.set", status: `status ${round}` }, zahra);
          expect((await store.get("users", zahra))?.status).toBe(`status ${round}`);
        }
        isOver = true;
        await reading;
      });

      test("[STO16] what was handed in before closing is written, what comes later is refused as unavailable", async () => {
        const other = await openStore();
        const place = new Scene(other);
        const joined = other.commit(place.change(place.joinDeed("Ananya")));
        await other.close();
        expect((await joined).done).toBe(true);
        const late = other.commit(place.change(place.joinDeed("Ravi")));
        await expect(late).rejects.toBeInstanceOf(Unavailable);
      });
    });
  });
}
