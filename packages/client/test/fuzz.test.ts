import { expect, test } from "bun:test";
import type { ClientId, Message, RoomId, Seq, UserCard } from "@hearth/protocol";
import { createClient } from "../src/client.ts";
import type { Client, Timeline } from "../src/contract.ts";
import { createMemoryOutboxStore } from "../src/outbox-store.ts";
import type { OutboxStore } from "../src/ports.ts";
import { arjun, biology, garden, kavitha, mateus, text } from "./cast.ts";
import { FakeClock, settle } from "./fake-clock.ts";
import { HandSocket } from "./hand-socket.ts";
import { type ModelConnection, ModelHost } from "./model-host.ts";
import { markMine } from "./model-room.ts";
import { Chance } from "./random.ts";

const rooms = [biology, garden];
const emoji = ["👍", "❤️"];

/** A device of somebody: a client, what it keeps across reloads, and its way to the host. */
class Device {
  readonly user: UserCard;
  readonly store: OutboxStore = createMemoryOutboxStore();
  readonly sent: { readonly room: RoomId; readonly clientId: ClientId }[] = [];
  readonly open = new Map<RoomId, Timeline>();
  client: Client;
  connection: ModelConnection | null = null;
  readonly #story: Story;
  readonly #name: string;

  constructor(story: Story, user: UserCard, name: string) {
    this.#story = story;
    this.user = user;
    this.#name = name;
    this.client = this.#start();
  }

  /** The page is loaded anew: only the store is left. */
  reload(): void {
    this.client.close();
    this.drop();
    this.open.clear();
    this.client = this.#start();
  }

  drop(): void {
    if (!this.connection) return;
    this.#story.host.connections.delete(this.connection);
    const { socket } = this.connection;
    this.connection = null;
    socket.drop();
  }

  #start(): Client {
    const { clock, chance } = this.#story;
    return createClient({
      origin: "http://127.0.0.1:4327",
      openSocket: (url) => this.#openSocket(url),
      clientLabel: this.#name,
      clock,
      random: () => chance.next(),
      newClientId: () => `${this.#name}-${this.#story.nextNumber()}` as ClientId,
      store: this.store,
    });
  }

  #openSocket(url: string): HandSocket {
    const socket = new HandSocket(url);
    queueMicrotask(() => {
      if (!socket.isClosed) this.connection = this.#story.host.accept(socket, this.user);
    });
    return socket;
  }
}

/** Some people, a rough network, and what they do. */
class Story {
  readonly chance: Chance;
  readonly clock = new FakeClock();
  readonly host: ModelHost;
  readonly devices: Device[];
  #number = 0;

  constructor(seed: number) {
    this.chance = new Chance(seed);
    this.host = new ModelHost(rooms, this.chance);
    for (const room of this.host.rooms.values())
      for (const user of [kavitha, arjun, mateus]) this.host.join(room, user);
    this.devices = [
      new Device(this, kavitha, "kavitha-phone"),
      new Device(this, arjun, "arjun-phone"),
      new Device(this, arjun, "arjun-laptop"),
      new Device(this, mateus, "mateus-board"),
    ];
  }

  nextNumber(): number {
    this.#number += 1;
    return this.#number;
  }

  async run(steps: number): Promise<void> {
    for (let step = 0; step < steps; step += 1) {
      const device = this.chance.pick(this.devices) as Device;
      if (this.chance.once(60)) device.drop();
      else if (this.chance.once(150)) device.reload();
      else if (this.chance.once(6)) await this.clock.advance(this.chance.below(1_500));
      else if (this.chance.once(2)) this.#move();
      else this.#act(device);
      await settle();
    }
  }

  /** The weather clears; everything that is still to come comes. */
  async rest(): Promise<void> {
    this.host.weather.isRough = false;
    for (let round = 0; round < 12; round += 1) {
      if (round === 8) this.#sayLastWords();
      await this.#drain();
      await this.clock.advance(2_500);
      for (const { socket } of this.host.connections)
        socket.deliver({ type: "ping", serverTimeMs: this.clock.now() });
    }
  }

