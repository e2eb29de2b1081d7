import { join } from "node:path";
import type { CommandOf, CommunityId, RoomId, UserId } from "@hearth/protocol";
import { createLocalBus } from "../apps/server/src/bus/local.ts";
import { createClock } from "../apps/server/src/clock.ts";
import { Core } from "../apps/server/src/core/core.ts";
import { createHashes } from "../apps/server/src/hashes.ts";
import { createIds } from "../apps/server/src/ids.ts";
import { openDiskBlobs } from "../apps/server/src/stores/blobs/disk.ts";
import { openSqliteStore } from "../apps/server/src/stores/sqlite/store.ts";

const any = Number.MAX_SAFE_INTEGER;
const anySize = { maxBytes: any, maxBytesPerPerson: any, maxBytesPerRoom: any, maxBytesInAll: any };

/** Hearth without doors over a data folder: for figures of the store, and to put people and rooms into it. */
export async function withCore<T>(dataDir: string, use: (core: Core) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(join(dataDir, "hearth.db"));
  const core = new Core({
    store,
    bus: createLocalBus(),
    clock: createClock(),
    ids: createIds(),
    hashes: createHashes("test"),
    limits: { messages: false, logins: false },
    blobs: openDiskBlobs(join(dataDir, "files")),
    fileLimits: { ...anySize, refusedEndings: new Set() },
    homeTitle: "Common room",
    community: { id: createIds().uuid() as CommunityId, name: "Bench", version: "0", address: "" },
  });
  try {
    return await use(core);
  } finally {
    core.stop();
    await store.close();
  }
}

export interface Person {
  readonly user: UserId;
  readonly secret: string;
}

/** New people; all are in the home room. */
export function addPeople(core: Core, count: number, name = "person"): Promise<Person[]> {
  return inParallel(count, async (index) => {
    const { user, secret } = await core.accounts.join(
      { ip: "127.0.0.1", label: "bench" },
      `${name} ${index}`,
    );
    return { user: user.id, secret };
  });
}

/** Puts each person into `each` further rooms of `size` people; gives the first room of every group, then the second … */
export async function addRooms(
  core: Core,
  people: readonly Person[],
  { each, size }: { readonly each: number; readonly size: number },
): Promise<RoomId[]> {
  const groups = Math.ceil(people.length / size);
  return inParallel(each * groups, async (index) => {
    const [owner, ...others] = people.slice((index % groups) * size, ((index % groups) + 1) * size);
    if (!owner) throw new Error("a room needs people");
    const room = await createRoom(core, owner.user, `Room ${index} of ${size}`);
    await Promise.all(others.map(({ user }) => commit(core, user, { type: "room.join", room })));
    return room;
  });
}

export async function createRoom(core: Core, owner: UserId, title: string): Promise<RoomId> {
  const result = await commit(core, owner, { type: "room.create", kind: "public", title, topic: "" });
  return (result as { room: RoomId }).room;
}

/** Written at a time: as much as the store takes into few transactions. */
const together = 4_096;

/** So many messages of all these people in their home room. */
export async function fillHome(core: Core, people: readonly Person[], messages: number): Promise<RoomId> {
  const [owner] = people;
  if (!owner) throw new Error("nobody joined");
  const home = (await core.parts.store.roomsOf(owner.user))[0]?.room;
  const room = home ?? (await createRoom(core, owner.user, "History"));
  for (let done = 0; done < messages; done += together) {
    const count = Math.min(together, messages - done);
    await Promise.all(
      Array.from({ length: count }, (_, index) => {
        const { user } = people[(done + index * 7) % people.length] ?? owner;
        return sendMessage(core, user, room, createSentence(done + index));
      }),
    );
  }
  return room;
}

/** Between 20 and 200 characters, never the same twice. */
function createSentence(index: number): string {
  return `${index} ${"Who has the key of the lab, and when is the next lesson? ".repeat(4)}`.slice(
    0,
    20 + (index % 181),
  );
}

/** Sends a message; `clientId` is new each time. */
export function sendMessage(core: Core, user: UserId, room: RoomId, text: string): Promise<unknown> {
  const clientId = core.parts.ids.uuid() as CommandOf<"message.send">["clientId"];
  return commit(core, user, { type: "message.send", room, clientId, body: { kind: "text", text } });
}

async function commit(
  core: Core,
  user: UserId,
  deed: CommandOf<"room.create" | "room.join" | "message.send">,
): Promise<unknown> {
  const { result } = await core.commit({ actor: { user }, atMs: core.parts.clock.now(), deed });
  return result;
}

/** As many at a time as fill the store's batches. */
async function inParallel<T>(count: number, run: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) results[index] = await run(index);
  };
  await Promise.all(Array.from({ length: 256 }, work));
  return results;
}
