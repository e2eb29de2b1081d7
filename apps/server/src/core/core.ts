import type { CommunityCard } from "@hearth/protocol";
import {
  type ChangingCommand,
  type Command,
  type CommandType,
  isChanging,
  protocolVersion,
  Refusal,
  type ResultOf,
  sizes,
  type UserId,
  type Welcome,
} from "@hearth/protocol";
import { answers } from "./answers.ts";
import type { Change, Deed } from "./changes.ts";
import { Exports } from "./export/exports.ts";
import { type FileLimits, Files } from "./files/files.ts";
import { finishChange } from "./finish-change.ts";
import { Guests } from "./guests.ts";
import { Hub } from "./hub/hub.ts";
import { Ledger, type LimitOptions } from "./limits/ledger.ts";
import type { LimitName } from "./limits/limits.ts";
import { Lookups } from "./lookups.ts";
import type { BlobStore, Bus, BusMessage, Clock, Hashes, Ids, Store } from "./ports.ts";
import { Presence } from "./presence/presence.ts";
import { Typing } from "./presence/typing.ts";
import { readInvitations, readSummaries } from "./rooms/read-summary.ts";
import { Searches } from "./search/search-messages.ts";
import type { Session } from "./session.ts";
import type { Outcome } from "./turn.ts";
import { Accounts } from "./users/accounts.ts";
import { cardOf } from "./users/changes.ts";
import { Departures } from "./users/departures.ts";

export interface CoreParts {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly hashes: Hashes;
  readonly limits: LimitOptions;
  readonly blobs: BlobStore;
  readonly fileLimits: FileLimits;
  /** A door proves passwords by SCRAM, which needs more of them than their hash. */
  readonly keepsScram?: boolean;
  /** Title of the first room, where everyone starts. */
  readonly homeTitle: string;
  /** What guests may do; everything, unless said otherwise. */
  readonly access?: { readonly guests: boolean; readonly guestsCreateRooms: boolean };
  /** What anyone may know of the community; `here` is filled in. */
  readonly community: Omit<CommunityCard, "here">;
}

/** Hearth without its doors: every door's sessions end in `execute`, and every change in `commit`. */
export class Core {
  readonly parts: CoreParts;
  readonly hub: Hub;
  readonly presence: Presence;
  readonly typing: Typing;
  readonly ledger: Ledger;
  readonly accounts: Accounts;
  readonly guests: Guests;
  readonly lookups: Lookups;
  readonly searches = new Searches();
  readonly exports: Exports;
  readonly files: Files;
  readonly departures: Departures;
  #stopping = false;

