import type { Database, SQLQueryBindings, Statement } from "bun:sqlite";
import type {
  Author,
  ClientId,
  FeedChange,
  FollowedThread,
  RoomId,
  Seq,
  SessionId,
  UserId,
} from "@hearth/protocol";
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
import { cardFields } from "../../core/rows.ts";
import {
  type EventColumns,
  eventColumns,
  parseEvent,
  selectEvents,
  selectShown,
  shown,
} from "./event-columns.ts";
import { steady } from "./open.ts";
import { nameColumn, selectFields, tableSql } from "./tables.ts";

type Value = string | number | null;

/** A join, as `IN` would first sort what is asked for into an index of its own. */
const selectCards = `
  SELECT ${cardFields.map((field) => `users.${nameColumn(field)}`).join(", ")}
  FROM json_each(?) asked CROSS JOIN users ON users.id = asked.value`;

/** Every read of the contract over one SQLite connection. All answer at once. */
export class SqliteReads implements Reads {
  protected readonly db: Database;
  readonly #statements = new Map<string, Statement<unknown, SQLQueryBindings[]>>();

  constructor(db: Database) {
    this.db = db;
  }

  /** The prepared statement of a text; texts are constant, so that there is an end of them. */
  protected sql(text: string): Statement<unknown, SQLQueryBindings[]> {
    const known = this.#statements.get(text);
    if (known) return known;
    const statement = this.db.query(steady(text));
    this.#statements.set(text, statement);
    return statement;
  }
  protected one<Row>(text: string, ...values: Value[]): Row | undefined {
    return (this.sql(text).get(...values) as Row | null) ?? undefined;
  }
  protected all<Row>(text: string, ...values: Value[]): Row[] {
    return this.sql(text).all(...values) as Row[];
  }

  /** Whose small key it is. */
  protected userId(key: number): UserId | null {
    return this.one<{ id: UserId }>("SELECT id FROM users WHERE key = ?", key)?.id ?? null;
  }

  get<T extends TableName>(table: T, ...key: KeyOf<T>): RowOf<T> | undefined {
    return this.one<RowOf<T>>(tableSql[table].get, ...(key as readonly Value[]));
  }
  cardsById(ids: readonly UserId[]): CardRow[] {
    return ids.length === 0 ? [] : this.all(selectCards, JSON.stringify(ids));
  }
  userByNameKey(nameKey: string): UserRow | undefined {
    return this.one(`SELECT ${selectFields("users")} FROM users WHERE name_key = ?`, nameKey);
  }
  userByNickKey(nickKey: string): UserRow | undefined {
    return this.one(`SELECT ${selectFields("users")} FROM users WHERE nick_key = ?`, nickKey);
  }
  deviceBySecretHash(hash: string): DeviceRow | undefined {
    return this.one(`SELECT ${selectFields("devices")} FROM devices WHERE secret_hash = ?`, hash);
  }
  roomBySlug(slug: string): RoomRow | undefined {
    return this.one(`SELECT ${selectFields("rooms")} FROM rooms WHERE slug = ?`, slug);
  }
  roomByDirectKey(key: string): RoomRow | undefined {
    return this.one(`SELECT ${selectFields("rooms")} FROM rooms WHERE direct_key = ?`, key);
  }
  hasUserWithRole(role: UserRow["role"], except = ""): boolean {
    const text = "SELECT 1 FROM users WHERE role <> 'member' AND role = ? AND id <> ? LIMIT 1";
    return this.one(text, role, except) !== undefined;
  }
  leaving(): UserRow[] {
    return this.all(`SELECT ${selectFields("users")} FROM users WHERE erase_from IS NOT NULL ORDER BY id`);
  }

