import type {
  Author,
  ClientId,
  CommunityCard,
  CommunityId,
  EventId,
  Message,
  MessageSent,
  Page,
  RoomId,
  RoomSummary,
  SessionId,
  UserCard,
  UserId,
  Welcome,
} from "@hearth/protocol";

const uuid = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`;

const card = (n: number, name: string): UserCard => ({ id: uuid(n) as UserId, name, role: "member" });
export const kavitha: UserCard = { ...card(1, "Kavitha Rao"), role: "owner" };
export const arjun = card(2, "Arjun Menon");
export const mateus = card(3, "Mateus Silva");

export const biology = uuid(101) as RoomId;
export const garden = uuid(102) as RoomId;
export const community: CommunityCard = {
  id: uuid(201) as CommunityId,
  name: "Lakeside School",
  here: 2,
  version: "0.1.0",
  address: "http://192.168.1.20:4327",
};

export const by = ({ id }: UserCard): Author => ({ user: id });
export const text = (words: string) => ({ kind: "text" as const, text: words });

/** A room of 9B as Arjun sees it, with nothing said. */
export function createSummary(fields: Partial<RoomSummary> = {}): RoomSummary {
  return {
    id: biology,
    kind: "public",
    title: "Biology",
    slug: "biology",
    topic: "",
    createdAtMs: 1,
    createdBy: kavitha.id,
    archivedAtMs: null,
    memberCount: 2,
    lastSeq: 3,
    lastMessage: null,
    myRole: "member",
    joinedAtMs: 1,
    readSeq: 3,
    unread: 0,
    mentions: 0,
    level: "mentions",
    muted: false,
    people: [],
    ...fields,
  };
}

/** Arjun's welcome. */
export function createWelcome(fields: Partial<Welcome> = {}): Welcome {
  return {
    type: "welcome",
    version: 1,
    session: uuid(301) as SessionId,
    serverTimeMs: 1_700_000_000_000,
    community,
    user: { ...arjun, hasPassword: false },
    hasOwner: true,
    feedSeq: 0,
    rooms: [createSummary()],
    invitations: [],
    blocked: [],
    saved: [],
    ...fields,
  };
}

/** What every entry of a log has. */
export function createEntry(seq: number, author: UserCard = kavitha) {
  return { room: biology, seq, id: uuid(1_000 + seq) as EventId, author: by(author), atMs: seq * 1_000 };
}

export function createSent(
  seq: number,
  words: string,
  author: UserCard = kavitha,
  fields: Partial<MessageSent> = {},
): MessageSent {
  return { type: "message.sent", ...createEntry(seq, author), n: seq, body: text(words), ...fields };
}

export function createMessage(seq: number, words: string, author: UserCard = kavitha): Message {
  const { type: _, ...message } = createSent(seq, words, author);
  return message;
}

export function createPage(messages: readonly Message[], fields: Partial<Page> = {}): Page {
  const uptoSeq = messages.at(-1)?.seq ?? 0;
  return { messages, notices: [], uptoSeq, hasBefore: false, hasAfter: false, users: [], ...fields };
}

export const clientId = (n: number) => `client-id-${n}` as ClientId;