  constructor(parts: CoreParts) {
    this.parts = parts;
    this.hub = new Hub(parts.store, parts.bus);
    this.ledger = new Ledger(parts.clock, parts.limits);
    this.typing = new Typing(parts.bus, parts.clock);
    this.presence = new Presence({ ...parts, onOffline: (user) => this.#noteOffline(user) });
    this.accounts = new Accounts(this);
    this.guests = new Guests(this);
    this.lookups = new Lookups(this);
    this.exports = new Exports(this);
    this.files = new Files(this);
    this.departures = new Departures(this);
    this.hub.onEvent((event) => this.presence.note(event));
    this.hub.onEvent((event) => this.typing.note(event));
    this.hub.onFeed((user, { change }) => {
      if (change.type === "devices.changed") this.accounts.endGoneDevices(user);
    });
  }

  get community(): CommunityCard {
    return { ...this.parts.community, here: this.presence.here };
  }

  /**
   * Begins a session: it listens first, then the rooms are read, so that nothing falls between.
   * Throws `Refusal` when its person is gone.
   */
  async open(session: Session): Promise<Welcome | null> {
    this.hub.open(session);
    this.presence.open(session);
    if (!session.user) return null;
    try {
      return await this.#readWelcome(session, session.user);
    } catch (error) {
      this.close(session, false);
      throw error;
    }
  }

  async #readWelcome(session: Session, id: UserId): Promise<Welcome> {
    const { store, clock } = this.parts;
    this.hub.enter(
      session,
      (await store.roomsOf(id)).map(({ room }) => room),
    );
    const user = await store.get("users", id);
    const device = session.device && (await store.get("devices", session.device));
    // Read after the session can be found, so that a device that ends just now ends it, too.
    if (!user || user.goneAtMs !== null || (session.device && !device)) throw new Refusal("sign_in_needed");
    return {
      type: "welcome",
      version: protocolVersion,
      session: session.id,
      serverTimeMs: clock.now(),
      community: this.community,
      user: {
        ...cardOf(user),
        hasPassword: user.passwordHash !== null,
        ...(user.hidesLastSeen === 1 && { hidesLastSeen: true as const }),
      },
      hasOwner: await store.hasUserWithRole("owner"),
      feedSeq: user.feedSeq,
      rooms: await readSummaries(store, id),
      invitations: await readInvitations(store, id),
      blocked: await store.blockedBy(id),
      saved: (await store.savedBy(id, null, sizes.maxSavedListed)).rows.map(({ room, seq }) => ({
        room,
        seq,
      })),
    };
  }

  /** `silent`: nothing was heard from the other side for long; `reason`: what a guest said on leaving. */
  close(session: Session, silent: boolean, reason?: string): void {
    this.hub.close(session);
    this.presence.close(session, silent);
    // Whoever is left when Hearth stops is ended at the next start.
    if (!session.user && !this.#stopping) this.guests.end(session, reason);
    if (session.user && [...this.hub.sessionsOf(session.user)].length === 0) this.typing.end(session.user);
  }

  /** Does one command for a session. Throws `Refusal` or `Unavailable`; anything else is a bug. */
  async execute<T extends CommandType>(
    session: Session,
    command: Extract<Command, { type: T }>,
  ): Promise<ResultOf<T>>;
  async execute(session: Session, command: Command): Promise<unknown> {
    this.#takeTurn(session, command.type);
    this.presence.touch(session);
    this.#needAllowed(session, command);
    if (!isChanging(command)) return answers[command.type](this, session, command as never);
    // Waiting for nothing keeps the order in which a session says things.
    if (command.type === "message.send" && command.files) await this.files.needAllowed(command);
    const { result } = await this.commit({
      actor: session.actor,
      atMs: this.parts.clock.now(),
      deed: this.#deedOf(command),
    });
    return finishChange(this, session, command, result);
  }

  /** A command that a door refused by itself costs as much as one that was done. */
  countRefused(session: Session): void {
    this.ledger.take("commands", session.user ?? session.id);
  }

  /** Hands a change to the store and, once it is on disk, tells everyone. Throws `Refusal` or `Unavailable`. */
  async commit(change: Change): Promise<Outcome> {
    const committed = await this.parts.store.commit(change);
    if (!committed.done) throw new Refusal(committed.reason, committed.params);
    this.parts.bus.publish(messagesOf(committed.outcome));
    if (freesFiles(change)) this.files.sweepSoon();
    return committed.outcome;
  }

  /** Ends every session and forgets all timers. The store is the caller's to close. */
  stop(): void {
    this.#stopping = true;
    for (const session of [...this.hub.sessions()]) session.end("stopping");
    this.presence.stop();
    this.typing.stop();
  }

  #needAllowed(session: Session, command: Command): void {
    if (command.type === "profile.rename") this.guests.needFreeName(command.name);
    const { access } = this.parts;
    if (session.user || !access) return;
    if (!access.guests || (command.type === "room.create" && !access.guestsCreateRooms))
      throw new Refusal("guest_cannot");
  }

  /** Who passes files on takes space, within what the host allows. */
  #deedOf(command: ChangingCommand): Deed {
    return command.type === "message.forward" ? { ...command, quotas: this.files.quotas } : command;
  }

  #takeTurn(session: Session, type: CommandType): void {
    const key = session.user ?? session.id;
    this.ledger.take("commands", key);
    const limit = limitOf(type);
    if (limit) this.ledger.take(limit, key);
  }

  #noteOffline(user: UserId): void {
    const change: Change = {
      actor: null,
      atMs: this.parts.clock.now(),
      deed: { type: "user.seen", user, device: null },
    };
    // Only "last seen" is lost when the store cannot write now.
    this.commit(change).catch(() => undefined);
  }
}

function freesFiles({ deed: { type } }: Change): boolean {
  return (
    type === "message.delete" ||
    type === "room.delete" ||
    type === "guest.end" ||
    type === "upload.remove" ||
    type === "person.erase"
  );
}

function messagesOf({ events, feed }: Outcome): BusMessage[] {
  return [
    ...events.map((event) => ({ kind: "event" as const, event })),
    ...feed.map(({ user, entry }) => ({ kind: "feed" as const, user, entry })),
  ];
}

function limitOf(type: CommandType): LimitName | null {
  switch (type) {
    case "message.send":
    case "message.forward":
    case "message.edit":
    case "reaction.add":
    case "reaction.remove":
    case "profile.set":
      return "messages";
    case "room.create":
    case "direct.open":
    case "room.invite":
      return "rooms";
    case "message.search":
      return "searches";
    default:
      return null;
  }
}
