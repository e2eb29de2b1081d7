import type { Author, RoomId, SessionId, UserId } from "@hearth/protocol";
import { Refusal } from "@hearth/protocol";
import type { Deed } from "./changes.ts";
import type { Core } from "./core.ts";
import type { Session } from "./session.ts";
import { createNameKey } from "./users/name-key.ts";

/** People with a name for one connection only: their names, and what ends with them. */
export class Guests {
  readonly #core: Core;
  /** Names that guests bear now, by key, so that nobody takes one for good under their feet. */
  readonly #names = new Map<string, SessionId>();
  readonly #keys = new Map<SessionId, string>();

  constructor(core: Core) {
    this.#core = core;
  }

  /** Refuses `name_taken` when the name, or the nick made of it, belongs to a person. */
  async needUnowned(name: string): Promise<void> {
    const holder = await this.#core.lookups.userByNick(name);
    if (holder) throw new Refusal("name_taken", { name: holder.name });
  }

  /** The session bears this name from now on, until it ends or claims another. */
  claim(session: SessionId, name: string): void {
    this.needFreeName(name, session);
    this.release(session);
    const key = createNameKey(name);
    this.#names.set(key, session);
    this.#keys.set(session, key);
  }

  release(session: SessionId): void {
    const key = this.#keys.get(session);
    if (key !== undefined) this.#names.delete(key);
    this.#keys.delete(session);
  }

  /** Refuses `name_taken` while another guest bears the name. */
  needFreeName(name: string, self?: SessionId): void {
    const holder = this.#names.get(createNameKey(name));
    if (holder !== undefined && holder !== self) throw new Refusal("name_taken", { name });
  }

  /** Goes into a room; `pass` lets a door's own exceptions (IRC's +I, an invited guest) through. */
  async enter(session: Session, room: RoomId, key: string | undefined, pass: boolean): Promise<void> {
    await this.#commit(session.actor, { type: "room.enter", room, key, pass });
  }

  /** The direct chat of a session with a person or a guest, opened when there is none. */
  async openPair(session: Session, other: Author): Promise<RoomId> {
    const deed: Deed = { type: "direct.openPair", parties: [session.actor, other] };
    return ((await this.#commit(session.actor, deed)) as { room: RoomId }).room;
  }

  async rename(session: Session, name: string): Promise<void> {
    await this.#commit(session.actor, { type: "guest.rename", guest: session.id, name });
  }

  /** A guest signed in: the person takes over the places. */
  async adopt(guest: SessionId, user: UserId): Promise<void> {
    await this.#commit({ user }, { type: "guest.adopt", guest, user });
  }

  end(session: Session, reason?: string): void {
    this.release(session.id);
    // A failed write is made good at the next start.
    void this.#endRooms(session.id, session.actor, reason).catch(() => undefined);
  }

  /** Guests of a run that did not end well; before any door opens. */
  async endStale(): Promise<void> {
    for (const guest of await this.#core.parts.store.guestIds()) {
      await this.#endRooms(guest, { guest, name: "" }, undefined);
    }
  }

  async #endRooms(guest: SessionId, actor: Author, reason: string | undefined): Promise<void> {
    if ((await this.#core.parts.store.roomsOfGuest(guest)).length === 0) return;
    await this.#commit(actor, { type: "guest.end", guest, ...(reason !== undefined && { reason }) });
  }

  async #commit(actor: Author, deed: Deed): Promise<unknown> {
    return (await this.#core.commit({ actor, atMs: this.#core.parts.clock.now(), deed })).result;
  }
}