  users(query: string, after: string | null, limit: number): Part<UserRow> {
    const [fold = "", id = ""] = after?.split("\n") ?? [];
    const rows = this.all<UserRow>(
      `SELECT ${selectFields("users")} FROM users
       WHERE (name_fold, id) > (?1, ?2) AND gone_at_ms IS NULL AND (?3 = '' OR instr(name_fold, ?3) > 0) ORDER BY name_fold, id LIMIT ?4`,
      fold,
      id,
      query,
      limit + 1,
    );
    return cut(rows, limit, (row) => `${row.nameFold}\n${row.id}`);
  }
  devicesOf(user: UserId): DeviceRow[] {
    return this.all(
      `SELECT ${selectFields("devices")} FROM devices WHERE user = ? ORDER BY created_at_ms, id`,
      user,
    );
  }
  publicRooms(query: string, after: string | null, limit: number): Part<RoomRow> {
    const [title = "", id = ""] = after?.split("\n") ?? [];
    const rows = this.all<RoomRow>(
      `SELECT ${selectFields("rooms")} FROM rooms
       WHERE kind = 'public' AND archived_at_ms IS NULL AND (title_key, id) > (?1, ?2) AND (?3 = '' OR instr(title_key, ?3) > 0)
       ORDER BY title_key, id LIMIT ?4`,
      title,
      id,
      query,
      limit + 1,
    );
    return cut(rows, limit, (row) => `${row.titleKey}\n${row.id}`);
  }
  roomsOf(user: UserId): MemberRow[] {
    return this.all(`SELECT ${selectFields("members")} FROM members WHERE user = ? ORDER BY room`, user);
  }
  membersOf(room: RoomId, after: string | null, limit: number): Part<MemberRow> {
    // "z" stands above every role, so that the first part begins at the top.
    const [role = "z", joined = "0", user = ""] = after?.split(" ") ?? [];
    const rows = this.all<MemberRow>(
      `SELECT ${selectFields("members")} FROM members
       WHERE room = ?1 AND (role < ?2 OR (role = ?2 AND (joined_at_ms, user) > (?3, ?4)))
       ORDER BY role DESC, joined_at_ms, user LIMIT ?5`,
      room,
      role,
      Number(joined),
      user,
      limit + 1,
    );
    return cut(rows, limit, (row) => `${row.role} ${row.joinedAtMs} ${row.user}`);
  }
  memberIds(room: RoomId): UserId[] {
    return this.all<{ user: UserId }>("SELECT user FROM members WHERE room = ?", room).map((row) => row.user);
  }
  invitationsOf(user: UserId): InvitationRow[] {
    return this.all(
      `SELECT ${selectFields("invitations")} FROM invitations WHERE user = ? ORDER BY at_ms, room`,
      user,
    );
  }
  invitationsTo(room: RoomId): InvitationRow[] {
    return this.all(
      `SELECT ${selectFields("invitations")} FROM invitations WHERE room = ? ORDER BY user`,
      room,
    );
  }
  bansOf(room: RoomId): BanRow[] {
    return this.all(`SELECT ${selectFields("bans")} FROM bans WHERE room = ? ORDER BY at_ms, user`, room);
  }
  guestsOf(room: RoomId): GuestRow[] {
    return this.all(
      `SELECT ${selectFields("guests")} FROM guests WHERE room = ? ORDER BY joined_at_ms, guest`,
      room,
    );
  }
  roomsOfGuest(guest: SessionId): GuestRow[] {
    return this.all(`SELECT ${selectFields("guests")} FROM guests WHERE guest = ? ORDER BY room`, guest);
  }
  guestIds(): SessionId[] {
    return this.all<{ guest: SessionId }>("SELECT DISTINCT guest FROM guests").map((row) => row.guest);
  }
  speakersOf(room: RoomId): SpeakerRow["person"][] {
    return this.all<SpeakerRow>("SELECT person FROM speakers WHERE room = ? ORDER BY person", room).map(
      (row) => row.person,
    );
  }
  connections(after: string | null, limit: number): Part<ConnectionRow> {
    const [opened = String(Number.MAX_SAFE_INTEGER), session = ""] = after?.split(" ") ?? [];
    const rows = this.all<ConnectionRow>(
      `SELECT ${selectFields("connections")} FROM connections
       WHERE opened_at_ms < ?1 OR (opened_at_ms = ?1 AND session > ?2) ORDER BY opened_at_ms DESC, session LIMIT ?3`,
      Number(opened),
      session,
      limit + 1,
    );
    return cut(rows, limit, (row) => `${row.openedAtMs} ${row.session}`);
  }

