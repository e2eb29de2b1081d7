/** What a connection asked to have kept for as long as it lives. Most never ask, and share one that is empty. */
export class Kept {
  /** Watched nicks as they were written, by key. */
  readonly monitored = new Map<string, string>();
  readonly metadata = new Map<string, string>();
  /** Keys of metadata. */
  readonly subscriptions = new Set<string>();
  /** Rooms a guest was asked into. */
  readonly invitedTo = new Set<string>();
  /** Read marks of a guest, and of targets that are no rooms: target → time. */
  readonly readMarks = new Map<string, number>();
}

export interface ReadonlyKept {
  readonly monitored: ReadonlyMap<string, string>;
  readonly metadata: ReadonlyMap<string, string>;
  readonly subscriptions: ReadonlySet<string>;
  readonly invitedTo: ReadonlySet<string>;
  readonly readMarks: ReadonlyMap<string, number>;
}

export const nothingKept = new Kept();
