import { type Figure, formatNumber } from "../figures.ts";
import { withFolder } from "../folders.ts";
import { findFreePort, hearthCommand, start } from "../hearth.ts";
import { compile } from "../native.ts";
import type { Plan } from "../plan.ts";
import { loadCore, pinned, readRssBytes, serverCore } from "../processes.ts";
import { addPeople, addRooms, type Person, withCore } from "../seed.ts";

/** The home room and four more; what a further room costs is seen best with many. */
const fewRooms = 5;
const manyRooms = 25;
const roomSize = 50;
const warmUpMs = 5_000;
/** What opening the connections left behind is collected once it is quiet. */
const settleMs = 25_000;

/** What a connection, and each room it listens to, adds to the server's memory. */
export async function measureConnectionMemory(plan: Plan): Promise<Figure[]> {
  const loadgen = await compile("loadgen");
  const { connections } = plan;
  return withFolder(async (dir) => {
    const people = await withCore(dir, (core) => addPeople(core, connections));
    const grow = (each: number) => withCore(dir, (core) => addRooms(core, people, { each, size: roomSize }));
    await grow(fewRooms - 1);
    const few = await measureBytes(dir, loadgen, people);
    await grow(manyRooms - fewRooms);
    const many = await measureBytes(dir, loadgen, people);
    return formatFigures(connections, few, many);
  });
}

function formatFigures(connections: number, few: number, many: number): Figure[] {
  const note = `${connections} connections, each in ${fewRooms} rooms: ${formatNumber(few / 1024 ** 2)} MiB`;
  return [
    {
      what: "memory per connection",
      value: few / connections / 1024,
      unit: "KB",
      gate: { atMost: 10 },
      note,
    },
    {
      what: "memory per connection and further room",
      value: (many - few) / connections / (manyRooms - fewRooms),
      unit: "bytes",
      gate: { atMost: 150 },
      note: `${note}; in ${manyRooms}: ${formatNumber(many / 1024 ** 2)} MiB`,
    },
  ];
}

/** Memory with everyone connected less memory with nobody. */
async function measureBytes(dir: string, loadgen: string, people: readonly Person[]): Promise<number> {
  const port = findFreePort();
  const server = await start(pinned(serverCore, hearthCommand(dir, port)), port);
  try {
    await Bun.sleep(warmUpMs);
    const before = readRssBytes(server.pid);
    const holder = await hold(loadgen, port, people);
    await Bun.sleep(settleMs);
    const after = readRssBytes(server.pid);
    await holder.end();
    return after - before;
  } finally {
    await server.stop();
  }
}

/** Connects everyone and keeps them there until `end`. */
async function hold(
  loadgen: string,
  port: number,
  people: readonly Person[],
): Promise<{ end(): Promise<void> }> {
  const child = Bun.spawn(pinned(loadCore, [loadgen, "hold", String(port)]), {
    stdin: "pipe",
    stdout: "pipe",
    stderr: "inherit",
  });
  child.stdin.write(`${people.map(({ secret }) => secret).join("\n")}\n\n`);
  await child.stdin.flush();
  const lines = child.stdout.getReader();
  const first = await lines.read();
  if (first.done) throw new Error("the load generator could not connect everyone");
  return {
    async end() {
      await child.stdin.end();
      const { value } = await lines.read();
      const { lost } = JSON.parse(new TextDecoder().decode(value)) as { lost: number };
      if (lost > 0) throw new Error(`the server closed ${lost} connections`);
      await child.exited;
    },
  };
}
