import type { Role, RoomKind } from "@hearth/protocol";
import type { SourceFile } from "./source.ts";

/** A person as a source tells of them. Keys are the source's own words and mean nothing outside it. */
export interface SourcePerson {
  readonly key: string;
  /** What they may be called, best first. */
  readonly names: readonly string[];
}

export interface SourceRoom {
  readonly key: string;
  readonly kind: RoomKind;
  readonly title: string;
  readonly topic: string;
  readonly createdAtMs: number | null;
  readonly isArchived: boolean;
}

export interface SourceMember {
  readonly room: string;
  readonly person: string;
  readonly role: Role;
}

/** Another message of the same room. */
export interface MessageName {
  readonly id: string;
  readonly author: string;
}

export interface Attached {
  readonly name: string;
  readonly type: string | null;
  readonly file: SourceFile;
}

export interface SourceMessage {
  readonly room: string;
  /** Told apart by it within its room and author; the same in every export of the same thing. */
  readonly id: string;
  readonly author: string;
  readonly atMs: number;
  /** `null`: deleted. */
  readonly text: string | null;
  readonly isAction?: boolean;
  readonly isNotice?: boolean;
  readonly mentions?: readonly { readonly text: string; readonly person: string }[];
  readonly files?: readonly Attached[];
  readonly threadRoot?: MessageName;
  readonly replyTo?: MessageName;
  readonly isAlsoInRoom?: boolean;
  readonly editedAtMs?: number;
  readonly isPinned?: boolean;
  readonly reactions?: readonly {
    readonly emoji: string;
    readonly person: string;
    readonly atMs: number;
  }[];
}

/** Where in the source something stands. */
export interface Place {
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** What a reader of one format is given to tell what it finds. */
export interface Findings {
  person(person: SourcePerson): void;
  room(room: SourceRoom): void;
  member(member: SourceMember): void;
  message(message: SourceMessage): void;
  /** Something that has no place in Hearth, such as "joins and leaves". */
  leaveOut(what: string): void;
  /** Something that cannot be understood; the rest goes on. */
  bad(place: Place, why: string): void;
}
