/** How much of everything one run does. */
export interface Plan {
  readonly kills: number;
  readonly powerCuts: number;
  /** Acknowledged messages, at least. */
  readonly messages: number;
  readonly talkers: number;
  readonly rooms: number;
  /** People who all come back at once after an end. */
  readonly crowd: number;
}

export const wholePlan: Plan = {
  kills: 100,
  powerCuts: 20,
  messages: 1_000_000,
  talkers: 12,
  rooms: 6,
  crowd: 200,
};

export const quickPlan: Plan = {
  kills: 6,
  powerCuts: 3,
  messages: 9_000,
  talkers: 8,
  rooms: 4,
  crowd: 40,
};

/** What one round does to the server and its people, beside ending it. */
export interface Round {
  readonly index: number;
  readonly end: "kill" | "power cut";
  readonly isDiskFull: boolean;
  readonly doesClockJump: boolean;
  readonly isCrowded: boolean;
  readonly hasSlowReaders: boolean;
  /** Acknowledged messages before its end. */
  readonly messages: number;
}

/** The rounds of a plan: power cuts spread evenly, each fault in every few rounds. */
export function planRounds(plan: Plan, random: () => number): Round[] {
  const count = plan.kills + plan.powerCuts;
  return Array.from({ length: count }, (_, index) => ({
    index,
    end: isOneOf(index, plan.powerCuts, count) ? "power cut" : "kill",
    isDiskFull: index % 7 === 2,
    doesClockJump: index % 5 === 1,
    isCrowded: index % 8 === 3,
    hasSlowReaders: index % 9 === 4,
    messages: Math.ceil((plan.messages / count) * (0.6 + 0.8 * random())),
  }));
}

function isOneOf(index: number, wanted: number, count: number): boolean {
  return Math.floor(((index + 1) * wanted) / count) > Math.floor((index * wanted) / count);
}
