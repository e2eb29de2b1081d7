import { Database } from "bun:sqlite";
import { join } from "node:path";
import { add, judge, keyOf, type Row, type Verdict } from "./record.ts";
import type { Stage } from "./stage.ts";

/** SQLite finds the database itself damaged; nothing in it can be compared. */
export class Damage extends Error {
  constructor(finding: string) {
    super(`the database is damaged: ${finding}`);
  }
}

/** Compares what people were told and saw with a database nobody writes to. Throws `Damage`. */
export function readVerdict({ talkers, dataDir }: Pick<Stage, "talkers" | "dataDir">): Verdict {
  // Not read-only: what a crash left in the write-ahead log has to be taken in.
  const db = new Database(join(dataDir, "hearth.db"), { readwrite: true, create: false });
  try {
    const health = db.query("PRAGMA integrity_check").get() as { readonly integrity_check: string };
    if (health.integrity_check !== "ok") throw new Damage(health.integrity_check);
    const rooms = [...new Set(talkers.map(({ room }) => room))];
    return rooms.map((room) => judgeRoom(db, talkers, room)).reduce(add);
  } finally {
    db.close();
  }
}

export const isFaultless = ({ lost, doubled, outOfOrder }: Verdict): boolean =>
  lost + doubled + outOfOrder === 0;

export const formatVerdict = ({ lost, doubled, outOfOrder }: Verdict): string =>
  `${lost} lost, ${doubled} doubled, ${outOfOrder} out of order`;

function judgeRoom(db: Database, talkers: Stage["talkers"], room: string): Verdict {
  const people = talkers.filter((talker) => talker.room === room);
  const promised = people.map(({ index, room, places }) => ({ talker: index, room, places }));
  const seen = people.map(({ index, room, keys }) => ({ talker: index, room, keys }));
  return judge(readRows(db, room), promised, seen);
}

function readRows(db: Database, room: string): Row[] {
  const rows = db
    .query("SELECT seq, client_id FROM events WHERE room = (SELECT key FROM rooms WHERE id = ?) ORDER BY seq")
    .values(room) as [number, string | null][];
  return rows.map(([seq, clientId]) => ({ seq, key: keyOf(clientId) }));
}
