import { join } from "node:path";
import { parseSearch, type RoomId, type UserId } from "@hearth/protocol";
import { createRandom, sentences } from "@hearth/test-kit";
import type { Core } from "../../apps/server/src/core/core.ts";
import type { SearchQuery } from "../../apps/server/src/core/ports.ts";
import { openReader } from "../../apps/server/src/stores/sqlite/open.ts";
import { SqliteSearch } from "../../apps/server/src/stores/sqlite/search/search-reads.ts";
import { type Figure, median, percentile } from "../figures.ts";
import { withFolder } from "../folders.ts";
import type { Plan } from "../plan.ts";
import type { Plot } from "../plot.ts";
import type { Finding } from "../report.ts";
import { addPeople, createRoom, type Person, sendMessage, withCore } from "../seed.ts";

const people = 40;
const readerRooms = 20;
const together = 4_096;
const seed = 20_251_122;

/** Searches of someone who is in twenty of very many rooms, in the search worker's own time, as messages become more. */
export async function measureSearch(plan: Plan): Promise<Finding> {
  return withFolder(async (dir) => {
    const words = createWords();
    const timings: Timing[] = [];
    const place = await withCore(dir, (core) => furnish(core, plan.searchRooms));
    for (const messages of plan.searchSteps) {
      await withCore(dir, (core) => fill(core, words, place, messages - (timings.at(-1)?.messages ?? 0)));
      timings.push({ messages, ...timeBoth(dir, place.reader, words, plan.searches) });
    }
    return { figures: formatFigures(plan, timings), plots: { search: formatTimings(timings) } };
  });
}

interface Timing {
  readonly messages: number;
  readonly newest: Timed;
  readonly ranked: Timed;
}

function timeBoth(dir: string, reader: UserId, words: Words, count: number): Omit<Timing, "messages"> {
  const search = new SqliteSearch(openReader(join(dir, "hearth.db")));
  const measure = (order: SearchQuery["order"], times: number): Timed =>
    time(search, { reader, words, order, count: times });
  measure("newest", 100);
  const both = { newest: measure("newest", count), ranked: measure("ranked", count / 5) };
  search.close();
  return both;
}

function formatTimings(timings: readonly Timing[]): Plot {
  const line = (name: string, of: (timing: Timing) => number) => ({
    name,
    points: timings.map((timing) => [timing.messages, of(timing)] as const),
  });
  return {
    title: `Search of a reader in ${readerRooms} rooms`,
    x: "messages",
    y: "milliseconds",
    isLogX: true,
    isLogY: true,
    series: [
      line("newest, median", ({ newest }) => median(newest.times)),
      line("newest, p99", ({ newest }) => percentile(newest.times, 0.99)),
      line("ranked, p99", ({ ranked }) => percentile(ranked.times, 0.99)),
    ],
  };
}

function formatFigures({ searchRooms }: Plan, timings: readonly Timing[]): Figure[] {
  const last = timings.at(-1);
  if (!last) return [];
  const { messages, newest, ranked } = last;
  const what = `search of ${messages} messages in ${searchRooms} rooms, reader in ${readerRooms},`;
  const noteOf = ({ times, found }: Timed): string =>
    `${times.length} searches of mixed words, ${found} with hits`;
  const figure = (name: string, value: number, atMost: number, timed: Timed): Figure => ({
    what: `${what} ${name}`,
    value,
    unit: "ms",
    gate: { atMost },
    note: noteOf(timed),
  });
  return [
    figure("newest first, median", median(newest.times), 2, newest),
    figure("newest first, p99", percentile(newest.times, 0.99), 30, newest),
    figure("ranked, p99", percentile(ranked.times, 0.99), 300, ranked),
  ];
}

interface Words {
  /** A word as people use them: few often, most seldom. */
  pick(): string;
  random(): number;
}

