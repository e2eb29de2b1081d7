import type { RoomId } from "@hearth/protocol";
import { ignored, type Wire } from "./wire.ts";

const onEveryMs = 3_000;
const offAfterMs = 6_000;

/** Tells the host that I am typing, seldom enough, and that I stopped. */
export class MyTyping {
  readonly #wire: Wire;
  readonly #rooms = new Map<RoomId, { readonly toldAtMs: number; readonly cancelOff: () => void }>();

  constructor(wire: Wire) {
    this.#wire = wire;
  }

  note(room: RoomId): void {
    const nowMs = this.#wire.clock.now();
    const known = this.#rooms.get(room);
    known?.cancelOff();
    const isDue = !known || Math.abs(nowMs - known.toldAtMs) >= onEveryMs;
    if (isDue) this.#tell(room, true);
    const cancelOff = this.#wire.clock.setTimer(() => this.#stop(room), offAfterMs);
    this.#rooms.set(room, { toldAtMs: isDue ? nowMs : known.toldAtMs, cancelOff });
  }

  /** The message is sent: the host ends the typing itself. */
  end(room: RoomId): void {
    this.#rooms.get(room)?.cancelOff();
    this.#rooms.delete(room);
  }

  #stop(room: RoomId): void {
    this.#rooms.delete(room);
    this.#tell(room, false);
  }

  #tell(room: RoomId, on: boolean): void {
    this.#wire.request({ type: "typing.set", room, on }, ignored);
  }
}
