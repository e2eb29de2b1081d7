import type { Author, ClientId, FollowedThread, RoomId, Seq, SessionId, UserId } from "@hearth/protocol";
import type { FollowedPlace, PageQuery, Part, Reads } from "../../core/ports.ts";
import type {
  BanRow,
  BlobRow,
  CardRow,
  ConnectionRow,
  DeviceRow,
  EventRow,
  FeedRow,
  FileRow,
  FollowRow,
  GuestRow,
  InvitationRow,
  KeyOf,
  MemberRow,
  MentionRow,
  ReactionRow,
  RoomRow,
  RowOf,
  SavedRow,
  SpeakerRow,
  TableName,
  UploadRow,
  UserRow,
} from "../../core/rows.ts";

/** Everything a memory store holds. Rows are never changed in place, only replaced. */
export class MemoryTables {
  readonly rows: { readonly [T in TableName]: Map<string, RowOf<T>> } = {
    users: new Map(),
    devices: new Map(),
    codes: new Map(),
    rooms: new Map(),
    members: new Map(),
    invitations: new Map(),
    bans: new Map(),
    guests: new Map(),
    rules: new Map(),
    speakers: new Map(),
    logins: new Map(),
    settings: new Map(),
    connections: new Map(),
    attention: new Map(),
    follows: new Map(),
    mentions: new Map(),
    saved: new Map(),
    blocks: new Map(),
    reactions: new Map(),
    uploads: new Map(),
    files: new Map(),
    blobs: new Map(),
    usages: new Map(),
  };
  /** Entry `seq` of a room stands at index `seq - 1`. */
  readonly logs = new Map<RoomId, EventRow[]>();
  readonly feeds = new Map<UserId, FeedRow[]>();
}

/** How a row is found: its key's parts, joined. */
export function keyText(key: readonly (string | number)[]): string {
  return key.join("\n");
}

const isShown = ({ message }: EventRow): boolean =>
  message !== null && (message.threadRoot === null || message.alsoInRoom);

/** Every read of the contract, by looking at all rows: for tests, not for size. */
export class MemoryReads implements Reads {
  protected readonly tables: MemoryTables;

  constructor(tables: MemoryTables) {
    this.tables = tables;
  }

