import {
  type Client,
  createAccount,
  createClient,
  createMemoryOutboxStore,
  type Pending,
  type SocketLike,
} from "@hearth/client";
import type { ClientId, RoomId } from "@hearth/protocol";
import { effect } from "@preact/signals-core";

/** Somebody at a `packages/client` of their own, whose connection can be cut. */
export class Talker {
  readonly name: string;
  readonly client: Client;
  /** Tags of messages that left the outbox because the host has them. */
  readonly acknowledged = new Set<string>();
  readonly #tags = new Map<ClientId, string>();
  readonly #sockets: Set<Cuttable>;

  private constructor(name: string, client: Client, sockets: Set<Cuttable>) {
    this.name = name;
    this.client = client;
    this.#sockets = sockets;
    effect(() => this.#note(client.outbox.value));
  }

  static async join(origin: string, name: string, random: () => number): Promise<Talker> {
    const { secret } = await createAccount({ origin, fetch }).join(name);
    return Talker.open(origin, name, secret ?? "", random);
  }

  /** One more device's connection, with a secret that exists: a browser's cookie, for one. */
  static async open(origin: string, name: string, secret: string, random: () => number): Promise<Talker> {
    const sockets = new Set<Cuttable>();
    const client = createClient({
      origin,
      openSocket: (url) => openSocket(url, secret, sockets),
      clientLabel: "main job",
      clock: { now: () => Date.now(), setTimer: startTimer },
      random,
      newClientId: () => crypto.randomUUID() as string as ClientId,
      store: createMemoryOutboxStore(),
    });
    const talker = new Talker(name, client, sockets);
    await until(() => client.status.value.phase === "live");
    return talker;
  }

  say(room: RoomId, text: string, tag: string): void {
    this.#tags.set(this.client.send(room, { kind: "text", text }), tag);
  }

  /** The Wi-Fi is gone for a moment; the client comes back by itself. */
  cut(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  /** Nothing waits any more and the connection stands. */
  async settle(): Promise<void> {
    await until(() => this.client.status.value.phase === "live" && this.client.outbox.value.length === 0);
  }

  /** The texts on this person's screen: every row of the room, from the first to the last. */
  async readRows(room: RoomId): Promise<string[]> {
    const timeline = this.client.room(room)?.timeline();
    if (!timeline) throw new Error(`${this.name} is not in ${room}`);
    await until(() => timeline.phase.value === "live");
    await timeline.jumpToEnd();
    const texts = new Map<number, string>();
    // A long room does not stay in memory whole: what is scrolled past is noted on the way.
    do {
      for (const row of timeline.rows.value) {
        if (row.kind === "message" && row.message.body?.kind === "text")
          texts.set(row.seq, row.message.body.text);
      }
    } while (await timeline.loadBefore());
    timeline.close();
    return [...texts].sort(([a], [b]) => a - b).map(([, text]) => text);
  }

  close(): void {
    this.client.close();
  }

  #note(outbox: readonly Pending[]): void {
    const waiting = new Set(outbox.map(({ clientId }) => clientId));
    for (const [clientId, tag] of this.#tags) {
      if (waiting.has(clientId)) continue;
      this.acknowledged.add(tag);
      this.#tags.delete(clientId);
    }
  }
}

/** Bun's socket takes headers and can be torn; where the page's types are loaded, too, theirs hide that. */
type Cuttable = SocketLike & { terminate(): void };
const HeaderSocket = WebSocket as unknown as new (
  url: string,
  options: { readonly headers: Readonly<Record<string, string>> },
) => Cuttable;

function openSocket(url: string, secret: string, sockets: Set<Cuttable>): SocketLike {
  const socket = new HeaderSocket(url, { headers: { authorization: `Bearer ${secret}` } });
  sockets.add(socket);
  socket.addEventListener("close", () => sockets.delete(socket));
  return socket;
}

function startTimer(run: () => void, ms: number): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}

/** Resolves when `isSo` holds; it reads signals and is asked again whenever one of them changes. */
export function until(isSo: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    let stop: (() => void) | null = null;
    let done = false;
    stop = effect(() => {
      if (done || !isSo()) return;
      done = true;
      resolve();
      queueMicrotask(() => stop?.());
    });
  });
}