/** Fifty thousand made-up words, used as often as their rank allows (Zipf), and real ones in many scripts. */
function createWords(): Words {
  const random = createRandom(seed);
  const syllables = [..."bdfghklmnprstvwz"].flatMap((start) => [..."aeiou"].map((end) => start + end));
  const syllable = (): string => syllables[Math.floor(random() * syllables.length)] ?? "";
  const made = Array.from({ length: 50_000 }, (_, rank) =>
    Array.from({ length: 1 + Math.floor(Math.log10(rank + 1)) + Math.floor(random() * 2) }, syllable).join(
      "",
    ),
  );
  return { random, pick: () => made[Math.floor(made.length ** random()) - 1] ?? "na" };
}

function createText({ pick, random }: Words): string {
  if (random() < 0.2) return sentences[Math.floor(random() * sentences.length)] ?? "";
  return Array.from({ length: 3 + Math.floor(random() * 14) }, pick).join(" ");
}

interface Furnished {
  readonly reader: UserId;
  readonly owners: readonly Person[];
  readonly rooms: readonly RoomId[];
}

async function furnish(core: Core, rooms: number): Promise<Furnished> {
  const owners = await addPeople(core, people);
  const [reader] = await addPeople(core, 1, "reader");
  if (!reader) throw new Error("nobody joined");
  const ids = await addRooms(core, owners, rooms);
  for (let index = 0; index < readerRooms; index += 1) {
    const room = ids[index * Math.floor(rooms / readerRooms)] as RoomId;
    await core.commit({
      actor: { user: reader.user },
      atMs: core.parts.clock.now(),
      deed: { type: "room.join", room },
    });
  }
  return { reader: reader.user, owners, rooms: ids };
}

async function fill(core: Core, words: Words, { owners, rooms }: Furnished, messages: number): Promise<void> {
  for (let done = 0; done < messages; done += together) {
    const count = Math.min(together, messages - done);
    await Promise.all(
      Array.from({ length: count }, () => {
        const index = Math.floor(words.random() * rooms.length);
        const owner = owners[index % owners.length] as Person;
        return sendMessage(core, owner.user, rooms[index] as RoomId, createText(words));
      }),
    );
  }
}

async function addRooms(core: Core, owners: readonly Person[], rooms: number): Promise<RoomId[]> {
  const ids: RoomId[] = [];
  for (let done = 0; done < rooms; done += together) {
    const count = Math.min(together, rooms - done);
    const owned = Array.from({ length: count }, (_, index) =>
      createRoom(core, (owners[(done + index) % owners.length] as Person).user, `Room ${done + index}`),
    );
    ids.push(...(await Promise.all(owned)));
  }
  return ids;
}

interface Timed {
  readonly times: readonly number[];
  readonly found: number;
}

function time(
  search: SqliteSearch,
  {
    reader,
    words,
    order,
    count,
  }: { reader: UserId; words: Words; order: SearchQuery["order"]; count: number },
): Timed {
  const none = { room: null, by: null, has: null, fromMs: null, toMs: null, after: null } as const;
  const times: number[] = [];
  let found = 0;
  while (times.length < count) {
    const query: SearchQuery = { reader, words: parseSearch(createQuery(words)), ...none, order, limit: 20 };
    if (query.words.length === 0) continue;
    const startedAtMs = performance.now();
    const { rows } = search.search(query);
    times.push(performance.now() - startedAtMs);
    if (rows.length > 0) found += 1;
  }
  return { times, found };
}

/** What people type: a word, its beginning, two words, a phrase, or a piece of a sentence in any script. */
function createQuery({ pick, random }: Words): string {
  const kind = random();
  if (kind < 0.3) return pick();
  if (kind < 0.5) return pick().slice(0, 2 + Math.floor(random() * 3));
  if (kind < 0.65) return `${pick()} ${pick()}`;
  if (kind < 0.75) return `"${pick()} ${pick()}"`;
  const letters = [...(sentences[Math.floor(random() * sentences.length)] ?? "")];
  const start = Math.floor(random() * letters.length);
  return letters
    .slice(start, start + 2 + Math.floor(random() * 6))
    .join("")
    .trim();
}
