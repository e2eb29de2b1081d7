import { afterAll, beforeAll, expect, test } from "bun:test";
import type { ClientId, CommandInputOf, RoomEvent, RoomId } from "@hearth/protocol";
import { createRandom, createText } from "@hearth/test-kit";
import { type Account, Client } from "./client.ts";
import { type Hearth, openHearth } from "./hearth.ts";
import { say } from "./world.ts";

const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
const writers = 8;
const rounds = Number(process.env["ROUNDS"] ?? 150);

let hearth: Hearth;
beforeAll(async () => {
  hearth = await openHearth();
});
afterAll(() => hearth.close());

/**
 * Someone on bad Wi-Fi: connections break at any moment, messages are sent twice, late and in any order. Keeps a
 * log of the room as a client does: live entries where they follow, a resume where they do not.
 */
class Wanderer {
  readonly account: Account;
  readonly room: RoomId;
  readonly log: RoomEvent[] = [];
  readonly wanted: CommandInputOf<"message.send">[] = [];
  readonly acked = new Set<ClientId>();
  readonly #random: () => number;
  /** What was posted and not answered yet. */
  readonly #posts = new Set<Promise<void>>();
  #client: Client | null = null;
  /** Frames of the present connection that were looked at. */
  #seen = 0;

  constructor(account: Account, room: RoomId, random: () => number) {
    this.account = account;
    this.room = room;
    this.#random = random;
  }

  get lastSeq(): number {
    return this.log.at(-1)?.seq ?? 0;
  }

  async step(): Promise<void> {
    const client = this.#client ?? (await this.#connect());
    const dice = this.#random();
    if (dice < 0.12) return this.#drop(client);
    if (dice < 0.7) this.#write(client);
    if (dice > 0.9) await this.#touch(client);
    await this.#read(client);
  }

  /** Says what was not acknowledged until all of it is. */
  async finish(): Promise<void> {
    const client = this.#client ?? (await this.#connect());
    for (const command of this.wanted) {
      if (this.acked.has(command.clientId as ClientId)) continue;
      await client.ask(command);
      this.acked.add(command.clientId as ClientId);
    }
  }

  /** Reads to the end of the log. What waits for the disk is not there yet, and reading does not wait for it. */
  async catchUp(): Promise<void> {
    await Promise.all(this.#posts);
    await this.#resume(this.#client ?? (await this.#connect()));
  }

  async leave(): Promise<void> {
    await this.#client?.leave();
  }

  async #connect(): Promise<Client> {
    this.#client = await Client.open(hearth.origin, this.account);
    this.#seen = 0;
    await this.#resume(this.#client);
    return this.#client;
  }

  #drop(client: Client): void {
    this.#client = null;
    // Sometimes a frame is still on its way.
    if (this.#random() < 0.5) this.#write(client);
    if (this.#random() < 0.5) client.socket.terminate();
    else client.socket.close();
    // Answers to these may never come.
    this.#posts.clear();
  }

  #write(client: Client): void {
    const text = createText(this.#random, `${this.account.name} ${this.wanted.length}`);
    this.wanted.push(say(this.room, text));
    const unsure = this.wanted.filter(({ clientId }) => !this.acked.has(clientId as ClientId));
    const shuffled = unsure.map((command) => ({ command, at: this.#random() })).sort((a, b) => a.at - b.at);
    for (const { command } of shuffled.slice(0, 4)) {
      for (let times = this.#random() < 0.3 ? 2 : 1; times > 0; times -= 1) this.#post(client, command);
    }
  }

  #post(client: Client, command: CommandInputOf<"message.send">): void {
    const id = client.post(command);
    const answered = client.inbox
      .first((frame) => frame.type === "ack" && frame.id === id)
      .then(
        () => void this.acked.add(command.clientId as ClientId),
        // The connection was gone before the answer: it will be asked again.
        () => undefined,
      );
    this.#posts.add(answered);
    void answered.then(() => this.#posts.delete(answered));
  }

  /** Edits or deletes something, or reacts to it: entries of every kind. */
  async #touch(client: Client): Promise<void> {
    const own = this.log.filter(
      (event) =>
        event.type === "message.sent" && "user" in event.author && event.author.user === this.account.id,
    );
    const target = own[Math.floor(this.#random() * own.length)];
    if (!target) return;
    const { room, seq } = target;
    const body = { kind: "text", text: `changed ${Math.floor(this.#random() * 1e6)}` } as const;
    const commands = [
      { type: "message.edit", room, seq, body },
      { type: "message.delete", room, seq },
      { type: "reaction.add", room, seq, emoji: "👍" },
    ];
    client.post(commands[Math.floor(this.#random() * 3)] ?? { type: "device.list" });
  }

  async #read(client: Client): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    const events = client.frames.slice(this.#seen) as RoomEvent[];
    this.#seen = client.frames.length;
    for (const event of events) {
      if (event.room !== this.room || event.seq === undefined || event.seq <= this.lastSeq) continue;
      if (event.seq > this.lastSeq + 1) return this.#resume(client);
      this.log.push(event);
    }
  }

  async #resume(client: Client): Promise<void> {
    const seen = client.frames.length;
    const resumed = await client.ask({ type: "log.resume", room: this.room, since: this.lastSeq });
    if (resumed.startOver)
      throw new Error(`fell too far behind for this test: from ${this.lastSeq} to ${resumed.page.uptoSeq}`);
    this.log.push(...resumed.events);
    // What came live meanwhile is above or below the end of the resume; the next reading tells.
    this.#seen = Math.min(this.#seen, seen);
  }
}

test(`[MSG4] [MSG6] clients that drop, repeat and reorder end with equal logs, each message once (seed ${seed})`, async () => {
  const random = createRandom(seed);
  const people: Wanderer[] = [];
  for (let index = 0; index < writers; index += 1) {
    const client = await hearth.enter(`Wanderer ${index}`);
    people.push(new Wanderer(client.account, client.home, createRandom(Math.floor(random() * 2 ** 32))));
    await client.leave();
  }
  // Nobody may fall so far behind that the server would have them start over.
  const gather = () => Promise.all(people.map((person) => person.catchUp()));
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(people.map((person) => person.step()));
    if (round % 10 === 9) await gather();
  }
  for (const person of people) {
    await person.finish();
    await gather();
  }

  const [first] = people;
  const sent = first?.log.filter((event) => event.type === "message.sent") ?? [];
  const places = (first?.log ?? []).map(({ seq }) => seq);
  expect(places).toEqual(places.map((_, index) => index + 1));
  // Bodies differ with the moment of reading: an edit or a deletion empties older copies.
  const outline = ({ log }: Wanderer) => log.map(({ seq, id, type, author }) => [seq, id, type, author]);
  for (const person of people) expect(outline(person)).toEqual(first ? outline(first) : []);
  const clientIds = sent.map((event) => (event.type === "message.sent" ? event.clientId : undefined));
  const wanted = people.flatMap((person) => person.wanted.map(({ clientId }) => clientId as ClientId));
  expect(clientIds.length).toBeGreaterThan(writers * 10);
  expect(clientIds.toSorted()).toEqual(wanted.toSorted());
  for (const person of people) await person.leave();
  expect(hearth.bugs).toEqual([]);
}, 600_000);
