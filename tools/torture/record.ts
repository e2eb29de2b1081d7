import type { RoomId } from "@hearth/protocol";

/** The number of a message among all that one talker wants said, and back. */
export const clientIdOf = (talker: number, n: number): string => `t${talker}-${String(n).padStart(8, "0")}`;

/** One number for a message: what thousands of rows are compared by. `NaN` for what is not ours. */
export function keyOf(clientId: string | undefined | null): number {
  const parts = /^t(\d+)-(\d{8})$/.exec(clientId ?? "");
  return parts ? Number(parts[1]) * 1e8 + Number(parts[2]) : Number.NaN;
}

/** What a talker was told was kept: the place of its `n`th message; `0`, or nothing: not told yet. */
export interface Promised {
  readonly talker: number;
  readonly room: RoomId;
  readonly places: readonly number[];
}

/** What a talker saw of its room: the message at each place; `undefined` where it was not looking. */
export interface Seen {
  readonly talker: number;
  readonly room: RoomId;
  readonly keys: readonly (number | undefined)[];
}

/** A row of the database: its place, and its message's key (`NaN` where it is none of ours). */
export interface Row {
  readonly seq: number;
  readonly key: number;
}

export interface Verdict {
  readonly kept: number;
  readonly lost: number;
  readonly doubled: number;
  readonly outOfOrder: number;
}

/** Compares one room's rows, in the order of the log, with what people were promised and what they saw. */
export function judge(rows: readonly Row[], promised: readonly Promised[], seen: readonly Seen[]): Verdict {
  const ours = rows.filter(({ key }) => !Number.isNaN(key));
  const places = new Map(ours.map(({ key, seq }) => [key, seq]));
  const kept = { kept: 0, lost: 0, outOfOrder: 0 };
  for (const one of promised) {
    for (const [n, place] of one.places.entries())
      if (place) kept[compare(places.get(one.talker * 1e8 + n), place)] += 1;
  }
  const gaps = rows.filter(({ seq }, index) => seq !== index + 1).length;
  return {
    kept: kept.kept,
    lost: kept.lost,
    doubled: ours.length - places.size,
    outOfOrder: kept.outOfOrder + gaps + countStrange(rows, seen),
  };
}

function compare(now: number | undefined, promised: number): "kept" | "lost" | "outOfOrder" {
  if (now === undefined) return "lost";
  return now === promised ? "kept" : "outOfOrder";
}

/** Places where somebody saw another message than the one that is there. */
function countStrange(rows: readonly Row[], seen: readonly Seen[]): number {
  let strange = 0;
  for (const { keys } of seen) {
    for (const [seq, key] of keys.entries()) {
      if (key !== undefined && !Object.is(rows[seq - 1]?.key, key)) strange += 1;
    }
  }
  return strange;
}

export function add(a: Verdict, b: Verdict): Verdict {
  return {
    kept: a.kept + b.kept,
    lost: a.lost + b.lost,
    doubled: a.doubled + b.doubled,
    outOfOrder: a.outOfOrder + b.outOfOrder,
  };
}
