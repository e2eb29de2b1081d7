import type { RoomId, Seq } from "@hearth/protocol";
import type { RoomTimeline } from "./timeline.ts";

/** Timelines nobody looks at that are kept, in case their room is opened again. */
const mostKept = 8;

interface Shelved {
  readonly room: RoomId;
  readonly timeline: RoomTimeline;
  uses: number;
}

/** The timelines that are open, each once however many look at it, and the last few that were. */
export class Shelf {
  /** Insertion order is the order of the last use. */
  readonly #all = new Map<string, Shelved>();

  open(
    room: RoomId,
    threadRoot: Seq | null,
    newLineSeq: Seq | null,
    create: () => RoomTimeline,
  ): RoomTimeline {
    const key = keyOf(room, threadRoot);
    const shelved = this.#all.get(key) ?? { room, timeline: create(), uses: 0 };
    this.#all.delete(key);
    this.#all.set(key, shelved);
    shelved.uses += 1;
    if (shelved.uses === 1) shelved.timeline.open(newLineSeq);
    return shelved.timeline;
  }

  /** Ends one use; of a timeline whose room is gone nothing is left to end. */
  close(timeline: RoomTimeline): void {
    const shelved = [...this.#all.values()].find((one) => one.timeline === timeline);
    if (!shelved || shelved.uses === 0) return;
    shelved.uses -= 1;
    if (shelved.uses === 0) timeline.rest();
    this.#clear();
  }

  /** There is a connection again. */
  reopen(): void {
    for (const { timeline, uses } of this.#all.values()) if (uses > 0) timeline.reopen();
  }

  /** A room is gone, and its timelines with it. */
  drop(room: RoomId): void {
    for (const [key, shelved] of this.#all) {
      if (shelved.room !== room) continue;
      shelved.timeline.fail();
      this.#all.delete(key);
    }
  }

  #clear(): void {
    const kept = [...this.#all].filter(([, { uses }]) => uses === 0);
    for (const [key] of kept.slice(0, -mostKept)) this.#all.delete(key);
  }
}

function keyOf(room: RoomId, threadRoot: Seq | null): string {
  return threadRoot === null ? room : `${room}/${threadRoot}`;
}
