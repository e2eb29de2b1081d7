import {
  type CommandInputOf,
  type CommandType,
  type CommunityId,
  type DeviceId,
  decodeClientFrame,
  Refusal,
  type ResultOf,
  type RoomId,
  type ServerFrame,
  type SessionEnd,
  type SessionId,
  type UserId,
  type Welcome,
} from "@hearth/protocol";
import { FakeClock, Inbox, settle } from "@hearth/test-kit";
import { createLocalBus } from "../src/bus/local.ts";
import type { Change, Deed } from "../src/core/changes.ts";
import { Core } from "../src/core/core.ts";
import type { FileLimits } from "../src/core/files/files.ts";
import type { LimitOptions } from "../src/core/limits/ledger.ts";
import type { BlobStore, Bus, Ids, Store, Topic } from "../src/core/ports.ts";
import type { Door, Session } from "../src/core/session.ts";
import type { Outcome } from "../src/core/turn.ts";
import { createHashes } from "../src/hashes.ts";
import { createIds } from "../src/ids.ts";
import { openMemoryBlobs } from "../src/stores/blobs/memory.ts";
import { openMemoryStore } from "../src/stores/memory/store.ts";

/** A core without a port: memory store, fake clock, a door that keeps what it is given. */
export interface World {
  readonly core: Core;
  readonly store: Store;
  readonly bus: Bus;
  readonly blobs: BlobStore;
  readonly clock: FakeClock;
  readonly ids: Ids;
  /** A new person with a name, a device and an open session. */
  join(name: string): Promise<Person>;
  /** Another session of a person, on the same device unless told otherwise. */
  open(person: { readonly id: UserId; readonly device: DeviceId }, device?: DeviceId): Promise<TestSession>;
  /** Makes a person the community's owner. */
  crown(person: Person): Promise<void>;
  /** A change by the server or by a person, beside any command. */
  commit(deed: Deed, actor?: Change["actor"]): Promise<Outcome>;
  close(): Promise<void>;
}

export interface Person {
  readonly id: UserId;
  readonly name: string;
  readonly device: DeviceId;
  readonly secret: string;
  readonly session: TestSession;
  ask<T extends CommandType>(command: CommandInputOf<T> & { readonly type: T }): Promise<ResultOf<T>>;
  /** The refusal that a command meets; fails when it is done. */
  refused(command: CommandInputOf<CommandType>): Promise<Refusal>;
}

/** A session that remembers what it was sent. Like a socket, it is sent nothing once it ended. */
export class TestSession implements Session {
  readonly id: SessionId;
  readonly user: UserId;
  readonly device: DeviceId;
  readonly actor: { readonly user: UserId };
  readonly address = "127.0.0.1:50000";
  readonly client = "test";
  readonly door = "test";
  readonly openedAtMs: number;
  readonly topics = new Set<Topic>();
  readonly inbox = new Inbox<ServerFrame>();
  welcome: Welcome | null = null;
  ended: string | null = null;

  constructor(id: SessionId, user: UserId, device: DeviceId, openedAtMs: number) {
    this.id = id;
    this.user = user;
    this.device = device;
    this.actor = { user };
    this.openedAtMs = openedAtMs;
  }

  get frames(): readonly ServerFrame[] {
    return this.inbox.all;
  }
  ofType<T extends ServerFrame["type"]>(type: T): Extract<ServerFrame, { readonly type: T }>[] {
    return this.frames.filter((frame) => frame.type === type) as Extract<ServerFrame, { readonly type: T }>[];
  }
  /** Forgets what came so far. */
  clear(): void {
    this.inbox.all.length = 0;
  }

  subscribe(topic: Topic): void {
    this.topics.add(topic);
  }
  unsubscribe(topic: Topic): void {
    this.topics.delete(topic);
  }
  send(frame: ServerFrame): void {
    if (this.ended === null) this.inbox.push(frame);
  }
  end(why: SessionEnd): void {
    this.ended = why;
  }
}

class TestDoor implements Door {
  readonly sessions = new Set<TestSession>();

  publish(topic: Topic, frame: ServerFrame): void {
    for (const session of this.sessions) if (session.topics.has(topic)) session.send(frame);
  }
}

