import type { Database } from "bun:sqlite";
import { checkBlobs } from "./check-blobs.ts";

/** What one part of the check read, and what is wrong there. */
export interface Finding {
  readonly what: string;
  readonly read: number;
  readonly unit: string;
  /** Sentences. Empty: all is well. */
  readonly problems: readonly string[];
}

const maxProblems = 20;

/** Reads everything as of one moment. The worst comes first: nothing else counts in a damaged file. */
export async function* checkData(db: Database, folder: string): AsyncGenerator<Finding> {
  db.run("BEGIN");
  yield checkPages(db);
  yield checkLogs(db);
  yield checkMembers(db);
  yield checkFeeds(db);
  yield checkStrays(db);
  yield await checkBlobs(db, folder);
}

function checkPages(db: Database): Finding {
  const { pages } = db
    .query<{ pages: number }, []>("SELECT page_count AS pages FROM pragma_page_count")
    .get() ?? {
    pages: 0,
  };
  const said = db.query<{ integrity_check: string }, []>(`PRAGMA integrity_check(${maxProblems})`).all();
  const problems = said.map((row) => row.integrity_check).filter((text) => text !== "ok");
  return { what: "database", read: pages, unit: "pages", problems };
}

interface LogRow {
  readonly title: string;
  readonly first_seq: number;
  readonly last_seq: number;
  readonly last_n: number;
  readonly entries: number;
  readonly lowest: number | null;
  readonly highest: number | null;
  readonly messages: number;
  readonly highest_n: number | null;
}

/** A log is gap-free when it has as many entries as lie between its ends: no place is there twice. */
function checkLogs(db: Database): Finding {
  const rows = db
    .query<LogRow, []>(
      `SELECT r.title, r.first_seq, r.last_seq, r.last_n, count(e.seq) AS entries, min(e.seq) AS lowest,
         max(e.seq) AS highest, count(e.n) AS messages, max(e.n) AS highest_n
       FROM rooms r LEFT JOIN events e ON e.room = r.key GROUP BY r.key`,
    )
    .all();
  const problems = rows.flatMap(describeLog).slice(0, maxProblems);
  const entries = rows.reduce((sum, row) => sum + row.entries, 0);
  return { what: "logs", read: entries, unit: `entries in ${rows.length} rooms`, problems };
}

function describeLog(row: LogRow): string[] {
  const { title, first_seq, last_seq, entries, lowest, highest } = row;
  const isEmpty = entries === 0 && last_seq < first_seq;
  const isWhole = entries === last_seq - first_seq + 1 && lowest === first_seq && highest === last_seq;
  if (!isWhole && !isEmpty)
    return [`${title}: ${entries} entries where ${first_seq} to ${last_seq} should stand.`];
  // Once old messages were let go, only the last ordinal can be told.
  const countsFit = first_seq > 1 || row.messages === row.last_n;
  if (countsFit && (row.highest_n ?? row.last_n) === row.last_n) return [];
  return [`${title}: the messages are numbered up to ${row.highest_n}, the room says ${row.last_n}.`];
}

function checkMembers(db: Database): Finding {
  const { members } = db.query<{ members: number }, []>("SELECT count(*) AS members FROM members").get() ?? {
    members: 0,
  };
  const problems = db
    .query<{ title: string; said: number; counted: number }, []>(
      `SELECT title, member_count AS said, (SELECT count(*) FROM members m WHERE m.room = r.id) AS counted
       FROM rooms r WHERE said <> counted LIMIT ${maxProblems}`,
    )
    .all()
    .map(({ title, said, counted }) => `${title}: ${counted} members, the room says ${said}.`);
  return { what: "members", read: members, unit: "places in rooms", problems };
}

function checkFeeds(db: Database): Finding {
  const { entries } = db.query<{ entries: number }, []>("SELECT count(*) AS entries FROM feed").get() ?? {
    entries: 0,
  };
  const problems = db
    .query<{ name: string }, []>(
      `SELECT u.name FROM users u JOIN feed f ON f.user = u.id GROUP BY u.id
       HAVING max(f.seq) <> u.feed_seq OR count(*) <> max(f.seq) - min(f.seq) + 1 LIMIT ${maxProblems}`,
    )
    .all()
    .map(({ name }) => `${name}: the feed has a gap.`);
  return { what: "feeds", read: entries, unit: "entries", problems };
}

/** Rows that belong to nothing: what each is called, and how to find one. */
const strays: Readonly<Record<string, string>> = {
  "log entries of no room": "SELECT count(*) AS count FROM events WHERE room NOT IN (SELECT key FROM rooms)",
  "log entries of nobody":
    "SELECT count(*) AS count FROM events WHERE author IS NOT NULL AND author NOT IN (SELECT key FROM users)",
  "members of no room": "SELECT count(*) AS count FROM members WHERE room NOT IN (SELECT id FROM rooms)",
  "members who are nobody": "SELECT count(*) AS count FROM members WHERE user NOT IN (SELECT id FROM users)",
  "devices of nobody": "SELECT count(*) AS count FROM devices WHERE user NOT IN (SELECT id FROM users)",
  "reactions in no room": "SELECT count(*) AS count FROM reactions WHERE room NOT IN (SELECT id FROM rooms)",
};

function checkStrays(db: Database): Finding {
  const problems = Object.entries(strays).flatMap(([what, sql]) => {
    const count = db.query<{ count: number }, []>(sql).get()?.count ?? 0;
    return count === 0 ? [] : [`${count} ${what}.`];
  });
  return { what: "belonging", read: Object.keys(strays).length, unit: "kinds of rows", problems };
}
