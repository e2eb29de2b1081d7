import type { Author, Command, CommandType, PresenceState, ResultOf, RoomId, UserId } from "@hearth/protocol";
import type { Core } from "../../core/core.ts";
import type { Session } from "../../core/session.ts";
import type { Piece } from "./bridge/text.ts";
import type { Channel } from "./channel.ts";
import type { Channels } from "./channels.ts";
import type { Client } from "./client.ts";
import type { Face, PersonId } from "./faces.ts";
import type { IrcOptions } from "./options.ts";
import type { People } from "./people.ts";
import type { SessionDoor } from "./session.ts";
import type { Underway } from "./underway.ts";

/** How a connection ended: somebody said so, the network did, or nothing was heard for long. */
export interface ConnectionEnd {
  readonly why: "said" | "lost" | "silent";
  readonly reason: string;
}

export interface IrcDoorParts {
  readonly core: Core;
  readonly options: IrcOptions;
  /** Known to nobody: hides addresses in what IRC shows as hosts. */
  readonly hostKey: string;
  /** Names a bug in the log and returns its id. */
  readonly onBug: (error: unknown) => string;
  readonly onOpened: (session: Session) => void;
  readonly onClosed: (session: Session, note: string) => void;
}

/** The door as its commands and its bridge see it. */
export interface Irc {
  readonly core: Core;
  readonly options: IrcOptions;
  readonly parts: IrcDoorParts;
  readonly underway: Underway;
  readonly people: People;
  readonly channels: Channels;
  readonly bridge: IrcBridge;
  readonly sessions: SessionDoor;
  readonly startedAtMs: number;
  readonly nowMs: number;
  /** Which connection of a person is doing something now: what comes of it is said in its nick. */
  readonly acting: ReadonlyMap<PersonId, Client>;
  createBatchId(): string;
  /** Does a command of core in a client's name. Throws `Refusal` and `Unavailable`. */
  execute<T extends CommandType>(
    client: Client,
    command: Extract<Command, { type: T }>,
  ): Promise<ResultOf<T>>;
  /** While `run` runs, what this person does is said in this client's nick. */
  act<T>(client: Client, run: (session: Session) => Promise<T>): Promise<T>;
  /** Tells of what a command threw; `target` is what it was about. */
  fail(client: Client, error: unknown, command: string, target?: string): void;
  /** Says good-bye and ends a connection. Doing it twice changes nothing. */
  close(client: Client, reason: string, why?: ConnectionEnd["why"]): void;
  /** The direct chat of a client with someone. */
  pair(client: Client, other: Author): Promise<RoomId>;
  authorOf(person: PersonId): Author | null;
}

/** What a connection of this door said beside what the log keeps. */
export interface Origin {
  readonly client: Client;
  /** The lines as they were sent, where there were several. */
  readonly pieces: readonly Piece[] | null;
}

/** What commands ask of the way between the log and the lines. */
export interface IrcBridge {
  readonly elsewhere: IrcElsewhere;
  readonly authors: IrcAuthors;
  /** By the message's `clientId`, from before it is handed in until it is stored. */
  readonly origins: Map<string, Origin>;
  /** Why a message is being deleted, by its msgid: the log does not keep it. */
  readonly redactReasons: Map<string, string>;
  /** The same for rooms being renamed. */
  readonly renameReasons: Map<RoomId, string>;
  /** The nick under which a person is written to. */
  nickOf(person: PersonId): string;
  /** What a room is called by someone in it: a channel's name, or the other one's nick. */
  nameFor(channel: Channel, person: PersonId): Promise<string>;
  /** Resolves when what came of a room so far was told. */
  settled(room: RoomId): Promise<void>;
  /** The same for every room. */
  settledAll(): Promise<void>;
  /** The room's picture with everyone who listens in it. */
  open(room: RoomId): Promise<Channel | undefined>;
}

/** People who are here by other doors. */
export interface IrcElsewhere {
  /** Presence says that a person came, went away, or is gone. */
  note(user: UserId, state: PresenceState): void;
  /** Has this person a session at another door? */
  isConnected(user: UserId): boolean;
  /** Someone is to be seen in the rooms they are in. */
  appear(face: Face): void;
  /** Each listener is told once, however many rooms are shared. */
  vanish(face: Face, reason: string): void;
}

/** Under which nick what somebody wrote is told. */
export interface IrcAuthors {
  isKnown(author: Author): boolean;
  load(author: Author): Promise<void>;
  /** The connection that is doing it, else any, else the person as the web knows them. */
  faceOf(author: Author): Face;
  /** After a rename. */
  forget(user: UserId): void;
}