  event(room: RoomId, seq: Seq): EventRow | undefined {
    return this.#events(room, "AND e.seq = ?2", seq)[0];
  }
  events(room: RoomId, since: Seq, until: Seq, limit: number): EventRow[] {
    return this.#events(room, "AND e.seq > ?2 AND e.seq <= ?3 ORDER BY e.seq LIMIT ?4", since, until, limit);
  }
  entriesBy(user: UserId, after: string | null, limit: number): Part<EventRow> {
    const from = Number(after ?? 0);
    const rows = this.all<EventColumns & { readonly key: number; readonly room: RoomId }>(
      entriesByText,
      from,
      user,
      limit,
    );
    const last = rows.length === limit ? (rows.at(-1)?.key ?? from) : from + lookedThrough;
    const isEnd = this.one("SELECT 1 FROM events WHERE key > ? LIMIT 1", last) === undefined;
    return { rows: rows.map((row) => this.#parse(row.room, row)), next: isEnd ? null : String(last) };
  }
  eventByClientId(room: RoomId, author: Author, clientId: ClientId): EventRow | undefined {
    const isUser = "user" in author;
    const written = isUser ? "e.author = (SELECT key FROM users WHERE id = ?3)" : "e.guest = ?3";
    const by = isUser ? author.user : JSON.stringify(author);
    return this.#events(room, `AND e.client_id = ?2 AND ${written}`, clientId, by)[0];
  }
  messages({ room, before, after, threadRoot, limit }: PageQuery): EventRow[] {
    const place = after !== undefined ? "e.seq > ?2" : "e.seq < ?2";
    const order = after !== undefined ? "ASC" : "DESC";
    const rows = this.all<EventColumns>(
      threadRoot === undefined
        ? `${selectShown} AND ${place} ORDER BY e.seq ${order} LIMIT ?3`
        : `${selectEvents} AND ${place} AND e.thread_root IS NOT NULL AND e.thread_root = ?4 ORDER BY e.seq ${order} LIMIT ?3`,
      room,
      after ?? before ?? Number.MAX_SAFE_INTEGER,
      limit,
      ...(threadRoot === undefined ? [] : [threadRoot]),
    ).map((columns) => this.#parse(room, columns));
    return after === undefined ? rows.reverse() : rows;
  }
  notices(room: RoomId, from: Seq, to: Seq, limit: number): EventRow[] {
    return this.#events(
      room,
      "AND e.seq >= ?2 AND e.seq <= ?3 AND e.n IS NULL AND e.target IS NULL ORDER BY e.seq DESC LIMIT ?4",
      from,
      to,
      limit,
    ).reverse();
  }
  pinned(room: RoomId, limit: number): EventRow[] {
    return this.#events(room, "AND e.pinned = 1 ORDER BY e.seq DESC LIMIT ?2", limit);
  }
  lastMessage(room: RoomId): EventRow | undefined {
    return this.messages({ room, limit: 1 })[0];
  }
  unread(room: RoomId, readSeq: Seq, user: UserId): number {
    return (
      this.one<{ count: number }>(
        `SELECT count(*) AS count FROM events e
       WHERE e.room = (SELECT key FROM rooms WHERE id = ?1) AND e.seq > ?2 AND ${shown} AND e.deleted_at_ms IS NULL
         AND e.author IS NOT (SELECT key FROM users WHERE id = ?3)`,
        room,
        readSeq,
        user,
      )?.count ?? 0
    );
  }
  reactionsOf(room: RoomId, seqs: readonly Seq[]): ReactionRow[] {
    const [first, last] = [seqs[0], seqs.at(-1)];
    if (first === undefined || last === undefined) return [];
    // A page is mostly of neighbours: one walk from the first to the last is a fifth of looking each one up.
    const isRow = last - first === seqs.length - 1 && seqs.every((seq, index) => seq === first + index);
    const place = isRow ? "seq BETWEEN ?2 AND ?3" : "seq IN (SELECT value FROM json_each(?2))";
    return this.all(
      `SELECT ${selectFields("reactions")} FROM reactions WHERE room = ?1 AND ${place} ORDER BY at_ms, emoji, user`,
      room,
      ...(isRow ? [first, last] : [JSON.stringify(seqs)]),
    );
  }
  feed(user: UserId, since: Seq, limit: number): FeedRow[] {
    return this.all<{ user: UserId; seq: number; atMs: number; change: string }>(
      "SELECT user, seq, at_ms AS atMs, change FROM feed WHERE user = ? AND seq > ? ORDER BY seq LIMIT ?",
      user,
      since,
      limit,
    ).map((row) => ({ ...row, change: JSON.parse(row.change) as FeedChange }));
  }

  filesOf(room: RoomId, seq: Seq): FileRow[] {
    return this.all(
      `SELECT ${selectFields("files")} FROM files WHERE room = ? AND seq = ? ORDER BY n`,
      room,
      seq,
    );
  }
  filesIn(room: RoomId, limit: number): FileRow[] {
    return this.all(
      `SELECT ${selectFields("files")} FROM files WHERE room = ? ORDER BY seq, n LIMIT ?`,
      room,
      limit,
    );
  }
  messagesWithFiles(room: RoomId, after: string | null, limit: number): Part<Pick<FileRow, "room" | "seq">> {
    const rows = this.all<Pick<FileRow, "room" | "seq">>(
      "SELECT DISTINCT room, seq FROM files WHERE room = ? AND seq < ? ORDER BY seq DESC LIMIT ?",
      room,
      Number(after ?? Number.MAX_SAFE_INTEGER),
      limit + 1,
    );
    return cut(rows, limit, ({ seq }) => String(seq));
  }
  uploads(after: string | null, limit: number): Part<UploadRow> {
    const [createdAtMs = "-1", id = ""] = after?.split(" ") ?? [];
    const rows = this.all<UploadRow>(
      `SELECT ${selectFields("uploads")} FROM uploads
       WHERE (created_at_ms, id) > (?, ?) ORDER BY created_at_ms, id LIMIT ?`,
      Number(createdAtMs),
      id,
      limit + 1,
    );
    return cut(rows, limit, (row) => `${row.createdAtMs} ${row.id}`);
  }
  unusedBlobs(limit: number): BlobRow[] {
    return this.all(`SELECT ${selectFields("blobs")} FROM blobs WHERE refs = 0 LIMIT ?`, limit);
  }

  mentionCount(room: RoomId, since: Seq, who: readonly MentionRow["who"][], user: UserId): number {
    return (
      this.one<{ count: number }>(
        `SELECT count(DISTINCT seq) AS count FROM mentions
         WHERE room = ?1 AND who IN (SELECT value FROM json_each(?2)) AND seq > ?3 AND author <> ?4`,
        room,
        JSON.stringify(who),
        since,
        user,
      )?.count ?? 0
    );
  }
  mentionsOn(room: RoomId, seq: Seq): MentionRow[] {
    return this.all(
      `SELECT ${selectFields("mentions")} FROM mentions WHERE room = ? AND seq = ? ORDER BY who`,
      room,
      seq,
    );
  }
  mentionsOf(user: UserId, after: string | null, limit: number): Part<MentionRow> {
    const [atMs, room, seq] = parsePlace(after);
    // One row per message, however many ways it names the reader.
    const rows = this.all<MentionRow>(
      `SELECT mentions.room AS room, mentions.seq AS seq, min(mentions.who) AS who, mentions.author AS author,
         mentions.at_ms AS atMs
       FROM mentions JOIN members ON members.room = mentions.room AND members.user = ?1
       WHERE mentions.who IN (?1, '*here', '*moderators') AND mentions.author <> ?1
         AND (mentions.who <> '*moderators' OR members.role <> 'member')
         AND mentions.at_ms >= members.joined_at_ms AND (mentions.at_ms, mentions.room, mentions.seq) < (?2, ?3, ?4)
       GROUP BY mentions.at_ms, mentions.room, mentions.seq
       ORDER BY mentions.at_ms DESC, mentions.room DESC, mentions.seq DESC LIMIT ?5`,
      user,
      atMs,
      room,
      seq,
      limit + 1,
    );
    return cut(rows, limit, formatPlace);
  }
  savedBy(user: UserId, after: string | null, limit: number): Part<SavedRow> {
    const rows = this.all<SavedRow>(
      `SELECT ${selectFields("saved")} FROM saved
       WHERE user = ?1 AND (at_ms, room, seq) < (?2, ?3, ?4)
         AND EXISTS (SELECT 1 FROM members WHERE members.room = saved.room AND members.user = ?1)
       ORDER BY at_ms DESC, room DESC, seq DESC LIMIT ?5`,
      user,
      ...parsePlace(after),
      limit + 1,
    );
    return cut(rows, limit, formatPlace);
  }
  blockedBy(user: UserId): UserId[] {
    return this.all<{ blocked: UserId }>(
      "SELECT blocked FROM blocks WHERE user = ? ORDER BY blocked",
      user,
    ).map((row) => row.blocked);
  }

  threadsOf(room: RoomId, user: UserId, limit: number): FollowedThread[] {
    return this.all(
      `SELECT follows.root AS root, follows.read_seq AS readSeq, ${unreadReplies} AS unread
       FROM follows WHERE follows.room = ?1 AND follows.user = ?2 AND follows.following = 1
       ORDER BY unread > 0 DESC, root DESC LIMIT ?3`,
      room,
      user,
      limit,
    );
  }
  followedBy(user: UserId, after: string | null, limit: number): Part<FollowedPlace> {
    const rows = this.all<FollowedPlace>(
      `SELECT follows.room AS room, follows.root AS seq, e.last_reply_at_ms AS atMs, follows.read_seq AS readSeq,
         ${unreadReplies} AS unread
       FROM follows JOIN rooms ON rooms.id = follows.room
         JOIN members ON members.room = follows.room AND members.user = follows.user
         JOIN events e ON e.room = rooms.key AND e.seq = follows.root
       WHERE follows.user = ?1 AND follows.following = 1 AND e.replies > 0
         AND (e.last_reply_at_ms, follows.room, follows.root) < (?2, ?3, ?4)
       ORDER BY e.last_reply_at_ms DESC, follows.room DESC, follows.root DESC LIMIT ?5`,
      user,
      ...parsePlace(after),
      limit + 1,
    );
    return cut(rows, limit, formatPlace);
  }
  threadPeople(room: RoomId, root: Seq, limit: number): UserId[] {
    const rows = this.all<{ id: UserId }>(
      `SELECT (SELECT id FROM users WHERE key = e.author) AS id FROM events e
       WHERE e.room = (SELECT key FROM rooms WHERE id = ?1) AND e.thread_root IS NOT NULL AND e.thread_root = ?2
         AND e.deleted_at_ms IS NULL AND e.author IS NOT NULL
       GROUP BY e.author ORDER BY min(e.seq) LIMIT ?3`,
      room,
      root,
      limit,
    );
    return rows.map(({ id }) => id);
  }
  followsOf(room: RoomId, user: UserId): FollowRow[] {
    return this.all(
      `SELECT ${selectFields("follows")} FROM follows WHERE room = ? AND user = ? ORDER BY root`,
      room,
      user,
    );
  }

  #parse(room: RoomId, columns: EventColumns): EventRow {
    return parseEvent(room, columns, (key) => this.userId(key));
  }

  /** Entries of one room; `rest` goes on from its log's `WHERE`, its values from `?2` on. */
  #events(room: RoomId, rest: string, ...values: Value[]): EventRow[] {
    const rows = this.all<EventColumns>(`${selectEvents} ${rest}`, room, ...values);
    return rows.map((columns) => this.#parse(room, columns));
  }
}

/** Few people are ever deleted: an index by author would cost every message more than it would save them. */
const lookedThrough = 5_000;
const entriesByText = `
  SELECT e.key, (SELECT id FROM rooms WHERE key = e.room) AS room, ${eventColumns} FROM events e
  WHERE e.key > ?1 AND e.key <= ?1 + ${lookedThrough}
    AND (e.author = (SELECT key FROM users WHERE id = ?2) OR (e.n IS NULL AND instr(e.detail, ?2) > 0))
  ORDER BY e.key LIMIT ?3`;

/** Replies that a row of `follows` has not read, as its reader counts them. */
const unreadReplies = `(
  SELECT count(*) FROM events r
  WHERE r.room = (SELECT key FROM rooms WHERE id = follows.room) AND r.thread_root IS NOT NULL
    AND r.thread_root = follows.root AND r.seq > follows.read_seq AND r.also_in_room = 0
    AND r.deleted_at_ms IS NULL AND r.author IS NOT (SELECT key FROM users WHERE id = follows.user))`;

/** Where a list that goes from the newest to the oldest stands: a time and a message. */
function parsePlace(after: string | null): [atMs: number, room: string, seq: number] {
  const [atMs = String(Number.MAX_SAFE_INTEGER), room = "", seq = "0"] = after?.split(" ") ?? [];
  return [Number(atMs), room, Number(seq)];
}

function formatPlace(row: { readonly atMs: number; readonly room: RoomId; readonly seq: Seq }): string {
  return `${row.atMs} ${row.room} ${row.seq}`;
}

/** Cuts off the row that was read only to know whether more follow. */
function cut<Row>(rows: Row[], limit: number, keyOf: (row: Row) => string): Part<Row> {
  const last = rows[limit - 1];
  return rows.length > limit && last
    ? { rows: rows.slice(0, limit), next: keyOf(last) }
    : { rows, next: null };
}
