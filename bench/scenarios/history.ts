import { type CommandOf, formatServerFrame, type RoomId, type UserId } from "@hearth/protocol";
import { answers } from "../../apps/server/src/core/answers.ts";
import type { Core } from "../../apps/server/src/core/core.ts";
import type { Session } from "../../apps/server/src/core/session.ts";
import { median, percentile } from "../figures.ts";
import { withFolder } from "../folders.ts";
import type { Plan } from "../plan.ts";
import type { Finding } from "../report.ts";
import { addPeople, fillHome, type Person, withCore } from "../seed.ts";

const authors = 40;
const pageSize = 50;

/** Pages from anywhere in a long room, from the question to the text that would be sent. */
export async function measureHistory(plan: Plan): Promise<Finding> {
  const times = await withFolder((dir) =>
    withCore(dir, async (core) => {
      const people = await addPeople(core, authors);
      const room = await fillHome(core, people, plan.historyMessages);
      return measureReads(core, people, room, plan);
    }),
  );
  const what = `history page of ${pageSize} out of ${plan.historyMessages}`;
  const note = `${plan.historyReads} pages from random places, formatted`;
  return {
    figures: [
      { what: `${what}, median`, value: median(times), unit: "ms", gate: { atMost: 0.2 }, note },
      { what: `${what}, p99`, value: percentile(times, 0.99), unit: "ms", gate: { atMost: 1 }, note },
    ],
  };
}

async function measureReads(
  core: Core,
  people: readonly Person[],
  room: RoomId,
  plan: Plan,
): Promise<number[]> {
  const times: number[] = [];
  const seed = 20_251_121;
  for (let index = 0; index < plan.historyReads + 200; index += 1) {
    const reader = people[index % people.length] as Person;
    // Multiplying by a prime walks over the whole log, far apart each time and the same in every run.
    const before = ((index * 2_654_435_761 + seed) % plan.historyMessages) + pageSize + authors + 2;
    await endOfTurn();
    const startedAtMs = performance.now();
    await readPage(core, reader.user, room, before);
    if (index >= 200) times.push(performance.now() - startedAtMs);
  }
  return times;
}

/** Each page is asked for in a turn of its own, as by people who do not wait for each other. */
function endOfTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function readPage(core: Core, user: UserId, room: RoomId, before: number): Promise<void> {
  const command: CommandOf<"history.page"> = { type: "history.page", room, before, limit: pageSize };
  const result = await answers["history.page"](core, { actor: { user } } as Session, command);
  const text = formatServerFrame({ type: "ack", id: 1, result });
  if (result.messages.length !== pageSize || text.length < pageSize) throw new Error("the page is not whole");
}
