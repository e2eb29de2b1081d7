import { Database } from "bun:sqlite";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const bin = new URL("../../../../bin/hearth", import.meta.url).pathname;

/** One message as the database has it. */
export interface SavedMessage {
  readonly room: string;
  readonly seq: number;
  readonly text: string;
}

/** A real Hearth in a process of its own, on one data folder and one port, that can be killed and started again. */
export class Host {
  readonly data = mkdtempSync(join(tmpdir(), "hearth-main-job-"));
  port = 0;
  #process: Bun.Subprocess<"ignore", "pipe", "inherit"> | null = null;

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Resolves when it answers. */
  async start(name = "Main job"): Promise<void> {
    const args = [
      "serve",
      "--data",
      this.data,
      "--host",
      "127.0.0.1",
      "--port",
      String(this.port),
      "--name",
      name,
    ];
    this.#process = Bun.spawn([bin, ...args], { stdin: "ignore", stdout: "pipe", stderr: "inherit" });
    this.port = await readPort(this.#process.stdout);
  }

  /** No goodbye: as when somebody trips over the cable. */
  async kill(): Promise<void> {
    this.#process?.kill("SIGKILL");
    await this.#process?.exited;
  }

  /** Every room's messages that stand, in log order. */
  readMessages(): SavedMessage[] {
    const db = new Database(join(this.data, "hearth.db"), { readonly: true });
    try {
      return db
        .query<{ room: string; seq: number; body: string }, []>(
          `SELECT r.id AS room, e.seq, e.body FROM events e JOIN rooms r ON r.key = e.room
           WHERE e.n IS NOT NULL AND e.body IS NOT NULL ORDER BY r.id, e.seq`,
        )
        .all()
        .map(({ room, seq, body }) => ({ room, seq, text: (JSON.parse(body) as { text: string }).text }));
    } finally {
      db.close();
    }
  }

  /** For each room, `seq` must be 1, 2, 3 … as far as it goes: the rooms where it is not. */
  readGaps(): string[] {
    const db = new Database(join(this.data, "hearth.db"), { readonly: true });
    try {
      return db
        .query<{ id: string }, []>(
          `SELECT r.id FROM rooms r JOIN events e ON e.room = r.key GROUP BY r.key
           HAVING count(*) <> r.last_seq OR max(e.seq) <> r.last_seq OR min(e.seq) <> 1`,
        )
        .all()
        .map(({ id }) => id);
    } finally {
      db.close();
    }
  }

  readMemberNames(room: string): string[] {
    const db = new Database(join(this.data, "hearth.db"), { readonly: true });
    try {
      return db
        .query<{ name: string }, [string]>(
          "SELECT u.name FROM members m JOIN users u ON u.id = m.user WHERE m.room = ?",
        )
        .all(room)
        .map(({ name }) => name);
    } finally {
      db.close();
    }
  }

  async close(): Promise<void> {
    this.#process?.kill("SIGTERM");
    await this.#process?.exited;
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** The port stands in the first address the banner prints. */
async function readPort(output: ReadableStream<Uint8Array>): Promise<number> {
  const reader = output.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`Hearth stopped before it listened:\n${text}`);
    text += decoder.decode(value);
    const port = /http:\/\/[^\s/]+:(\d+)/.exec(text)?.[1];
    if (port === undefined) continue;
    void drain(reader);
    return Number(port);
  }
}

/** Whoever stops reading a pipe stops the writer. */
async function drain(reader: { read(): Promise<{ readonly done: boolean }> }): Promise<void> {
  while (!(await reader.read()).done);
}