  get<T extends TableName>(table: T, ...key: KeyOf<T>): RowOf<T> | undefined {
    return this.tables.rows[table].get(keyText(key));
  }
  cardsById(ids: readonly UserId[]): CardRow[] {
    return ids.flatMap((id) => {
      const row = this.get("users", id);
      if (!row) return [];
      const { name, role, status, createdAtMs, lastSeenAtMs, hidesLastSeen, goneAtMs } = row;
      return { id, name, role, status, createdAtMs, lastSeenAtMs, hidesLastSeen, goneAtMs };
    });
  }
  userByNameKey(nameKey: string): UserRow | undefined {
    return this.#all("users").find((row) => row.nameKey === nameKey);
  }
  userByNickKey(nickKey: string): UserRow | undefined {
    return this.#all("users").find((row) => row.nickKey === nickKey);
  }
  deviceBySecretHash(hash: string): DeviceRow | undefined {
    return this.#all("devices").find((row) => row.secretHash === hash);
  }
  roomBySlug(slug: string): RoomRow | undefined {
    return this.#all("rooms").find((row) => row.slug === slug);
  }
  roomByDirectKey(key: string): RoomRow | undefined {
    return this.#all("rooms").find((row) => row.directKey === key);
  }
  hasUserWithRole(role: UserRow["role"], except?: UserId): boolean {
    return this.#all("users").some((row) => row.role === role && row.id !== except);
  }
  leaving(): UserRow[] {
    return this.#all("users").filter((row) => row.eraseFrom !== null);
  }
  users(query: string, after: string | null, limit: number): Part<UserRow> {
    const rows = this.#all("users").filter((row) => row.goneAtMs === null && row.nameFold.includes(query));
    return cut(rows, (row) => [row.nameFold, row.id], after, limit);
  }
  devicesOf(user: UserId): DeviceRow[] {
    return sorted(
      this.#all("devices").filter((row) => row.user === user),
      (row) => [row.createdAtMs, row.id],
    );
  }
  publicRooms(query: string, after: string | null, limit: number): Part<RoomRow> {
    const rows = this.#all("rooms").filter(
      (row) => row.kind === "public" && row.archivedAtMs === null && row.titleKey.includes(query),
    );
    return cut(rows, (row) => [row.titleKey, row.id], after, limit);
  }
  roomsOf(user: UserId): MemberRow[] {
    return sorted(
      this.#all("members").filter((row) => row.user === user),
      (row) => [row.room],
    );
  }
  membersOf(room: RoomId, after: string | null, limit: number): Part<MemberRow> {
    const rank = { owner: 0, moderator: 1, member: 2 };
    const rows = this.#all("members").filter((row) => row.room === room);
    return cut(rows, (row) => [rank[row.role], row.joinedAtMs, row.user], after, limit);
  }
  memberIds(room: RoomId): UserId[] {
    return this.#all("members")
      .filter((row) => row.room === room)
      .map((row) => row.user);
  }
  invitationsOf(user: UserId): InvitationRow[] {
    return sorted(
      this.#all("invitations").filter((row) => row.user === user),
      (row) => [row.atMs, row.room],
    );
  }
  invitationsTo(room: RoomId): InvitationRow[] {
    return sorted(
      this.#all("invitations").filter((row) => row.room === room),
      (row) => [row.user],
    );
  }
  bansOf(room: RoomId): BanRow[] {
    return sorted(
      this.#all("bans").filter((row) => row.room === room),
      (row) => [row.atMs, row.user],
    );
  }
  guestsOf(room: RoomId): GuestRow[] {
    return sorted(
      this.#all("guests").filter((row) => row.room === room),
      (row) => [row.joinedAtMs, row.guest],
    );
  }
  roomsOfGuest(guest: SessionId): GuestRow[] {
    return sorted(
      this.#all("guests").filter((row) => row.guest === guest),
      (row) => [row.room],
    );
  }
  guestIds(): SessionId[] {
    return [...new Set(this.#all("guests").map((row) => row.guest))];
  }
  speakersOf(room: RoomId): SpeakerRow["person"][] {
    return this.#all("speakers")
      .filter((row) => row.room === room)
      .map((row) => row.person)
      .sort();
  }
  connections(after: string | null, limit: number): Part<ConnectionRow> {
    return cut(this.#all("connections"), (row) => [-row.openedAtMs, row.session], after, limit);
  }

  event(room: RoomId, seq: Seq): EventRow | undefined {
    return this.#log(room)[seq - 1];
  }
  events(room: RoomId, since: Seq, until: Seq, limit: number): EventRow[] {
    return this.#log(room).slice(since, Math.min(until, since + limit));
  }
  entriesBy(user: UserId, after: string | null, limit: number): Part<EventRow> {
    const rows = [...this.tables.logs.values()].flat().filter(({ author, message, detail }) => {
      const isNamed = message === null && JSON.stringify(detail).includes(user);
      return isNamed || ("user" in author && author.user === user);
    });
    return cut(rows, (row) => [row.room, row.seq], after, limit);
  }
  eventByClientId(room: RoomId, author: Author, clientId: ClientId): EventRow | undefined {
    const key = JSON.stringify(author);
    return this.#log(room).find(
      (row) => row.message?.clientId === clientId && JSON.stringify(row.author) === key,
    );
  }
  messages({ room, before, after, threadRoot, limit }: PageQuery): EventRow[] {
    const rows = this.#log(room).filter((row) =>
      threadRoot === undefined ? isShown(row) : row.message?.threadRoot === threadRoot,
    );
    if (after !== undefined) return rows.filter((row) => row.seq > after).slice(0, limit);
    return rows.filter((row) => row.seq < (before ?? Number.MAX_SAFE_INTEGER)).slice(-limit);
  }
  notices(room: RoomId, from: Seq, to: Seq, limit: number): EventRow[] {
    return this.#log(room)
      .filter((row) => row.seq >= from && row.seq <= to && !row.message && row.detail["target"] === undefined)
      .slice(-limit);
  }
  pinned(room: RoomId, limit: number): EventRow[] {
    return this.#log(room)
      .filter((row) => row.message?.pinned)
      .reverse()
      .slice(0, limit);
  }
  lastMessage(room: RoomId): EventRow | undefined {
    return this.messages({ room, limit: 1 })[0];
  }
  unread(room: RoomId, readSeq: Seq, user: UserId): number {
    return this.#log(room).filter(
      (row) =>
        row.seq > readSeq &&
        isShown(row) &&
        row.message?.deletedAtMs === null &&
        !("user" in row.author && row.author.user === user),
    ).length;
  }
  reactionsOf(room: RoomId, seqs: readonly Seq[]): ReactionRow[] {
    return sorted(
      this.#all("reactions").filter((row) => row.room === room && seqs.includes(row.seq)),
      (row) => [row.atMs, row.emoji, row.user],
    );
  }
  feed(user: UserId, since: Seq, limit: number): FeedRow[] {
    return (this.tables.feeds.get(user) ?? []).filter((row) => row.seq > since).slice(0, limit);
  }

  filesOf(room: RoomId, seq: Seq): FileRow[] {
    return sorted(
      this.#all("files").filter((row) => row.room === room && row.seq === seq),
      (row) => [row.n],
    );
  }
  filesIn(room: RoomId, limit: number): FileRow[] {
    return sorted(
      this.#all("files").filter((row) => row.room === room),
      (row) => [row.seq, row.n],
    ).slice(0, limit);
  }
  messagesWithFiles(room: RoomId, after: string | null, limit: number): Part<Pick<FileRow, "room" | "seq">> {
    const below = Number(after ?? Number.MAX_SAFE_INTEGER);
    const seqs = this.#all("files").flatMap((row) => (row.room === room && row.seq < below ? row.seq : []));
    const newest = [...new Set(seqs)].sort((one, other) => other - one);
    const rows = newest.slice(0, limit).map((seq) => ({ room, seq }));
    return { rows, next: newest.length > limit ? String(newest[limit - 1]) : null };
  }
  uploads(after: string | null, limit: number): Part<UploadRow> {
    return cut(this.#all("uploads"), (row) => [row.createdAtMs, row.id], after, limit);
  }
  unusedBlobs(limit: number): BlobRow[] {
    return this.#all("blobs")
      .filter((row) => row.refs === 0)
      .slice(0, limit);
  }

  mentionCount(room: RoomId, since: Seq, who: readonly MentionRow["who"][], user: UserId): number {
    const rows = this.#all("mentions").filter(
      (row) => row.room === room && row.seq > since && who.includes(row.who) && row.author !== user,
    );
    return new Set(rows.map(({ seq }) => seq)).size;
  }
  mentionsOn(room: RoomId, seq: Seq): MentionRow[] {
    const rows = this.#all("mentions").filter((row) => row.room === room && row.seq === seq);
    return sorted(rows, (row) => [row.who]);
  }
  mentionsOf(user: UserId, after: string | null, limit: number): Part<MentionRow> {
    const isMeant = ({ room, who, author, atMs }: MentionRow) => {
      const member = this.get("members", room, user);
      if (!member || author === user || atMs < member.joinedAtMs) return false;
      return who === user || who === "*here" || (who === "*moderators" && member.role !== "member");
    };
    const byPlace = new Map<string, MentionRow>();
    for (const row of sorted(this.#all("mentions").filter(isMeant), (one) => [one.who]).reverse())
      byPlace.set(`${row.room} ${row.seq}`, row);
    return cutNewest([...byPlace.values()], after, limit);
  }
  savedBy(user: UserId, after: string | null, limit: number): Part<SavedRow> {
    const rows = this.#all("saved").filter(
      (row) => row.user === user && this.get("members", row.room, user) !== undefined,
    );
    return cutNewest(rows, after, limit);
  }
  blockedBy(user: UserId): UserId[] {
    return this.#all("blocks")
      .filter((row) => row.user === user)
      .map((row) => row.blocked)
      .sort();
  }

  threadsOf(room: RoomId, user: UserId, limit: number): FollowedThread[] {
    const rows = this.followsOf(room, user).filter(({ following }) => following === 1);
    const threads = rows.map((row) => ({
      root: row.root,
      readSeq: row.readSeq,
      unread: this.#unreadReplies(row),
    }));
    return sorted(threads, ({ root, unread }) => [unread > 0 ? 0 : 1, -root]).slice(0, limit);
  }
  followedBy(user: UserId, after: string | null, limit: number): Part<FollowedPlace> {
    const rows = this.#all("follows").filter(
      (row) => row.user === user && row.following === 1 && this.get("members", row.room, user) !== undefined,
    );
    const places = rows.flatMap((row) => {
      const root = this.event(row.room, row.root)?.message;
      if (!root || root.replies === 0) return [];
      const { room, root: seq, readSeq } = row;
      return [{ room, seq, atMs: root.lastReplyAtMs ?? 0, readSeq, unread: this.#unreadReplies(row) }];
    });
    return cutNewest(places, after, limit);
  }
  threadPeople(room: RoomId, root: Seq, limit: number): UserId[] {
    const replies = this.#log(room).filter(
      ({ message }) => message?.threadRoot === root && message.deletedAtMs === null,
    );
    const people = replies.flatMap(({ author }) => ("user" in author ? [author.user] : []));
    return [...new Set(people)].slice(0, limit);
  }
  followsOf(room: RoomId, user: UserId): FollowRow[] {
    const rows = this.#all("follows").filter((row) => row.room === room && row.user === user);
    return sorted(rows, (row) => [row.root]);
  }

  #unreadReplies({ room, user, root, readSeq }: FollowRow): number {
    return this.#log(room).filter(
      ({ seq, message, author }) =>
        message?.threadRoot === root &&
        seq > readSeq &&
        !message.alsoInRoom &&
        message.deletedAtMs === null &&
        !("user" in author && author.user === user),
    ).length;
  }
  #all<T extends TableName>(table: T): RowOf<T>[] {
    return [...this.tables.rows[table].values()];
  }
  #log(room: RoomId): EventRow[] {
    return this.tables.logs.get(room) ?? [];
  }
}

