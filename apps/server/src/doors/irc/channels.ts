import type { RoomId } from "@hearth/protocol";
import type { Lookups } from "../../core/lookups.ts";
import type { RoomRow } from "../../core/rows.ts";
import { Channel, type ChannelNote } from "./channel.ts";
import type { Flusher } from "./out/outbox.ts";
import { foldCase } from "./wire/names.ts";

const noteKey = (room: RoomId): string => `irc.room:${room}`;

/** The rooms this door has a picture of: those somebody listens to, and those being looked at. */
export class Channels {
  readonly #lookups: Lookups;
  readonly #flusher: Flusher;
  readonly #byId = new Map<RoomId, Channel>();
  /** Found last under a name; whether it still bears it is asked each time. */
  readonly #bySlug = new Map<string, Channel>();
  readonly #loading = new Map<RoomId, Promise<Channel | undefined>>();

  constructor(lookups: Lookups, flusher: Flusher) {
    this.#lookups = lookups;
    this.#flusher = flusher;
  }

  /** Kept ones. */
  all(): Iterable<Channel> {
    return this.#byId.values();
  }

  get(room: RoomId): Channel | undefined {
    return this.#byId.get(room);
  }

  /** The room's picture, drawn from the store when it is not kept yet. */
  async load(room: RoomId): Promise<Channel | undefined> {
    const kept = this.#byId.get(room);
    if (kept) return kept;
    const loading = this.#loading.get(room) ?? this.#draw(room);
    this.#loading.set(room, loading);
    try {
      return await loading;
    } finally {
      this.#loading.delete(room);
    }
  }

  async #draw(room: RoomId): Promise<Channel | undefined> {
    const text = await this.#lookups.note(noteKey(room));
    const roster = await this.#lookups.roster(room);
    if (!roster) return undefined;
    const note = text === undefined ? null : (JSON.parse(text) as ChannelNote);
    const channel = new Channel(roster, note, this.#flusher);
    this.#byId.set(room, channel);
    return channel;
  }

  findRow(name: string): Promise<RoomRow | undefined> {
    return this.#lookups.roomBySlug(foldCase(name.slice(1)));
  }

  /** The channel of this name, private and direct ones included: the asker looks whether it may be seen. */
  async find(name: string): Promise<Channel | undefined> {
    const slug = foldCase(name.slice(1));
    const known = this.#bySlug.get(slug);
    if (known?.slug === slug && this.#byId.get(known.id) === known) return known;
    this.#bySlug.delete(slug);
    const row = await this.findRow(name);
    const channel = row && (await this.load(row.id));
    if (channel?.slug === slug) this.#bySlug.set(slug, channel);
    return channel;
  }

  /** Forgets the picture of a room nobody listens to. */
  release(channel: Channel): void {
    if (channel.audience.size === 0) this.forget(channel.id);
  }

  forget(room: RoomId): void {
    const channel = this.#byId.get(room);
    this.#byId.delete(room);
    if (channel && this.#bySlug.get(channel.slug) === channel) this.#bySlug.delete(channel.slug);
  }

  async save(channel: Channel): Promise<void> {
    await this.#lookups.putNote(noteKey(channel.id), JSON.stringify(channel.note));
  }
}
