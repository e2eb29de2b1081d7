/** How much of everything a run measures. */
export interface Plan {
  /** Each ratio is the median of so many. */
  readonly repeats: number;
  readonly fanOutSeconds: number;
  readonly appendSeconds: number;
  readonly connections: number;
  readonly historyMessages: number;
  readonly historyReads: number;
  readonly searchMessages: number;
  readonly searches: number;
}

export const wholePlan: Plan = {
  repeats: 5,
  fanOutSeconds: 6,
  appendSeconds: 4,
  connections: 5_000,
  historyMessages: 1_000_000,
  historyReads: 5_000,
  searchMessages: 1_000_000,
  searches: 1_000,
};

export const quickPlan: Plan = {
  repeats: 3,
  fanOutSeconds: 3,
  appendSeconds: 1,
  connections: 5_000,
  historyMessages: 200_000,
  historyReads: 2_000,
  searchMessages: 100_000,
  searches: 500,
};
