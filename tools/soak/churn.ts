import type { RoomId } from "@hearth/protocol";
import { createText } from "@hearth/test-kit";
import { type Account, Client, takeName } from "../../apps/server/test/client.ts";

const people = 40;

type Random = () => number;

/** Counts of what was done. */
export type Steps = Record<string, number>;

/** Everyone at once comes, does a few things and goes, again and again; tells how long each message took. */
export async function churn(
  origin: string,
  random: Random,
  forMs: number,
  tellLatency: (ms: number) => void,
): Promise<Steps> {
  const endAtMs = performance.now() + forMs;
  const steps: Steps = {};
  const count = (what: string): void => {
    steps[what] = (steps[what] ?? 0) + 1;
  };
  const accounts: Account[] = [];
  for (let index = 0; index < people; index += 1) accounts.push(await takeName(origin, `Soaker ${index}`));
  const live = async (account: Account): Promise<void> => {
    while (performance.now() < endAtMs) {
      const visit = new Visit(await Client.open(origin, account), random, count, tellLatency);
      count("connection");
      await visit.spend();
    }
  };
  await Promise.all(accounts.map(live));
  return steps;
}

/** One stay of one person. */
class Visit {
  readonly #client: Client;
  readonly #random: Random;
  readonly #count: (what: string) => void;
  readonly #tellLatency: (ms: number) => void;

  constructor(
    client: Client,
    random: Random,
    count: (what: string) => void,
    tellLatency: (ms: number) => void,
  ) {
    this.#client = client;
    this.#random = random;
    this.#count = count;
    this.#tellLatency = tellLatency;
  }

  async spend(): Promise<void> {
    for (let step = 5 + Math.floor(this.#random() * 20); step > 0; step -= 1) await this.#step();
    if (this.#random() < 0.5) await this.#client.leave();
    else this.#client.socket.terminate();
  }

  #step(): Promise<unknown> {
    const dice = this.#random();
    if (dice < 0.03) return this.#turnOverRoom();
    if (dice < 0.1) return this.#client.ask({ type: "presence.watch", rooms: [this.#client.home] });
    if (dice < 0.2) return this.#client.ask({ type: "typing.set", room: this.#client.home, on: true });
    if (dice < 0.3) return this.#client.ask({ type: "history.page", room: this.#client.home, limit: 50 });
    return this.#writeAndErase();
  }

  /** Opens a room, says something in it and deletes it. */
  async #turnOverRoom(): Promise<void> {
    const title = `Soak ${Math.floor(this.#random() * 1e9)}`;
    const { room } = await this.#client.ask({ type: "room.create", kind: "public", title, topic: "" });
    await this.#write(room.id);
    await this.#client.ask({ type: "room.delete", room: room.id });
    this.#count("room");
  }

  async #writeAndErase(): Promise<void> {
    const room = this.#client.home;
    const seq = await this.#write(room);
    if (this.#random() < 0.3) {
      const text = createText(this.#random, "edited");
      await this.#client.ask({ type: "message.edit", room, seq, body: { kind: "text", text } });
    }
    if (this.#random() < 0.3) await this.#client.ask({ type: "message.delete", room, seq });
  }

  async #write(room: RoomId): Promise<number> {
    const startedAtMs = performance.now();
    const body = { kind: "text", text: createText(this.#random, "soak") } as const;
    const clientId = crypto.randomUUID();
    const { event } = await this.#client.ask({ type: "message.send", room, clientId, body });
    this.#tellLatency(performance.now() - startedAtMs);
    this.#count("message");
    return event.seq;
  }
}