  /** A gap at the very end shows only with the next entry. */
  #sayLastWords(): void {
    for (const room of this.host.rooms.values()) {
      this.host.append(room, { type: "topic.changed", author: { user: kavitha.id }, topic: "Good night" });
    }
    for (const { user } of this.devices) this.host.tell(user.id, { type: "devices.changed" });
  }

  async #drain(): Promise<void> {
    for (let isMoving = true; isMoving; ) {
      isMoving = false;
      for (const connection of this.host.connections) {
        if (!connection.hasWork) continue;
        isMoving = true;
        this.host.step(connection);
        await settle();
      }
    }
  }

  #move(): void {
    const busy = [...this.host.connections].filter(({ hasWork }) => hasWork);
    const connection = this.chance.pick(busy);
    if (connection)
      for (let n = this.chance.below(6); n >= 0 && connection.hasWork; n -= 1) this.host.step(connection);
  }

  #act(device: Device): void {
    const { client } = device;
    const room = this.chance.pick(rooms) as RoomId;
    const ignore = () => undefined;
    switch (this.chance.below(12)) {
      case 0:
      case 1:
      case 2:
        return this.#send(device, room);
      case 3:
        return this.#open(device, room);
      case 4:
        device.open.get(room)?.close();
        device.open.delete(room);
        return;
      case 5:
        return this.#scroll(device.open.get(room));
      case 6:
        client.markRead(room, 1 + this.chance.below(this.host.rooms.get(room)?.lastSeq ?? 1));
        return;
      case 7:
        if (!this.chance.once(6)) return;
        if (client.room(room)) void client.ask({ type: "room.leave", room }).catch(ignore);
        else void client.ask({ type: "room.join", room }).catch(ignore);
        return;
      default:
        return this.#change(device, room);
    }
  }

  #send(device: Device, room: RoomId): void {
    if (!device.client.me.value || !device.client.room(room)) return;
    const root = this.chance.once(3) ? this.#someMessage(room) : undefined;
    const also = this.chance.once(3) ? { alsoInRoom: true as const } : {};
    const thread = root && root.threadRoot === undefined ? { threadRoot: root.seq, ...also } : {};
    const clientId = device.client.send(room, text(`words ${this.nextNumber()}`), thread);
    device.sent.push({ room, clientId });
  }

  #open(device: Device, room: RoomId): void {
    const isOpen = device.open.get(room)?.phase.value === "live";
    const timeline = isOpen ? undefined : device.client.room(room)?.timeline();
    if (timeline) device.open.set(room, timeline);
  }

  #scroll(timeline: Timeline | undefined): void {
    const seq = timeline?.rows.value.find(({ kind }) => kind === "message");
    switch (this.chance.below(5)) {
      case 0:
        return void timeline?.loadBefore();
      case 1:
        return void timeline?.loadAfter();
      case 2:
        return void timeline?.loadAround(1 + this.chance.below(40));
      case 3:
        return timeline?.keepNear(seq?.kind === "message" && this.chance.once(2) ? seq.seq : null);
      default:
        return void timeline?.jumpToEnd();
    }
  }

  #change({ client }: Device, room: RoomId): void {
    const seq = this.#someMessage(room)?.seq;
    if (seq === undefined) return;
    const body = text(`edited ${this.nextNumber()}`);
    const sign = this.chance.pick(emoji) as string;
    const commands = [
      { type: "message.edit", room, seq, body },
      { type: "reaction.add", room, seq, emoji: sign },
      { type: "reaction.add", room, seq, emoji: sign },
      { type: "reaction.remove", room, seq, emoji: sign },
      { type: "message.pin", room, seq },
      { type: "message.unpin", room, seq },
      { type: "message.delete", room, seq },
    ] as const;
    const command = this.chance.pick(commands);
    if (command) void client.ask(command).catch(() => undefined);
  }

  #someMessage(room: RoomId): Message | undefined {
    return this.chance.pick([...(this.host.rooms.get(room)?.messages().values() ?? [])]);
  }

  /** Lets everything arrive that a timeline asks for. */
  async reach(done: Promise<boolean>): Promise<boolean> {
    await this.#drain();
    return done;
  }
}

/**
 * Chance may sort reactions by who came first; a screen keeps them where they were. Who answered first in a thread is
 * known to the host alone once a reply is deleted.
 */
