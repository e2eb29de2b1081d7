import type { FollowedThread, MessageSent, RoomId, RoomSummary, Seq } from "@hearth/protocol";
import { ReadMark } from "./read-mark.ts";
import { Unread } from "./unread.ts";
import type { Wire } from "./wire.ts";

interface Thread {
  readonly unread: Unread;
  readonly mark: ReadMark;
  readSeq: Seq;
}

/**
 * The threads of one room that I follow, with what is unread in each: the server's counts, and what came since.
 * Where these do not tell, `isSure` is false until the next summary.
 */
export class FollowedThreads {
  isSure = true;
  readonly #room: RoomId;
  readonly #wire: Wire;
  readonly #onKnown: () => void;
  #threads = new Map<Seq, Thread>();
  #hasMore = false;

  /** `onKnown`: called when the server has the newest mark of some thread. */
  constructor(room: RoomId, wire: Wire, onKnown: () => void) {
    this.#room = room;
    this.#wire = wire;
    this.#onKnown = onKnown;
  }

  get list(): readonly FollowedThread[] {
    return [...this.#threads].map(([root, { readSeq, unread }]) => ({ root, readSeq, unread: unread.count }));
  }

  /** A summary is whole up to its `lastSeq`; a mark of mine may be on its way still. */
  take({ threads = [], hasMoreThreads, lastSeq }: RoomSummary): void {
    const before = this.#threads;
    this.#threads = new Map();
    this.#hasMore = hasMoreThreads === true;
    this.isSure = true;
    for (const { root, readSeq, unread } of threads) {
      const thread = before.get(root) ?? this.#create(root);
      this.#threads.set(root, thread);
      thread.unread.reset(unread, lastSeq);
      this.#moveTo(thread, readSeq);
      thread.mark.note(readSeq);
      if (thread.readSeq > readSeq && !thread.unread.markRead(thread.readSeq)) this.isSure = false;
    }
  }

  /** Somebody else answered in a thread, and only there. */
  noteReply(root: Seq, { seq }: Pick<MessageSent, "seq">): void {
    const thread = this.#threads.get(root);
    if (!thread) this.isSure &&= !this.#hasMore;
    else if (seq > thread.readSeq) thread.unread.add(seq);
  }

  noteDeleted(root: Seq, target: Seq): void {
    const thread = this.#threads.get(root);
    if (thread && target > thread.readSeq && !thread.unread.remove(target)) this.isSure = false;
  }

  /** One of my devices, or what I said or was named in, changed what I follow or have read. */
  noteChanged(root: Seq, following: boolean, readSeq: Seq): void {
    const thread = this.#threads.get(root);
    if (!following) this.#threads.delete(root);
    else if (!thread) this.isSure = false;
    else {
      thread.mark.note(readSeq);
      this.#read(thread, readSeq);
    }
  }

  /** Returns whether there was anything to move. */
  markRead(root: Seq, seq: Seq): boolean {
    const thread = this.#threads.get(root);
    if (!thread || seq <= thread.readSeq) return false;
    this.#read(thread, seq);
    thread.mark.move(seq);
    return true;
  }

  flush(): void {
    for (const { mark } of this.#threads.values()) mark.flush();
  }

  #create(root: Seq): Thread {
    const commandFor = (seq: Seq) => ({ type: "thread.read", room: this.#room, root, seq }) as const;
    return { unread: new Unread(), mark: new ReadMark(this.#wire, commandFor, this.#onKnown), readSeq: 0 };
  }

  #read(thread: Thread, seq: Seq): void {
    this.#moveTo(thread, seq);
    if (!thread.unread.markRead(thread.readSeq)) this.isSure = false;
  }

  #moveTo(thread: Thread, seq: Seq): void {
    thread.readSeq = Math.max(thread.readSeq, seq);
  }
}
