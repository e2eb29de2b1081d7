import {
  type MessageSent,
  type PresenceState,
  Refusal,
  type RoomEvent,
  type RoomId,
  type RoomSummary,
  type Seq,
  type UserCard,
  type UserId,
} from "@hearth/protocol";
import { type Signal, signal } from "@preact/signals-core";
import type { RoomHandle, RoomState, Timeline, Typing } from "./contract.ts";
import { isShownInRoom } from "./fold.ts";
import { FollowedThreads } from "./followed-threads.ts";
import { ReadMark } from "./read-mark.ts";
import { type LogReader, RoomLog } from "./room-log.ts";
import { foldSummary, type Reader } from "./summary.ts";
import { namesReader, readUpto, Unread } from "./unread.ts";
import type { Wire } from "./wire.ts";

const againMs = 2_000;
export const nobodyTypes: Typing = { users: [], more: 0 };

/** What a room needs from the client around it. */
export interface RoomParts {
  readonly wire: Wire;
  readonly reader: () => Reader | null;
  /** A log entry came, live. */
  readonly onEvent: (event: RoomEvent) => void;
  /** The log says that this room is not mine any more. */
  readonly onLeft: (room: RoomId) => void;
  /** Everything up to here is wherever it is shown. */
  readonly onSettled: (room: RoomId, seq: Seq) => void;
  readonly openTimeline: (room: Room, threadRoot: Seq | null) => Timeline;
}

/** A room I am in: its summary follows its log. */
export class Room implements RoomHandle, LogReader {
  readonly id: RoomId;
  readonly state: Signal<RoomState>;
  readonly typing = signal<Typing>(nobodyTypes);
  readonly here = signal(0);
  readonly presence = signal<ReadonlyMap<UserId, PresenceState>>(new Map());
  readonly log: RoomLog;
  readonly #parts: RoomParts;
  readonly seen = signal<ReadonlyMap<UserId, Seq>>(new Map());
  readonly #unread = new Unread();
  readonly #mentions = new Unread();
  readonly #threads: FollowedThreads;
  readonly #mark: ReadMark;
  #isSure = true;
  #isRefreshing = false;
  #isRefreshStale = false;

  constructor(summary: RoomSummary, parts: RoomParts) {
    this.id = summary.id;
    this.state = signal({ ...summary, isNew: isNew(summary) });
    this.#parts = parts;
    this.#unread.reset(summary.unread, summary.lastSeq);
    this.#mentions.reset(summary.mentions, summary.lastSeq);
    const commandFor = (seq: Seq) => ({ type: "read.mark", room: this.id, seq }) as const;
    this.#mark = new ReadMark(parts.wire, commandFor, () => this.#isWhole || this.refresh());
    this.#mark.note(summary.readSeq);
    this.#threads = new FollowedThreads(this.id, parts.wire, () => this.#isWhole || this.refresh());
    this.#threads.take(summary);
    this.log = new RoomLog(this.id, parts.wire, (seq) => parts.onSettled(this.id, seq));
    this.log.reopen(summary.lastSeq);
    this.log.attach(this);
  }

  get cursor(): Seq {
    return this.state.peek().lastSeq;
  }

  timeline(): Timeline {
    return this.#parts.openTimeline(this, null);
  }

  thread(root: Seq): Timeline {
    return this.#parts.openTimeline(this, root);
  }

  /** A new connection brought a fresh summary. */
  reopen(summary: RoomSummary): void {
    this.#take(summary);
    this.log.reopen(summary.lastSeq);
  }

