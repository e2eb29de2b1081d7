import {
  type ClientId,
  formatFilePath,
  protocolVersion,
  type RoomId,
  type ServerFrame,
} from "@hearth/protocol";

const pauseMs = 20;

/** Someone who writes a message, waits for its answer, and notes how long that took. */
export class ChatClock {
  readonly #socket: WebSocket;
  readonly #waiting = new Map<number, (frame: ServerFrame) => void>();
  #room: RoomId | null = null;
  #nextId = 1;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** Connects with a device's secret, says hello and goes to the home room. */
  static async open(origin: string, secret: string): Promise<ChatClock> {
    const headers = { authorization: `Bearer ${secret}` };
    const socket = new WebSocket(`${origin.replace("http", "ws")}/socket`, { headers } as never);
    const clock = new ChatClock(socket);
    await new Promise((resolve, reject) => {
      socket.addEventListener("open", resolve);
      socket.addEventListener("error", reject);
    });
    const welcome = new Promise<void>((resolve) => {
      socket.addEventListener("message", ({ data }) => clock.#take(JSON.parse(String(data)), resolve));
    });
    socket.send(JSON.stringify({ type: "hello", version: protocolVersion, client: "bench" }));
    await welcome;
    return clock;
  }

  close(): void {
    this.#socket.close();
  }

  /** How long each answer took, milliseconds. */
  measureUntilStopped(): { stop(): Promise<number[]> } {
    let isWanted = true;
    const tookMs: number[] = [];
    const work = (async () => {
      while (isWanted) {
        const startedAtMs = performance.now();
        await this.#send({ body: { kind: "text", text: "How long does this take?" } });
        tookMs.push(performance.now() - startedAtMs);
        await Bun.sleep(pauseMs);
      }
    })();
    return {
      async stop() {
        isWanted = false;
        await work;
        return tookMs;
      },
    };
  }

  /** Sends an upload as a message; gives the file's path. */
  async sendFile(upload: string, bytes: number): Promise<string> {
    const attachment = { file: 1, name: "noise.bin", type: "application/octet-stream", bytes };
    const body = { kind: "text", text: "", attachments: [attachment] };
    const { event } = await this.#send({ body, files: [upload] });
    return formatFilePath(event.room, event.seq, 1);
  }

  async #send(more: object): Promise<{ readonly event: { readonly room: RoomId; readonly seq: number } }> {
    const id = this.#nextId++;
    const clientId = `bench-${crypto.randomUUID()}` as ClientId;
    const answer = new Promise<ServerFrame>((resolve) => this.#waiting.set(id, resolve));
    this.#socket.send(JSON.stringify({ id, type: "message.send", room: this.#room, clientId, ...more }));
    const frame = await answer;
    if (!("result" in frame)) throw new Error(JSON.stringify(frame));
    return frame.result as never;
  }

  #take(frame: ServerFrame, onWelcome: () => void): void {
    if (frame.type === "welcome") {
      this.#room = frame.rooms[0]?.id ?? null;
      onWelcome();
    } else if ("id" in frame && typeof frame.id === "number") {
      this.#waiting.get(frame.id)?.(frame);
      this.#waiting.delete(frame.id);
    }
  }
}
