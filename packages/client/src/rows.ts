import type { Notice, UserId } from "@hearth/protocol";
import type { Pending, Row } from "./contract.ts";
import type { Entry } from "./window.ts";

type NoticesRow = Extract<Row, { kind: "notices" }>;

/** Makes rows of entries; what did not change stays the same object. */
export class RowBuilder {
  readonly #byEntry = new WeakMap<Entry, Row>();
  readonly #byPending = new WeakMap<Pending, Row>();

  /** `pending`: what is written and not in the log yet; shown last. */
  build(entries: readonly Entry[], pending: readonly Pending[], me: UserId | undefined): Row[] {
    const rows: Row[] = [];
    for (let i = 0; i < entries.length; ) {
      const entry = entries[i] as Entry;
      const run = entry.kind === "notice" ? readRun(entries, i) : null;
      rows.push(entry.kind === "message" ? this.#messageRow(entry, me) : this.#noticesRow(entry, run ?? []));
      i += run?.length ?? 1;
    }
    const sent = new Set(rows.map(({ key }) => key));
    return [...rows, ...pending.map((one) => this.#pendingRow(one)).filter(({ key }) => !sent.has(key))];
  }

  #messageRow(entry: Extract<Entry, { kind: "message" }>, me: UserId | undefined): Row {
    return remember(this.#byEntry, entry, () => {
      const { author, clientId, seq } = entry.message;
      const isMine = "user" in author && author.user === me;
      const key = isMine && clientId !== undefined ? `c${clientId}` : `s${seq}`;
      return { kind: "message", key, seq, message: entry.message };
    });
  }

  #noticesRow(first: Entry, notices: readonly Notice[]): Row {
    const row = this.#byEntry.get(first) as NoticesRow | undefined;
    if (row && row.notices.length === notices.length && row.notices.at(-1) === notices.at(-1)) return row;
    const fresh: NoticesRow = { kind: "notices", key: `s${first.seq}`, seq: first.seq, notices };
    this.#byEntry.set(first, fresh);
    return fresh;
  }

  #pendingRow(pending: Pending): Row {
    return remember(this.#byPending, pending, () => ({
      kind: "pending",
      key: `c${pending.clientId}`,
      pending,
    }));
  }
}

function remember<K extends object>(rows: WeakMap<K, Row>, key: K, create: () => Row): Row {
  const row = rows.get(key) ?? create();
  rows.set(key, row);
  return row;
}

/** The notices from `start` on that are one row: neighbouring joins and leaves, or any other one alone. */
function readRun(entries: readonly Entry[], start: number): Notice[] {
  const run: Notice[] = [];
  for (const entry of entries.slice(start)) {
    if (entry.kind !== "notice") break;
    if (run.length > 0 && !isComingOrGoing(entry.notice)) break;
    run.push(entry.notice);
    if (!isComingOrGoing(entry.notice)) break;
  }
  return run;
}

function isComingOrGoing({ type }: Notice): boolean {
  return type === "member.joined" || type === "member.left";
}
