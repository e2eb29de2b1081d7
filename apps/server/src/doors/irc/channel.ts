import type { Role, RoomId, RoomKind, RoomRules } from "@hearth/protocol";
import type { Roster } from "../../core/lookups.ts";
import type { Client } from "./client.ts";
import type { Face, PersonId } from "./faces.ts";
import { type Lists, noLists } from "./lists.ts";
import { Audience } from "./out/audience.ts";
import type { Flusher } from "./out/outbox.ts";
import type { People } from "./people.ts";
import { foldCase } from "./wire/names.ts";

/** Someone's place in a room. */
export interface Seat {
  readonly role: Role;
  readonly isSpeaker: boolean;
}

const seats = new Map<string, Seat>();

/** The seat of this role and voice: one for everybody who sits alike. */
export function seatOf(role: Role, isSpeaker: boolean): Seat {
  const key = `${role} ${isSpeaker}`;
  const seat = seats.get(key) ?? { role, isSpeaker };
  seats.set(key, seat);
  return seat;
}

/** What the door keeps of a room across restarts: what IRC knows and core does not. */
export interface ChannelNote {
  readonly lists: Lists;
  readonly topic: string;
  readonly topicBy: string;
  readonly topicAtMs: number;
  readonly noCtcp: boolean;
  readonly metadata?: readonly (readonly [key: string, value: string])[];
}

/** A room as IRC sees it, kept up to date by the room's log while anyone of this door listens. */
export class Channel {
  readonly id: RoomId;
  readonly kind: RoomKind;
  readonly createdAtMs: number;
  readonly seats = new Map<PersonId, Seat>();
  readonly audience: Audience<Client>;
  readonly isPair: boolean;
  slug: string;
  title: string;
  topic: string;
  topicBy = "";
  topicAtMs: number;
  lists: Lists = noLists;
  noCtcp = false;
  rules: RoomRules;
  isArchived: boolean;
  metadata = new Map<string, string>();
  /** Who was told to be typing. */
  typing: ReadonlySet<PersonId> = new Set();

  constructor(
    { room, rules, members, guests, speakers }: Roster,
    note: ChannelNote | null,
    flusher: Flusher,
  ) {
    this.id = room.id;
    this.kind = room.kind;
    this.slug = room.slug;
    this.title = room.title;
    this.topic = room.topic;
    this.topicAtMs = room.createdAtMs;
    this.createdAtMs = room.createdAtMs;
    this.rules = rules;
    this.isArchived = room.archivedAtMs !== null;
    this.audience = new Audience(flusher);
    this.isPair = room.kind === "direct" && (room.directKey ?? "").split(" ").length <= 2;
    const isSpeaker = new Set<PersonId>(speakers);
    for (const { user, role } of members) this.seats.set(user, seatOf(role, isSpeaker.has(user)));
    for (const { guest, role } of guests) this.seats.set(guest, seatOf(role, isSpeaker.has(guest)));
    if (note) this.#restore(note);
  }

  #restore(note: ChannelNote): void {
    this.lists = note.lists;
    this.noCtcp = note.noCtcp;
    this.metadata = new Map(note.metadata);
    if (note.topic !== this.topic) return;
    this.topicBy = note.topicBy;
    this.topicAtMs = note.topicAtMs;
  }

  /** `#slug`, in the letters the founder chose where those are the slug's. */
  get name(): string {
    return `#${foldCase(this.title) === this.slug ? this.title : this.slug}`;
  }

  get note(): ChannelNote {
    const { lists, topic, topicBy, topicAtMs, noCtcp } = this;
    return { lists, topic, topicBy, topicAtMs, noCtcp, metadata: [...this.metadata] };
  }

  /** Kept from those who are not in it: lists, WHOIS, NAMES. */
  get isHidden(): boolean {
    return this.kind !== "public" || this.rules.unlisted;
  }

  has(person: PersonId): boolean {
    return this.seats.has(person);
  }

  isOperator(person: PersonId): boolean {
    const role = this.seats.get(person)?.role;
    return role === "owner" || role === "moderator";
  }

  isSpeaker(person: PersonId): boolean {
    return this.seats.get(person)?.isSpeaker ?? false;
  }

  /** `@`, `+`, both or nothing; without multi-prefix only the higher one. */
  prefixOf(person: PersonId, isMulti: boolean): string {
    const all = `${this.isOperator(person) ? "@" : ""}${this.isSpeaker(person) ? "+" : ""}`;
    return isMulti ? all : all.slice(0, 1);
  }

  /** Everyone in it who can be seen now. */
  faces(people: People): Face[] {
    const faces: Face[] = [];
    this.eachFace(people, (face) => faces.push(face));
    return faces;
  }

  /** The same one by one: a room of a thousand is listed whenever somebody comes in. */
  eachFace(people: People, visit: (face: Face) => void): void {
    for (const person of this.seats.keys()) for (const face of people.facesOf(person)) visit(face);
  }

  /** Is anyone in it who can be seen now? */
  isPeopled(people: People): boolean {
    for (const person of this.seats.keys()) if (people.isSeen(person)) return true;
    return false;
  }
}
