import {
  type Attachment,
  type Message,
  Refusal,
  type RoomId,
  type RoomKind,
  type UserCard,
  type UserId,
} from "@hearth/protocol";
import { readStanding } from "../access/standing.ts";
import type { Files } from "../files/files.ts";
import type { Reads } from "../ports.ts";
import type { DeviceRow, RoomRow } from "../rows.ts";
import type { Lane } from "./lane.ts";
import { type ExportPart, readPart, type Span } from "./read-part.ts";

export interface ExportAsk extends Span {
  readonly room: RoomId;
  /** Under which its progress is asked for; chosen by whoever saves. */
  readonly id: string;
}

/** What a saved chat says about itself. */
export interface ExportHead extends Span {
  readonly community: { readonly id: string; readonly name: string };
  readonly room: {
    readonly id: RoomId;
    readonly kind: RoomKind;
    readonly title: string;
    readonly topic: string;
  };
  /** Of a direct chat: everyone in it. */
  readonly people: readonly UserCard[];
  readonly savedBy: UserCard;
  readonly savedAtMs: number;
}

export interface ExportProgress {
  readonly state: "running" | "done" | "failed";
  /** Messages that stand, given out so far. */
  readonly messages: number;
  /** Of the room's log, 0 to 1. */
  readonly share: number;
}

export interface ExportParts {
  readonly store: Reads;
  readonly lane: Lane;
  readonly head: ExportHead;
  readonly room: RoomRow;
  readonly device: DeviceRow;
  readonly asked: ExportAsk;
  readonly files: Pick<Files, "open">;
  readonly onClosed: () => void;
}

/** A picture whose bytes can stand in the file. */
export interface Picture {
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** Larger pictures are saved in their small form. */
const maxPictureBytes = 2 * 1024 ** 2;

/** A chat that is being saved. Whoever opened it closes it. */
export class Export {
  readonly #parts: ExportParts;
  #progress: ExportProgress = { state: "running", messages: 0, share: 0 };
  #isClosed = false;

  constructor(parts: ExportParts) {
    this.#parts = parts;
  }

  get head(): ExportHead {
    return this.#parts.head;
  }
  get user(): UserId {
    return this.#parts.device.user;
  }
  get progress(): ExportProgress {
    return this.#progress;
  }
  get isClosed(): boolean {
    return this.#isClosed;
  }

  /** The log as far as it went when it was opened. Throws `Refusal` once the reader may not read it any more. */
  async *read(): AsyncGenerator<ExportPart, void> {
    const { store, lane, room, device, asked } = this.#parts;
    const first = room.firstSeq - 1;
    const until = room.lastSeq;
    for (let since = first; since < until; ) {
      const part = await lane.run(async () => {
        await needReader(store, device, room.id);
        return readPart(store, room, { since, until, span: asked });
      });
      since = part.upto;
      const messages = this.#progress.messages + countStanding(part);
      this.#progress = { state: "running", messages, share: (since - first) / (until - first) };
      if (part.entries.length > 0) yield part;
    }
    this.#progress = { ...this.#progress, state: "done", share: 1 };
  }

  /** A picture of a message, whole or small; `null` when it is gone, or too large without a small form. */
  async readPicture({ room, seq }: Message, attachment: Attachment): Promise<Picture | null> {
    const { file, thumbnail, type, bytes } = attachment;
    const n = bytes <= maxPictureBytes ? file : thumbnail;
    if (n === undefined) return null;
    try {
      const opened = await this.#parts.files.open(this.user, room, seq, n);
      const whole = await new Response(opened.read(0, opened.bytes)).arrayBuffer();
      return { type: n === file ? type : (opened.type ?? type), bytes: new Uint8Array(whole) };
    } catch (error) {
      if (error instanceof Refusal && error.reason === "file_missing") return null;
      throw error;
    }
  }

  /** However far it came. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#progress.state !== "done") this.#progress = { ...this.#progress, state: "failed" };
    this.#parts.onClosed();
  }
}

/** Refuses whoever logged out, was removed, or never was there. */
export async function needReader(store: Reads, device: DeviceRow, id: RoomId): Promise<RoomRow> {
  if (!(await store.get("devices", device.id))) throw new Refusal("sign_in_needed");
  const { room, role } = await readStanding(store, id, { user: device.user });
  if (!role) throw new Refusal("member_missing");
  return room;
}

function countStanding({ entries }: ExportPart): number {
  return entries.filter((entry) => entry.type === "message" && entry.message.body !== null).length;
}
