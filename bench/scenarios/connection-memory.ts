import { type Figure, formatNumber } from "../figures.ts";
import { withFolder } from "../folders.ts";
import type { Measured } from "../hearth.ts";
import { type Holder, hold } from "../hold.ts";
import { withServer } from "../load.ts";
import type { Plan } from "../plan.ts";
import { readRssBytes } from "../processes.ts";
import type { Finding } from "../report.ts";
import { addPeople, addRooms, type Person, withCore } from "../seed.ts";
import { hearth } from "../servers.ts";

/** The home room and four more; what a further room costs is seen best with many. */
const fewRooms = 5;
const manyRooms = 25;
const roomSize = 50;
const warmUpMs = 5_000;

/** What a connection, and each room it listens to, adds to the server's memory. */
export function measureConnectionMemory(plan: Plan): Promise<Finding> {
  return withFolder(async (dir) => {
    const people = await withCore(dir, (core) => addPeople(core, plan.connections));
    const grow = (each: number) => withCore(dir, (core) => addRooms(core, people, { each, size: roomSize }));
    await grow(fewRooms - 1);
    const measure = (): Promise<Point[]> =>
      withServer(hearth, { dir }, (server) => measureSteps(server, people, plan));
    const few = await measure();
    await grow(manyRooms - fewRooms);
    const many = await measure();
    return {
      figures: formatFigures(plan, lastOf(few), lastOf(many)),
      plots: {
        memory: {
          title: "Memory of connections",
          x: "connections",
          y: "MiB above a server without any",
          note:
            `The last point is read ${plan.settleMs / 1000} s after everyone came, the others after a third of that: ` +
            "what opening connections left behind is not collected yet.",
          series: [
            { name: `in ${fewRooms} rooms`, points: inMebibytes(few) },
            { name: `in ${manyRooms} rooms`, points: inMebibytes(many) },
          ],
        },
      },
    };
  });
}

/** Connections, and the bytes they added. */
type Point = readonly [connections: number, bytes: number];

const lastOf = (points: readonly Point[]): number => points.at(-1)?.[1] ?? 0;
const inMebibytes = (points: readonly Point[]): Point[] => [
  [0, 0],
  ...points.map(([count, bytes]): Point => [count, bytes / 1024 ** 2]),
];

function formatFigures({ connections }: Plan, few: number, many: number): Figure[] {
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

/** Memory with more and more connected, less memory with nobody. */
async function measureSteps(server: Measured, people: readonly Person[], plan: Plan): Promise<Point[]> {
  await Bun.sleep(warmUpMs);
  const before = readRssBytes(server.pid);
  const points: Point[] = [];
  const holders: Holder[] = [];
  for (const step of plan.connectionSteps) {
    const coming = people.slice(points.at(-1)?.[0] ?? 0, step).map(({ secret }) => secret);
    holders.push(await hold(server, hearth.talk, coming));
    await Bun.sleep(step === plan.connections ? plan.settleMs : plan.settleMs / 3);
    points.push([step, readRssBytes(server.pid) - before]);
  }
  for (const holder of holders) await holder.end();
  return points;
}
