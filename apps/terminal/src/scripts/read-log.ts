import type { Client } from "@hearth/client";
import {
  isRoomEvent,
  type Page,
  type RoomEvent,
  type RoomId,
  type Seq,
  sizes,
  type UserId,
} from "@hearth/protocol";
import { formatEvent, formatMessage, Names, recordOfEvent, recordOfMessage } from "../print/entry.ts";
import type { Output } from "../print/output.ts";
import { askSteadily } from "../session/session.ts";

/** Prints a room's log from one place on: each entry once, in order, however often the connection breaks. */
export class LogReader {
  readonly #client: Client;
  readonly #room: RoomId;
  readonly #output: Output;
  readonly #waitMs: number;
  readonly #names = new Names();
  #cursor: Seq;
  #turn: Promise<void> = Promise.resolve();

  constructor(
    client: Client,
    room: RoomId,
    output: Output,
    start: { readonly since: Seq; readonly waitMs: number },
  ) {
    this.#client = client;
    this.#room = room;
    this.#output = output;
    this.#cursor = start.since;
    this.#waitMs = start.waitMs;
  }

  /** Reads what the host has after the place reached so far. */
  catchUp(): Promise<void> {
    return this.#next(() => this.#catchUp());
  }

  /** Prints what comes, until `stopped`; rejects when the host says no. */
  async follow(stopped: Promise<void>): Promise<void> {
    const failed = Promise.withResolvers<never>();
    const keep = (run: () => Promise<void>): void => void this.#next(run).catch(failed.reject);
    const stopListening = this.#client.listen((entry) => {
      if (isRoomEvent(entry) && entry.room === this.#room) keep(() => this.#take(entry));
    });
    const stopWatching = this.#client.status.subscribe(({ phase, ...status }) => {
      if (phase === "live") keep(() => this.#catchUp());
      if ("refusal" in status && status.refusal) failed.reject(status.refusal);
    });
    try {
      await Promise.race([stopped, failed.promise]);
      await this.#turn;
    } finally {
      stopListening();
      stopWatching();
    }
  }

  /** One after the other: entries that come while others are read wait for their turn. */
  #next(run: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(run);
    return this.#turn;
  }

  async #take(event: RoomEvent): Promise<void> {
    // The last entry of a deleted room is never kept, so it has no place that could be reached.
    if (event.type !== "room.deleted" && event.seq > this.#cursor + 1) await this.#catchUp();
    await this.#print(event);
  }

  async #catchUp(): Promise<void> {
    const [room, since] = [this.#room, this.#cursor];
    const news = await this.#ask(() => this.#client.ask({ type: "log.resume", room, since }));
    if (news.startOver) return this.#readPages();
    this.#names.learn(news.users);
    for (const event of news.events) await this.#print(event);
  }

  /** Too much to resume: pages, with edits and reactions folded in and replies of threads left out. */
  async #readPages(): Promise<void> {
    let page: Page;
    do {
      const [room, after] = [this.#room, this.#cursor];
      const limit = sizes.maxPage;
      page = await this.#ask(() => this.#client.ask({ type: "history.page", room, after, limit }));
      await this.#printPage(page);
    } while (page.hasAfter);
    this.#cursor = Math.max(this.#cursor, page.uptoSeq);
  }

  async #printPage(page: Page): Promise<void> {
    const names = this.#names;
    names.learn(page.users);
    const lines = [
      ...page.messages.map((one) => ({
        seq: one.seq,
        record: recordOfMessage(one, names),
        text: () => formatMessage(one, names),
      })),
      ...page.notices.map((one) => ({
        seq: one.seq,
        record: recordOfEvent(one, names),
        text: () => formatEvent(one, names),
      })),
    ].sort((a, b) => a.seq - b.seq);
    for (const { seq, record, text } of lines) {
      if (seq <= this.#cursor) continue;
      await this.#output.write(record, text);
      this.#cursor = seq;
    }
  }

  async #print(event: RoomEvent): Promise<void> {
    if (event.seq <= this.#cursor) return;
    await this.#learnAuthor(event);
    await this.#output.write(recordOfEvent(event, this.#names), () => formatEvent(event, this.#names));
    this.#cursor = event.seq;
  }

  async #learnAuthor({ author }: RoomEvent): Promise<void> {
    if ("guest" in author || this.#names.has(author.user)) return;
    const users: UserId[] = [author.user];
    const found = await this.#ask(() => this.#client.ask({ type: "user.lookup", users }));
    this.#names.learn(found.users);
  }

  #ask<T>(ask: () => Promise<T>): Promise<T> {
    return askSteadily(this.#client, ask, this.#waitMs);
  }
}