type Order = readonly (string | number)[];

function sorted<Row>(rows: Row[], orderOf: (row: Row) => Order): Row[] {
  return rows.sort((a, b) => compare(orderOf(a), orderOf(b)));
}

function compare(a: Order, b: Order): number {
  const place = a.findIndex((part, index) => part !== b[index]);
  const left = a[place];
  const right = b[place];
  if (left === undefined || right === undefined) return 0;
  return left < right ? -1 : 1;
}

/** One part of a list that goes from the newest to the oldest. */
function cutNewest<Row extends { readonly atMs: number; readonly room: RoomId; readonly seq: Seq }>(
  rows: Row[],
  after: string | null,
  limit: number,
): Part<Row> {
  const orderOf = (row: Row) => [row.atMs, row.room, row.seq];
  const from = after === null ? null : (JSON.parse(after) as Order);
  const rest = sorted(rows, orderOf)
    .reverse()
    .filter((row) => from === null || compare(orderOf(row), from) < 0);
  const last = rest[limit - 1];
  return {
    rows: rest.slice(0, limit),
    next: rest.length > limit && last ? JSON.stringify(orderOf(last)) : null,
  };
}

/** One part of a sorted list; the cursor is the last row's order. */
function cut<Row>(rows: Row[], orderOf: (row: Row) => Order, after: string | null, limit: number): Part<Row> {
  const from = after === null ? null : (JSON.parse(after) as Order);
  const rest = sorted(rows, orderOf).filter((row) => from === null || compare(orderOf(row), from) > 0);
  const last = rest[limit - 1];
  return {
    rows: rest.slice(0, limit),
    next: rest.length > limit && last ? JSON.stringify(orderOf(last)) : null,
  };
}
