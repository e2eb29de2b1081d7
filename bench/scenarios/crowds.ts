import type { RoomId } from "@hearth/protocol";
import { type Figure, formatNumber } from "../figures.ts";
import { withFolder } from "../folders.ts";
import type { Measured } from "../hearth.ts";
import { type Load, putLoad, withServer } from "../load.ts";
import type { Plan } from "../plan.ts";
import { readRssBytes } from "../processes.ts";
import type { Finding } from "../report.ts";
import { addPeople, addRooms, type Person, withCore } from "../seed.ts";
import { hearth } from "../servers.ts";

/** Each is in the home room and in five of fifty: ten thousand people make a thousand rooms. */
const roomsEach = 5;
const roomSize = 50;
/** Each says something once a minute: a busy evening. */
const messagesPerPersonPerSecond = 1 / 60;
const turnsPerSecond = 20;

/** Many rooms with people who write as people do. */
export function measureRooms(plan: Plan): Promise<Finding> {
  return withFolder(async (dir) => {
    const { people, rooms } = await withCore(dir, async (core) => {
      const people = await addPeople(core, plan.crowd);
      return { people, rooms: await addRooms(core, people, { each: roomsEach, size: roomSize }) };
    });
    const lines = people.map(({ secret }, index) => `${secret} ${roomOf(rooms, people, index)}`);
    return withServer(hearth, { dir }, async (server) => {
      const rate = plan.crowd * messagesPerPersonPerSecond;
      const load = await putLoad<Rooms>(
        ["rooms", hearth.talk, server.port, server.pid, plan.crowdSeconds, "rate", rate],
        lines,
      );
      needAll(load);
      return { figures: formatRooms(plan, rooms.length, load, server) };
    });
  });
}

interface Rooms extends Load {
  readonly sent: number;
  readonly acked: number;
  readonly received: number;
}

/** The rooms of a group stand apart from each other in the list by the number of groups. */
function roomOf(rooms: readonly RoomId[], people: readonly Person[], index: number): RoomId {
  const groups = Math.ceil(people.length / roomSize);
  const room = rooms[(index % roomsEach) * groups + Math.floor(index / roomSize)];
  if (!room) throw new Error("somebody has no room");
  return room;
}

function needAll({ sent, acked, received }: Rooms): void {
  if (acked === sent && received === sent * roomSize) return;
  throw new Error(
    `of ${sent} messages ${acked} were acknowledged; ${received} arrived at rooms of ${roomSize}`,
  );
}

function formatRooms(plan: Plan, rooms: number, load: Rooms, server: Measured): Figure[] {
  const what = `${plan.crowd} people in ${rooms} rooms of ${roomSize}, a message a minute each:`;
  const note = `${load.sent} messages, each at its ${roomSize}, none lost; ${formatNumber(readRssBytes(server.pid) / 1024 ** 2)} MiB in all`;
  return [
    { what: `${what} share of a core`, value: load.serverLoad * 100, unit: "%", gate: null, note },
    {
      what: `${what} median latency`,
      value: load.medianUs / 1000,
      unit: "ms",
      gate: null,
      note: `p99 ${formatNumber(load.p99Us / 1000)} ms`,
    },
  ];
}

/** Everyone comes back in the same moment, as after a power cut of the access point. */
export function measureStorm(plan: Plan): Promise<Finding> {
  return withFolder(async (dir) => {
    const people = await withCore(dir, (core) => addPeople(core, plan.connections));
    const storm = await withServer(hearth, { dir }, ({ port, pid }) =>
      putLoad<Storm>(
        ["storm", hearth.talk, port, pid],
        people.map(({ secret }) => secret),
      ),
    );
    const what = `${plan.connections} people come at once:`;
    const note = `half after ${formatNumber(storm.halfMs / 1000)} s; ${formatNumber((storm.serverLoad * storm.seconds * 1000) / plan.connections)} CPU ms each`;
    return {
      figures: [{ what: `${what} all welcomed`, value: storm.lastMs / 1000, unit: "s", gate: null, note }],
    };
  });
}

interface Storm extends Load {
  readonly halfMs: number;
  readonly lastMs: number;
}

/** A whole school looks at one room, where some type and some come and go all the time. */
export function measureSchool(plan: Plan): Promise<Finding> {
  return withFolder(async (dir) => {
    const people = await withCore(dir, (core) => addPeople(core, plan.school));
    const load = await withServer(hearth, { dir }, ({ port, pid }) =>
      putLoad<School>(
        ["school", hearth.talk, port, pid, plan.crowdSeconds, "rate", turnsPerSecond],
        people.map(({ secret }) => secret),
      ),
    );
    const note =
      `${turnsPerSecond} begin or stop typing and ${turnsPerSecond} come or go each second; ` +
      `${formatNumber(load.framesPerPersonPerSecond)} frames and ${formatNumber(load.bytesPerPersonPerSecond / 1024)} KiB per second to each`;
    return {
      figures: [
        {
          what: `presence and typing of ${plan.school} people in one room: share of a core`,
          value: load.serverLoad * 100,
          unit: "%",
          gate: null,
          note,
        },
      ],
    };
  });
}

interface School extends Load {
  readonly bytesPerPersonPerSecond: number;
  readonly framesPerPersonPerSecond: number;
}
