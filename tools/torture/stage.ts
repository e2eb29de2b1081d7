import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RoomId } from "@hearth/protocol";
import { createText, type ServerProcess, startServer } from "@hearth/test-kit";
import { type Account, Client, takeName } from "../../apps/server/test/client.ts";
import { type BadNetwork, openBadNetwork } from "./bad-network.ts";
import { cutPower, keepImage } from "./disk-image.ts";
import { compileFaults, Faults } from "./faults.ts";
import type { Plan, Round } from "./plan.ts";
import { Talker } from "./talker.ts";

const args = ["--no-limits-messages", "--no-limits-logins", "--no-limits-connections", "--log", "error"];

const flushWithinMs = 2_000;
const startWithinMs = 60_000;

/** A server on a machine that fails, the people who talk through it, and a bad network between some of them. */
export class Stage {
  readonly dir = mkdtempSync(join(tmpdir(), "hearth-torture-"));
  readonly dataDir = join(this.dir, "data");
  readonly faults: Faults;
  readonly talkers: Talker[] = [];
  readonly crowd: Account[] = [];
  mostMemoryBytes = 0;
  lostWrites = 0;
  readonly #imageDir = mkdtempSync(join(this.dir, "image-"));
  readonly #random: () => number;
  #network: BadNetwork | null = null;
  #server: ServerProcess | null = null;
  #lastOrigin = "";

  private constructor(library: string, random: () => number) {
    this.#random = random;
    this.faults = new Faults(library, join(this.dir, "faults"));
  }

  static async open(plan: Plan, random: () => number): Promise<Stage> {
    const library = join(mkdtempSync(join(tmpdir(), "hearth-faults-")), "faults.so");
    await compileFaults(library);
    const stage = new Stage(library, random);
    stage.#network = await openBadNetwork(() => stage.port, random);
    await stage.start(false);
    await stage.#invite(plan);
    await stage.server.stop();
    return stage;
  }

  get server(): ServerProcess {
    if (!this.#server) throw new Error("no server was started");
    return this.#server;
  }
  get port(): number {
    return Number(new URL(this.#lastOrigin).port);
  }
  get network(): BadNetwork {
    if (!this.#network) throw new Error("there is no network");
    return this.#network;
  }
  get acked(): number {
    return this.talkers.reduce((sum, { acked }) => sum + acked, 0);
  }

  async start(isPowerCut: boolean): Promise<void> {
    if (isPowerCut) keepImage(this.dataDir, this.#imageDir);
    this.faults.setLogging(isPowerCut);
    const { within } = this.faults;
    const started = startServer({ dataDir: this.dataDir, args, within: () => within, stderr: "ignore" });
    this.#server = await inTime("the server's start", started, startWithinMs);
    this.#lastOrigin = this.#server.origin;
  }

  /** Every second one comes through the bad network. */
  gather(): void {
    for (const talker of this.talkers)
      talker.come(() => (talker.index % 2 === 0 ? this.port : this.network.port));
  }
  scatter(): void {
    for (const talker of this.talkers) talker.leave();
  }

  async end({ end }: Round): Promise<void> {
    this.sampleMemory();
    if (end === "power cut" && this.#random() < 0.5) await this.#endAtFlush();
    await this.server.kill();
    if (end === "kill") return;
    const options = { dataDir: this.dataDir, imageDir: this.#imageDir, logPath: this.faults.logPath };
    this.lostWrites += cutPower({ ...options, random: this.#random });
  }

  /** While people talk, the next flush is near. */
  async #endAtFlush(): Promise<void> {
    this.faults.setEndsAtFlush(true);
    await Promise.race([this.server.process.exited, Bun.sleep(flushWithinMs)]);
    this.faults.setEndsAtFlush(false);
  }

  sampleMemory(): void {
    const status = readFileSync(`/proc/${this.server.process.pid}/status`, "utf8");
    const bytes = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
    this.mostMemoryBytes = Math.max(this.mostMemoryBytes, bytes);
  }

  async close(): Promise<void> {
    if (this.#server?.process.exitCode === null) await this.#server.kill();
    this.scatter();
    this.network.close();
    this.faults.close();
    rmSync(this.dir, { recursive: true, force: true });
  }

  async #invite({ talkers, rooms, crowd }: Plan): Promise<void> {
    const { origin } = this.server;
    const ids: RoomId[] = [];
    for (let index = 0; index < talkers; index += 1) {
      const account = await takeName(origin, `Talker ${index}`);
      const client = await Client.open(origin, account);
      const room = ids[index % rooms];
      if (room) await client.ask({ type: "room.join", room });
      const own = room ?? (await createRoom(client, `Room ${index}`));
      if (!room) ids.push(own);
      await client.leave();
      this.talkers.push(new Talker(index, account, own, (bytes) => this.#write(bytes, index)));
    }
    for (let index = 0; index < crowd; index += 1) this.crowd.push(await takeName(origin, `Crowd ${index}`));
  }

  #write(bytes: number, index: number): string {
    const text = createText(this.#random, String(index));
    return text.length < bytes ? text.padEnd(bytes, ".") : text;
  }
}

async function inTime<T>(what: string, promise: Promise<T>, withinMs: number): Promise<T> {
  const late = Bun.sleep(withinMs).then((): never => {
    throw new Error(`${what} took longer than ${withinMs / 1000} s`);
  });
  return await Promise.race([promise, late]);
}

async function createRoom(client: Client, title: string): Promise<RoomId> {
  const { room } = await client.ask({ type: "room.create", kind: "public", title, topic: "" });
  return room.id;
}
