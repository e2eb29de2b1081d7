/** How much of everything a run measures. */
export interface Plan {
  /** Each ratio is the median of so many; some take longer than others. */
  readonly repeats: number;
  /** Of a median latency, which leans on the machine more than a cost does. */
  readonly steadyRepeats: number;
  readonly tlsRepeats: number;
  readonly starts: number;
  /** In the room, or the channel, of most loads. */
  readonly members: number;
  readonly fanOutSeconds: number;
  readonly fanOutSizes: readonly number[];
  readonly latencyRates: readonly number[];
  readonly appendSeconds: number;
  readonly appendWidths: readonly number[];
  /** The last one is what the gates are about. */
  readonly connectionSteps: readonly number[];
  readonly connections: number;
  /** What opening connections left behind is collected once it is quiet. */
  readonly settleMs: number;
  readonly historyMessages: number;
  readonly historyReads: number;
  /** Messages at which searches are timed; the last one is what the gates are about. */
  readonly searchSteps: readonly number[];
  readonly searchRooms: number;
  readonly searches: number;
  readonly exportMessages: number;
  readonly crowd: number;
  readonly crowdSeconds: number;
  readonly school: number;
  readonly fileBytes: number;
}

export const wholePlan: Plan = {
  repeats: 3,
  steadyRepeats: 5,
  tlsRepeats: 3,
  starts: 7,
  members: 1_000,
  fanOutSeconds: 4,
  fanOutSizes: [100, 1_000, 5_000],
  latencyRates: [10, 50, 200, 500],
  appendSeconds: 3,
  appendWidths: [1, 4, 16, 64, 256],
  connectionSteps: [1_000, 2_500, 5_000],
  connections: 5_000,
  settleMs: 25_000,
  historyMessages: 1_000_000,
  historyReads: 5_000,
  searchSteps: [10_000, 100_000, 300_000, 1_000_000],
  searchRooms: 10_000,
  searches: 1_000,
  exportMessages: 1_000_000,
  crowd: 10_000,
  crowdSeconds: 30,
  school: 1_000,
  fileBytes: 1_000_000_000,
};

/** Says whether everything still works, and about where it stands. */
export const quickPlan: Plan = {
  repeats: 1,
  steadyRepeats: 1,
  tlsRepeats: 1,
  starts: 3,
  members: 200,
  fanOutSeconds: 1,
  fanOutSizes: [200],
  latencyRates: [50],
  appendSeconds: 0.5,
  appendWidths: [64],
  connectionSteps: [500],
  connections: 500,
  settleMs: 2_000,
  historyMessages: 50_000,
  historyReads: 1_000,
  searchSteps: [20_000],
  searchRooms: 1_000,
  searches: 200,
  exportMessages: 20_000,
  crowd: 1_000,
  crowdSeconds: 3,
  school: 300,
  fileBytes: 50_000_000,
};
