import type { MessageSent, Role, RoomSummary, Seq, UserId } from "@hearth/protocol";

/** Where what is unread begins: behind the read mark, or where its reader put it. */
export function readUpto({ readSeq, unreadFrom }: Pick<RoomSummary, "readSeq" | "unreadFrom">): Seq {
  return unreadFrom === undefined ? readSeq : Math.min(readSeq, unreadFrom - 1);
}

/** Does a message name this reader, alone or as one of many? */
export function namesReader(
  { body }: Pick<MessageSent, "body">,
  me: UserId | undefined,
  role: Role,
): boolean {
  if (body?.kind !== "text") return false;
  return (body.mentions ?? []).some(({ user, group }) =>
    group === undefined ? user === me : group === "here" || role !== "member",
  );
}

/** With more than this many known one by one, they become a mere count. */
const mostKnown = 1_000;

/**
 * How many messages of a room are unread: the server's exact count up to some place, and behind it the places
 * themselves, from live events. What the count hides cannot be told here; then the answer is "not sure".
 */
export class Unread {
  #counted = 0;
  #countedSeq: Seq = 0;
  #known: readonly Seq[] = [];

  get count(): number {
    return this.#counted + this.#known.length;
  }

  /** The server counted everything up to `uptoSeq`. */
  reset(count: number, uptoSeq: Seq): void {
    this.#counted = count;
    this.#countedSeq = uptoSeq;
    this.#known = [];
  }

  /** Somebody else said something, at the end of the log. */
  add(seq: Seq): void {
    this.#known = [...this.#known, seq];
    if (this.#known.length > mostKnown) this.reset(this.count, seq);
  }

  /** A message is gone that is behind the read mark. Returns whether the count is still sure. */
  remove(seq: Seq): boolean {
    this.#known = this.#known.filter((known) => known !== seq);
    return seq > this.#countedSeq || this.#counted === 0;
  }

  /** Everything up to `seq` is read. Returns whether the count is still sure. */
  markRead(seq: Seq): boolean {
    this.#known = this.#known.filter((known) => known > seq);
    if (seq >= this.#countedSeq) this.#counted = 0;
    return this.#counted === 0;
  }
}
