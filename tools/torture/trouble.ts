import type { ServerFrame } from "@hearth/protocol";
import { type Account, Client } from "../../apps/server/test/client.ts";
import { RawSocket } from "../../apps/server/test/raw-socket.ts";
import type { Stage } from "./stage.ts";

const slowReaders = 3;
const hourMs = 3_600_000;

/** Everyone of the crowd at once; resolves when all were welcomed. */
export async function comeAllAtOnce({ crowd, server }: Stage): Promise<void> {
  const clients = await Promise.all(crowd.map((account) => Client.open(server.origin, account)));
  for (const client of clients) client.socket.close();
}

/** The disk is full until some were told so, then it has room again. */
export async function fillDisk({ faults, talkers }: Stage, wait: Wait): Promise<void> {
  const refused = (): number => talkers.reduce((sum, one) => sum + one.refused, 0);
  const before = refused();
  faults.setDiskFull(true);
  await wait("somebody hears that the disk is full", () => refused() > before);
  faults.setDiskFull(false);
}

/** Hours forward or back, while people talk. */
export function jumpClock({ faults }: Stage, random: () => number): void {
  faults.setClockAhead(Math.round((random() * 12 - 6) * hourMs));
}

/** Waits until something holds, and fails with its name when it does not for long. */
export type Wait = (what: string, isSo: () => boolean) => Promise<void>;

/** Readers that stop reading; `check` throws when one of them was sent a room's entries with a gap. */
export class SlowReaders {
  readonly #sockets: RawSocket[] = [];

  static async open(stage: Stage): Promise<SlowReaders> {
    const readers = new SlowReaders();
    for (const { account } of stage.talkers.slice(0, slowReaders)) await readers.#add(stage.port, account);
    return readers;
  }

  async #add(port: number, { secret }: Account): Promise<void> {
    const socket = new RawSocket(port, { Authorization: `Bearer ${secret}` });
    await socket.head;
    socket.sendText(JSON.stringify({ type: "hello", version: 1, client: "slow" }));
    await socket.frames.first(({ payload }) => payload.includes('"welcome"'));
    socket.pause();
    this.#sockets.push(socket);
  }

  /** Reads what waits for them, after the server is gone. */
  async check(): Promise<void> {
    for (const socket of this.#sockets) socket.resume();
    await Promise.all(this.#sockets.map(({ closed }) => closed));
    for (const { frames } of this.#sockets) {
      const last = new Map<string, number>();
      for (const { opcode, payload } of frames.all) {
        const frame = opcode === 1 ? (JSON.parse(payload.toString()) as ServerFrame) : null;
        if (frame?.type !== "message.sent") continue;
        const before = last.get(frame.room);
        if (before !== undefined && frame.seq !== before + 1) throw new Error("a slow reader saw a gap");
        last.set(frame.room, frame.seq);
      }
    }
  }
}
