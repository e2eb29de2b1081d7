import { Refusal, type UserId } from "@hearth/protocol";
import type { Core } from "../core.ts";
import type { DeviceRow, RoomRow } from "../rows.ts";
import { cardOf } from "../users/changes.ts";
import { lookUpCards } from "../users/read-cards.ts";
import { Export, type ExportAsk, type ExportHead, type ExportProgress, needReader } from "./export.ts";
import { Lane } from "./lane.ts";

/** Chats one person saves at the same time. */
const maxRunning = 2;
/** How long it is known how a save ended. */
const keptMs = 60_000;

/** Everything that is being saved now, and what was a moment ago. */
export class Exports {
  readonly #core: Core;
  readonly #exports = new Map<string, Export>();
  readonly #lane: Lane;

  constructor(core: Core) {
    this.#core = core;
    this.#lane = new Lane(core.parts.clock);
  }

  /** Would this be given now? Refuses what `open` refuses, the rate excepted. */
  async check(device: DeviceRow, { room, id }: ExportAsk): Promise<void> {
    await needReader(this.#core.parts.store, device, room);
    this.#needPlace(device.user, keyOf(device.user, id));
  }

  /** Refuses what reading the room refuses, `export_running` and `too_fast`. */
  async open(device: DeviceRow, asked: ExportAsk): Promise<Export> {
    const { store } = this.#core.parts;
    const room = await needReader(store, device, asked.room);
    const head = await this.#readHead(room, device, asked);
    const key = keyOf(device.user, asked.id);
    this.#needPlace(device.user, key);
    this.#core.ledger.take("exports", device.user);
    const onClosed = () => this.#forgetLater(key, opened);
    const { files } = this.#core;
    const opened = new Export({ store, files, lane: this.#lane, head, room, device, asked, onClosed });
    this.#exports.set(key, opened);
    return opened;
  }

  /** How a save of this person stands; `undefined` when none of that id is known. */
  progress(user: UserId, id: string): ExportProgress | undefined {
    return this.#exports.get(keyOf(user, id))?.progress;
  }

  #needPlace(user: UserId, key: string): void {
    const running = [...this.#exports.values()].filter((other) => other.user === user && !other.isClosed);
    if (running.length >= maxRunning || this.#exports.get(key)?.isClosed === false)
      throw new Refusal("export_running", { max: maxRunning });
  }

  #forgetLater(key: string, ended: Export): void {
    this.#core.parts.clock.setTimer(() => {
      if (this.#exports.get(key) === ended) this.#exports.delete(key);
    }, keptMs);
  }

  async #readHead(room: RoomRow, { user }: DeviceRow, { fromMs, toMs }: ExportAsk): Promise<ExportHead> {
    const { store, clock, community } = this.#core.parts;
    const { id, kind, title, topic } = room;
    const reader = await store.get("users", user);
    if (!reader) throw new Refusal("sign_in_needed");
    return {
      community: { id: community.id, name: community.name },
      room: { id, kind, title, topic },
      people: kind === "direct" ? await lookUpCards(store, await store.memberIds(id)) : [],
      savedBy: cardOf(reader),
      savedAtMs: clock.now(),
      fromMs,
      toMs,
    };
  }
}

function keyOf(user: UserId, id: string): string {
  return `${user}/${id}`;
}