function normalize({ reactions, thread, ...message }: Message): Message {
  const sorted = reactions && [...reactions].sort((a, b) => (a.emoji < b.emoji ? -1 : 1));
  const { people: _, ...counted } = thread ?? {};
  return {
    ...message,
    ...(sorted && { reactions: sorted }),
    ...(thread && { thread: counted as NonNullable<Message["thread"]> }),
  };
}

async function checkTimeline(
  story: Story,
  device: Device,
  room: RoomId,
  threadRoot: Seq | null,
): Promise<void> {
  const model = story.host.rooms.get(room);
  const handle = device.client.room(room);
  if (!model || !handle) throw new Error("no room");
  const timeline = threadRoot === null ? handle.timeline() : handle.thread(threadRoot);
  await story.reach(Promise.resolve(true));
  await story.reach(timeline.jumpToEnd());
  while (await story.reach(timeline.loadBefore())) expect(timeline.rows.value.length).toBeLessThan(600);
  const messages = timeline.rows.value.flatMap((row) =>
    row.kind === "message" ? [normalize(row.message)] : [],
  );
  const notices = timeline.rows.value.flatMap((row) => (row.kind === "notices" ? row.notices : []));
  const root = threadRoot === null ? [] : [model.messages().get(threadRoot) as Message];
  const wanted = [...root, ...model.shown(threadRoot)].map((message) => markMine(message, device.user.id));
  expect(messages).toEqual(wanted.map(normalize));
  expect(notices).toEqual(threadRoot === null ? model.notices() : []);
  expect(timeline.rows.value.filter(({ kind }) => kind === "pending")).toEqual([]);
}

function checkSummary(story: Story, device: Device, room: RoomId): void {
  const wanted = story.host.rooms.get(room)?.summary(device.user);
  const state = device.client.room(room)?.state.value;
  const pick = (one: typeof wanted) =>
    one && [
      one.lastSeq,
      one.readSeq,
      one.unread,
      one.memberCount,
      one.lastMessage?.seq,
      one.lastMessage?.body,
    ];
  expect(pick(state)).toEqual(pick(wanted));
}

async function check(story: Story): Promise<void> {
  for (const device of story.devices) {
    const { client, user, sent } = device;
    expect(client.status.value.phase).toBe("live");
    const mine = rooms.filter((room) => story.host.rooms.get(room)?.members.has(user.id));
    expect(client.rooms.value.map(({ id }) => id).sort()).toEqual(mine.sort());
    for (const { room, clientId } of sent) {
      const failed = client.outbox.value.filter((one) => one.clientId === clientId && one.phase === "failed");
      const times = story.host.rooms.get(room)?.sentAs(user.id, clientId).length ?? 0;
      // Sent, the answer lost, then the room left: the host refuses to say that it has it.
      expect(times + failed.length).toBeGreaterThanOrEqual(1);
      expect(times).toBeLessThanOrEqual(1);
    }
    expect(client.outbox.value.filter(({ phase }) => phase !== "failed")).toEqual([]);
    for (const { clientId } of client.outbox.value) client.discard(clientId);
    for (const room of mine) {
      checkSummary(story, device, room);
      await checkTimeline(story, device, room, null);
      const root = [...(story.host.rooms.get(room)?.messages().values() ?? [])].find(({ thread }) => thread);
      if (root) await checkTimeline(story, device, room, root.seq);
    }
    await settle();
    expect(await device.store.all()).toEqual([]);
  }
}

/** Stories that once ended badly. 867157: entries that were asked for came while an older page was on its way. */
const knownSeeds = [867_157];
const firstSeed = Number(process.env["FUZZ_SEED"] ?? Date.now() % 1_000_000);
const stories = Number(process.env["FUZZ_STORIES"] ?? 40);

test(`clients that drop, duplicate, reorder and reload end with the host's log, each message once (seed ${firstSeed})`, async () => {
  const seeds = [...knownSeeds, ...Array.from({ length: stories }, (_, index) => firstSeed + index)];
  for (const seed of seeds) {
    const story = new Story(seed);
    try {
      await story.run(500);
      await story.rest();
      await check(story);
    } catch (error) {
      throw new Error(`seed ${seed}`, { cause: error });
    }
  }
}, 120_000);
