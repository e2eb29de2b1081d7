import {
  type ChangingType,
  type CommandOf,
  type CommandType,
  type GuestCard,
  type MemberCard,
  Refusal,
  type ResultOf,
  type RoomEvent,
  type RoomId,
  type RoomListing,
  sizes,
} from "@hearth/protocol";
import { needMember, needRight, readStanding } from "./access/standing.ts";
import type { Core } from "./core.ts";
import { caps } from "./limits/caps.ts";
import { readEvents } from "./messages/read-events.ts";
import { readList } from "./messages/read-list.ts";
import { countBytes, readPage, readPins } from "./messages/read-page.ts";
import { readSummary } from "./rooms/read-summary.ts";
import { readRules } from "./rooms/rules.ts";
import { createTitleKey } from "./rooms/title-key.ts";
import { searchMessages } from "./search/search-messages.ts";
import type { Session } from "./session.ts";
import { readThreads } from "./threads/read-threads.ts";
import { listedCardOf } from "./users/last-seen.ts";
import { foldName } from "./users/name-key.ts";
import { lookUpCards, lookUpRows, readCards } from "./users/read-cards.ts";

type AskingType = Exclude<CommandType, ChangingType>;
type Answer<T extends CommandType> = (
  core: Core,
  session: Session,
  command: CommandOf<T>,
) => Promise<ResultOf<T>> | ResultOf<T>;

/**
 * How each question is answered. Membership is checked when reading, never before: someone removed a moment
 * ago reads nothing more.
 */
