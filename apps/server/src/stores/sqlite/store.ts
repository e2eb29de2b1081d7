import type { SQLQueryBindings, Statement } from "bun:sqlite";
import { Unavailable, type UserId } from "@hearth/protocol";
import type { Change } from "../../core/changes.ts";
import type { Committed, Found, SearchQuery, Store } from "../../core/ports.ts";
import type { BatchEnd } from "../apply-batch.ts";
import { Batches } from "../batches.ts";
import { DataError, openReader, releasePages } from "./open.ts";
import { SqliteReads } from "./reads.ts";
import { Searcher } from "./search/searcher.ts";
import { Snapshot } from "./snapshot.ts";
import { UserIds } from "./user-ids.ts";
import type { FromWorker, Question, ToWorker } from "./worker-messages.ts";

/**
 * The default store: one file, read here and written by a worker, so that a slow disk stops nobody's
 * conversation. A commit waits for its batch; reads see everything that was committed.
 */
class SqliteStore extends SqliteReads implements Store {
  readonly #writer: WriterWorker;
  readonly #batches: Batches;
  readonly #searcher: Searcher;
  readonly #snapshot = new Snapshot(this.db);
  readonly #userIds = new UserIds((key) => super.userId(key));

  constructor(path: string, writer: WriterWorker) {
    super(openReader(path));
    this.#searcher = new Searcher(path);
    this.#writer = writer;
    this.#batches = new Batches((changes) => this.#write(changes));
  }

  protected override sql(text: string): Statement<unknown, SQLQueryBindings[]> {
    this.#snapshot.begin();
    return super.sql(text);
  }

  protected override userId(key: number): UserId | null {
    return this.#userIds.of(key);
  }

  commit(change: Change): Promise<Committed> {
    return this.#batches.add(change);
  }

  async search(query: SearchQuery): Promise<Found> {
    const found = await this.#searcher.search(query, () => this.#writer.index());
    this.#snapshot.end();
    return found;
  }

  release(): void {
    this.#snapshot.end();
    releasePages(this.db);
    this.#writer.release();
  }

  async close(): Promise<void> {
    await this.#searcher.close();
    await this.#batches.close();
    this.#snapshot.end();
    this.db.close();
    await this.#writer.close();
  }

  async #write(changes: readonly Change[]): Promise<readonly BatchEnd[]> {
    const ends = await this.#writer.write(changes);
    this.#snapshot.end();
    return ends;
  }
}

/** Opens the database at `path`, creating it. Throws `DataError` with a sentence for the host. */
export async function openSqliteStore(path: string): Promise<Store> {
  const writer = new WriterWorker();
  await writer.open(path);
  return new SqliteStore(path, writer);
}

/** The worker, seen as functions that answer. */
class WriterWorker {
  readonly #worker = new Worker(new URL("./worker.ts", import.meta.url).href);
  readonly #asked: PromiseWithResolvers<FromWorker>[] = [];
  /** Set while the index has, or is being given, everything that was written. */
  #indexed: Promise<void> | null = null;
  /** Why it will never answer again. */
  #failure: Unavailable | null = null;

  constructor() {
    this.#worker.onmessage = ({ data }: MessageEvent<string>) =>
      this.#asked.shift()?.resolve(JSON.parse(data) as FromWorker);
    this.#worker.onerror = ({ message }) => {
      this.#failure = new Unavailable("unavailable", { cause: message });
      for (const { reject } of this.#asked.splice(0)) reject(this.#failure);
    };
  }

  async open(path: string): Promise<void> {
    const answer = await this.#ask({ type: "open", path });
    if (answer.type === "opened") return;
    this.#worker.terminate();
    throw new DataError(answer.type === "refused" ? answer.message : "The database did not open.");
  }

  async write(changes: readonly Change[]): Promise<readonly BatchEnd[]> {
    this.#indexed = null;
    const answer = await this.#ask({ type: "write", changes });
    if (answer.type === "written") return answer.ends;
    if (answer.type === "failed") throw new Unavailable(answer.reason, { cause: answer.detail });
    throw new Error(`the writer answered ${answer.type}`);
  }

  /** Resolves when searches find everything that was written before; on a full disk, what they can. */
  index(): Promise<void> {
    this.#indexed ??= this.#giveIndex();
    return this.#indexed;
  }

  async #giveIndex(): Promise<void> {
    const answer = await this.#ask({ type: "index" });
    if (answer.type !== "failed") return;
    this.#indexed = null;
    if (answer.reason !== "disk_full") throw new Unavailable(answer.reason, { cause: answer.detail });
  }

  release(): void {
    this.#send({ type: "release" });
  }

  async close(): Promise<void> {
    await this.#ask({ type: "close" });
    this.#failure = new Unavailable("unavailable");
    this.#worker.terminate();
  }

  #ask(question: Question): Promise<FromWorker> {
    if (this.#failure) return Promise.reject(this.#failure);
    const asked = Promise.withResolvers<FromWorker>();
    this.#asked.push(asked);
    this.#send(question);
    return asked.promise;
  }

  #send(message: ToWorker): void {
    this.#worker.postMessage(JSON.stringify(message));
  }
}