  apply(event: RoomEvent): void {
    this.#count(event);
    this.#show(foldSummary(this.state.peek(), event, this.#parts.reader()));
    this.#parts.onEvent(event);
    if (event.type === "room.deleted" || this.#isMyLeaving(event)) this.#parts.onLeft(this.id);
    else if (!this.#isWhole) this.#settleDoubt();
  }

  /** A summary is whole up to its `lastSeq`: nothing at or before it can be new. */
  refold(): void {}

  startOver(page: { readonly uptoSeq: Seq }): void {
    this.#show({ ...this.state.peek(), lastSeq: page.uptoSeq });
    this.#isSure = false;
    this.#settleDoubt();
  }

  markRead(seq: Seq): void {
    const { unreadFrom, ...state } = this.state.peek();
    const upto = Math.max(state.readSeq, Math.min(seq, state.lastSeq));
    if (upto <= state.readSeq && unreadFrom === undefined) return;
    this.#countRead(upto);
    this.#show({ ...state, readSeq: upto });
    if (unreadFrom === undefined) this.#mark.move(upto);
    else this.#mark.repeat(upto);
  }

  /** Sends a mark that waits for its turn. */
  flush(): void {
    this.#mark.flush();
    this.#threads.flush();
  }

  markThreadRead(root: Seq, seq: Seq): void {
    if (this.#threads.markRead(root, Math.min(seq, this.cursor))) this.#show(this.state.peek());
  }

  /** What I follow here changed, or how far I have read in it. */
  noteThread(root: Seq, following: boolean, readSeq: Seq): void {
    this.#threads.noteChanged(root, following, readSeq);
    this.#show(this.state.peek());
    if (!this.#isWhole) this.#settleDoubt();
  }

  /** Another device of mine moved the mark. */
  noteRead(seq: Seq): void {
    this.#mark.note(seq);
    const { unreadFrom, ...state } = this.state.peek();
    if (seq <= state.readSeq && unreadFrom === undefined) return;
    const readSeq = Math.max(seq, state.readSeq);
    this.#countRead(readSeq);
    this.#show({ ...state, readSeq });
    if (!this.#isWhole) this.#settleDoubt();
  }

  /** I put the beginning of what is unread to a message: only the server can count from there. */
  noteUnmarked(seq: Seq): void {
    this.#show({ ...this.state.peek(), unreadFrom: seq });
    this.#isSure = false;
    this.#settleDoubt();
  }

  noteAttention({ level, muted }: Pick<RoomState, "level" | "muted">): void {
    this.#show({ ...this.state.peek(), level, muted });
  }

  noteSeen(user: UserId, seq: Seq): void {
    if (user === this.#parts.reader()?.id || (this.seen.peek().get(user) ?? 0) >= seq) return;
    this.seen.value = new Map(this.seen.peek()).set(user, seq);
  }

  loadSeen(): void {
    this.#parts.wire.request(
      { type: "seen.list", room: this.id },
      {
        done: ({ marks }) => {
          for (const { user, seq } of marks) this.noteSeen(user, seq);
        },
        // Who saw what is no news that one waits for.
        failed: () => undefined,
      },
    );
  }

  /** A person of this direct chat has a new card. */
  noteCard(card: UserCard): void {
    const state = this.state.peek();
    if (!state.people.some(({ id }) => id === card.id)) return;
    this.#show({ ...state, people: state.people.map((one) => (one.id === card.id ? card : one)) });
  }

  /** Asks the server for the summary, where events alone do not tell. */
  refresh(): void {
    if (this.#isRefreshing) {
      this.#isRefreshStale = true;
      return;
    }
    this.#isRefreshing = true;
    this.#isRefreshStale = false;
    const release = this.log.hold();
    const end = () => {
      release();
      this.#isRefreshing = false;
    };
    this.#parts.wire.request(
      { type: "room.get", room: this.id },
      {
        done: ({ room }) => {
          this.#take(room);
          this.log.attach(this);
          end();
          // What was in doubt when the answer was already on its way is in doubt still.
          if (this.#isRefreshStale) this.refresh();
        },
        failed: (error) => {
          end();
          if (error instanceof Refusal && error.retryAfterMs === undefined) return;
          this.#parts.wire.clock.setTimer(() => this.#isWhole || this.refresh(), againMs);
        },
      },
    );
  }

  close(): void {
    this.log.close();
  }

  #take(summary: RoomSummary): void {
    const readSeq = Math.max(summary.readSeq, this.state.peek().readSeq);
    this.#unread.reset(summary.unread, summary.lastSeq);
    this.#mentions.reset(summary.mentions, summary.lastSeq);
    this.#threads.take(summary);
    this.#isSure = true;
    if (readSeq !== summary.readSeq) this.#countRead(readSeq);
    this.#show({ ...summary, readSeq });
    this.#mark.note(summary.readSeq);
  }

  #show(summary: RoomSummary): void {
    const [unread, mentions] = [this.#unread.count, this.#mentions.count];
    const counted = { ...summary, unread, mentions, threads: this.#threads.list };
    this.state.value = { ...counted, isNew: isNew(counted) };
  }

  #countRead(upto: Seq): void {
    const isUnreadSure = this.#unread.markRead(upto);
    this.#isSure = this.#mentions.markRead(upto) && isUnreadSure;
  }

  /** Do I know every count? */
  get #isWhole(): boolean {
    return this.#isSure && this.#threads.isSure;
  }

  #count(event: RoomEvent): void {
    if (event.type === "message.deleted" && event.threadRoot !== undefined)
      this.#threads.noteDeleted(event.threadRoot, event.target);
    if ("target" in event && event.target > readUpto(this.state.peek())) this.#countChange(event);
    // A ban can also strike someone who was only invited: only the server knows how many members are left.
    if (event.type === "member.removed" && event.banned) this.#isSure = false;
    if (event.type === "message.sent" && event.body !== null) this.#countSent(event);
  }

  #countSent(event: MessageSent): void {
    const me = this.#parts.reader()?.id;
    const isMine = "user" in event.author && event.author.user === me;
    const { readSeq, myRole } = this.state.peek();
    if (!isMine && event.threadRoot !== undefined && !isShownInRoom(event))
      this.#threads.noteReply(event.threadRoot, event);
    if (isMine || event.seq <= readSeq) return;
    if (isShownInRoom(event)) this.#unread.add(event.seq);
    if (namesReader(event, me, myRole)) this.#mentions.add(event.seq);
  }

  /** Something happened to an unread message. */
  #countChange(event: RoomEvent & { readonly target: Seq }): void {
    if (event.type === "message.deleted") {
      const isUnreadSure = this.#unread.remove(event.target);
      if (!this.#mentions.remove(event.target) || !isUnreadSure) this.#isSure = false;
    }
    // Somebody may have been added to its text, or taken out of it.
    const text = event.type === "message.edited" && event.body?.kind === "text" ? event.body.text : "";
    if (event.type === "message.edited" && (text.includes("@") || this.#mentions.count > 0))
      this.#isSure = false;
  }

  /** While a mark of mine is on its way the server would count from the old one. */
  #settleDoubt(): void {
    if (!this.#mark.isPending) this.refresh();
  }

  #isMyLeaving(event: RoomEvent): boolean {
    const isLeaving = event.type === "member.left" || event.type === "member.removed";
    return isLeaving && event.user === this.#parts.reader()?.id;
  }
}

/** A muted room calls only whom it names. */
function isNew({ unread, mentions, muted }: RoomSummary): boolean {
  return mentions > 0 || (unread > 0 && !muted);
}