export interface WorldOptions {
  readonly blobs?: BlobStore;
  readonly fileLimits?: Partial<FileLimits>;
  readonly openStore?: (ids: Ids) => Promise<Store> | Store;
  readonly limits?: LimitOptions;
  readonly bus?: Bus;
}

export const fileLimits: FileLimits = {
  maxBytes: 1_000_000,
  maxBytesPerPerson: 10_000_000,
  maxBytesPerRoom: 10_000_000,
  maxBytesInAll: 100_000_000,
  refusedEndings: new Set(),
};

const community = {
  id: "019b0000-0000-7000-8000-000000000001" as CommunityId,
  name: "Test",
  version: "0.0.0",
  address: "http://127.0.0.1:1",
};

export async function createWorld(options: WorldOptions = {}): Promise<World> {
  const ids = createIds();
  const clock = new FakeClock();
  const store = await (options.openStore ?? openMemoryStore)(ids);
  const bus = options.bus ?? createLocalBus();
  const blobs = options.blobs ?? openMemoryBlobs();
  const limits = options.limits ?? { messages: false, logins: false };
  const hashes = createHashes("test");
  const core = new Core({
    store,
    bus,
    clock,
    ids,
    hashes,
    limits,
    blobs,
    fileLimits: { ...fileLimits, ...options.fileLimits },
    homeTitle: "Common room",
    community,
  });
  const door = new TestDoor();
  core.hub.attach(door);

  const open: World["open"] = async (person, device = person.device) => {
    const session = new TestSession(ids.uuid() as SessionId, person.id, device, clock.now());
    door.sessions.add(session);
    session.welcome = await core.open(session);
    return session;
  };
  return {
    core,
    store,
    bus,
    blobs,
    clock,
    ids,
    open,
    async join(name) {
      const { user, device, secret } = await core.accounts.join({ ip: "127.0.0.1", label: "test" }, name);
      const session = await open({ id: user.id, device });
      return { id: user.id, name, device, secret, session, ...asking(core, session) };
    },
    async crown(person) {
      const code = await core.accounts.createOwnerCode();
      await person.ask({ type: "owner.claim", code: code ?? "" });
    },
    commit: (deed, actor = null) => core.commit({ actor, atMs: clock.now(), deed }),
    async close() {
      core.stop();
      await core.departures.stop();
      await core.files.stop();
      await settle();
      await bus.close();
      await store.close();
    },
  };
}

/** How a session asks: through the schema, as every door does. */
export function asking(core: Core, session: Session): Pick<Person, "ask" | "refused"> {
  const execute = async (command: { readonly type: string }): Promise<unknown> => {
    const frame = decodeClientFrame(JSON.stringify({ id: 1, ...command }));
    if (frame.kind === "refused") throw frame.refusal;
    if (frame.kind !== "command") throw new Error(`${command.type} is no command`);
    return core.execute(session, frame.command as never);
  };
  return {
    ask: execute as Person["ask"],
    async refused(command) {
      const done = await execute(command).then(
        (result) => ({ result }),
        (error: unknown) => ({ error }),
      );
      if ("error" in done && done.error instanceof Refusal) return done.error;
      throw "error" in done
        ? done.error
        : new Error(`${command.type} was done: ${JSON.stringify(done.result)}`);
    },
  };
}

let nextClientId = 1;
/** A text message with a client id of its own. */
export function say(
  room: RoomId,
  text: string,
  more: Partial<CommandInputOf<"message.send">> = {},
): CommandInputOf<"message.send"> {
  const clientId = `test-${String(nextClientId++).padStart(8, "0")}`;
  return { type: "message.send", room, clientId, body: { kind: "text", text }, ...more };
}

/** The home room, where everyone starts. */
export function homeOf(person: Person): RoomId {
  const [room] = person.session.welcome?.rooms ?? [];
  if (!room) throw new Error(`${person.name} is nowhere`);
  return room.id;
}

/** Adds a public or private room of a person. */
export async function addRoom(owner: Person, kind: "public" | "private", title = "Lab"): Promise<RoomId> {
  return (await owner.ask({ type: "room.create", kind, title })).room.id;
}