export const answers: { readonly [T in AskingType]: Answer<T> } = {
  "message.search": (core, session, command) =>
    searchMessages(core, needUser(session), session.actor, command),

  "room.list": async ({ parts: { store } }, session, { query, after, limit }) => {
    const { rows, next } = await store.publicRooms(createTitleKey(query), after ?? null, limit);
    const rooms = rows.map(async ({ id, title, slug, topic, memberCount }): Promise<RoomListing[]> => {
      const { member, guest } = await readStanding(store, id, session.actor);
      const joined = member !== undefined || guest !== undefined;
      if (!joined && (await readRules(store, id)).unlisted) return [];
      return [{ id, title, slug, topic, memberCount, joined }];
    });
    return { rooms: (await Promise.all(rooms)).flat(), next };
  },

  "room.get": async ({ parts: { store } }, { actor }, command) => {
    const { room, member } = await needMember(store, command.room, actor);
    return { room: await readSummary(store, room, member) };
  },

  "member.list": async ({ parts: { store }, presence }, { actor }, { room, after, limit }) => {
    await needReader(store, room, actor);
    const { rows, next } = await store.membersOf(room, after ?? null, limit);
    const members = rows.map(async ({ user, role, joinedAtMs }): Promise<MemberCard[]> => {
      const person = await store.get("users", user);
      return person ? [{ ...listedCardOf(person, presence), roomRole: role, joinedAtMs }] : [];
    });
    const list = { members: (await Promise.all(members)).flat(), next };
    return after === undefined ? { ...list, guests: await readGuests(store, room) } : list;
  },

  "ban.list": async ({ parts: { store } }, { actor }, { room }) => {
    await needRight(store, room, actor, "ban.list");
    return {
      users: await lookUpCards(
        store,
        (await store.bansOf(room)).map((ban) => ban.user),
      ),
    };
  },

  "history.page": async ({ parts: { store } }, { actor, user }, command) => {
    return readPage(store, await needReader(store, command.room, actor), command, user);
  },

  "pin.list": async ({ parts: { store } }, { actor, user }, { room }) => {
    await needReader(store, room, actor);
    return readPins(store, room, user);
  },

  "file.list": async ({ parts: { store } }, session, { room, after, limit }) => {
    const user = needUser(session);
    await needReader(store, room, session.actor);
    return readList(store, await store.messagesWithFiles(room, after ?? null, limit), user);
  },

  "mention.list": async ({ parts: { store } }, session, { after, limit }) => {
    const user = needUser(session);
    return readList(store, await store.mentionsOf(user, after ?? null, limit), user);
  },

  "saved.list": async ({ parts: { store } }, session, { after, limit }) => {
    const user = needUser(session);
    return readList(store, await store.savedBy(user, after ?? null, limit), user);
  },

  "thread.list": async ({ parts: { store } }, session, { after, limit }) => {
    const user = needUser(session);
    return readThreads(store, await store.followedBy(user, after ?? null, limit), user);
  },

  "seen.list": async ({ parts: { store } }, { actor }, command) => {
    const { room } = await needMember(store, command.room, actor, "seen.list");
    if (room.memberCount > sizes.maxSeenMembers) return { marks: [] };
    const members = await store.membersOf(room.id, null, sizes.maxSeenMembers);
    return { marks: members.rows.map(({ user, readSeq }) => ({ user, seq: readSeq })) };
  },

  "log.resume": async ({ parts: { store } }, { actor, user }, { room: id, since }) => {
    const room = await needReader(store, id, actor);
    const isFar = room.lastSeq - since > sizes.maxResumeEvents;
    const events =
      isFar || since < room.firstSeq - 1 || since > room.lastSeq
        ? null
        : await readEvents(store, id, since, room.lastSeq);
    // More than a page's worth would be closed on as a reader too slow, again and again.
    if (events === null || countBodyBytes(events) > caps.maxPageBytes) {
      return { startOver: true, page: await readPage(store, room, { room: id, limit: 50 }, user) };
    }
    return {
      startOver: false,
      events,
      uptoSeq: room.lastSeq,
      users: await readCards(store, events as never),
    };
  },

  "feed.resume": async ({ parts: { store } }, session, { since }) => {
    const user = await store.get("users", needUser(session));
    const kept = (user?.feedSeq ?? 0) - caps.maxFeedEntries;
    if (!user || since > user.feedSeq || since < kept) return { startOver: true };
    const rows = await store.feed(user.id, since, caps.maxFeedEntries);
    return {
      startOver: false,
      entries: rows.map(({ seq, atMs, change }) => ({ type: "feed", seq, atMs, change })),
    };
  },

  "typing.set": async (core, session, { room, on }) => {
    const { member } = await needMember(core.parts.store, room, session.actor, "typing.set");
    const person = await core.parts.store.get("users", member.user);
    if (person) core.typing.set(room, person.id, person.name, on);
    return {};
  },

  "presence.watch": async (core, session, { rooms }) => {
    const distinct = [...new Set(rooms)];
    for (const room of distinct) await needMember(core.parts.store, room, session.actor);
    return { rooms: await core.presence.watch(session, distinct) };
  },

  "presence.set": ({ presence }, session, { state }) => {
    presence.say(session, state);
    return {};
  },

  "user.list": async ({ parts: { store }, presence }, _session, { query, after, limit }) => {
    const { rows, next } = await store.users(foldName(query.trim()), after ?? null, limit);
    return { users: rows.map((row) => listedCardOf(row, presence)), next };
  },

  "user.lookup": async ({ parts: { store }, presence }, _session, { users }) => ({
    users: (await lookUpRows(store, users)).map((row) => listedCardOf(row, presence)),
  }),

  "password.set": ({ accounts }, session, command) => accounts.setPassword(session, command),
  "account.delete": ({ accounts }, session, command) => accounts.deleteSelf(session, command),
  "device.list": ({ accounts }, session) => accounts.listDevices(session),
  "device.end": ({ accounts }, session, { device }) => accounts.endDevice(session, device),
  "link.create": ({ accounts }, session) => accounts.createLink(session),
  "owner.claim": ({ accounts }, session, { code }) => accounts.claimOwner(session, code),
  "person.createCode": ({ accounts }, session, { user }) => accounts.createCodeFor(session, user),

  "connection.list": async ({ parts: { store } }, session, { after, limit }) => {
    const user = await store.get("users", needUser(session));
    if (!user || user.role === "member") throw new Refusal("right_missing", { command: "connection.list" });
    const { rows, next } = await store.connections(after ?? null, limit);
    return { connections: rows.map(({ device: _device, ...card }) => card), next };
  },
};

async function readGuests(store: Core["parts"]["store"], room: RoomId): Promise<GuestCard[]> {
  const rows = await store.guestsOf(room);
  return rows.map(({ guest, name, role, joinedAtMs }) => ({ guest, name, roomRole: role, joinedAtMs }));
}

function countBodyBytes(events: readonly RoomEvent[]): number {
  return events.reduce((bytes, event) => bytes + ("body" in event ? countBytes(event.body) : 0), 0);
}

/** Members read; a public room's community moderators may look in, too. */
async function needReader(
  store: Core["parts"]["store"],
  id: CommandOf<"history.page">["room"],
  actor: Session["actor"],
) {
  const { room, role } = await readStanding(store, id, actor);
  if (!role) throw new Refusal("member_missing");
  return room;
}

/** The session's person; guests have none. */
export function needUser(session: Session): NonNullable<Session["user"]> {
  if (!session.user) throw new Refusal("guest_cannot");
  return session.user;
}
