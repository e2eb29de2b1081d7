import { createIds } from "../../ids.ts";
import type { BatchEnd } from "../apply-batch.ts";
import { DataError } from "./open.ts";
import type { FromWorker, Question, ToWorker } from "./worker-messages.ts";
import { SqliteWriter } from "./writer.ts";

declare const self: Worker;

let writer: SqliteWriter | null = null;

/** Erased text also leaves the write-ahead log, a little later: one flush for many erasures. */
const forgetAfterMs = 3_000;
let forgetTimer: Timer | null = null;

let last: Promise<void> = Promise.resolve();

self.onmessage = ({ data }: MessageEvent<string>) => {
  const message = JSON.parse(data) as ToWorker;
  if (message.type === "release") release();
  else last = last.then(() => answer(message)).then(tell);
};

function tell(end: FromWorker): void {
  self.postMessage(JSON.stringify(end));
  // Nobody waits for it: whoever searches asks for the rest.
  if (writer?.isIndexDue) index();
}

async function answer(message: Question): Promise<FromWorker> {
  switch (message.type) {
    case "open":
      return open(message.path);
    case "write":
      return write(message.changes);
    case "index":
      return index();
    case "close":
      if (forgetTimer) clearTimeout(forgetTimer);
      writer?.close();
      writer = null;
      return { type: "closed" };
  }
}

/** A thread's garbage is its own: collecting that of the others leaves it. */
function release(): void {
  writer?.release();
  Bun.gc(true);
}

function open(path: string): FromWorker {
  try {
    writer = new SqliteWriter(path, createIds());
    return { type: "opened" };
  } catch (error) {
    return { type: "refused", message: error instanceof DataError ? error.message : String(error) };
  }
}

async function write(changes: Parameters<SqliteWriter["write"]>[0]): Promise<FromWorker> {
  if (!writer) throw new Error("the writer is not open");
  try {
    const ends = (await writer.write(changes)).map(portable);
    if (writer.hasErased) forgetLater();
    return { type: "written", ends };
  } catch (error) {
    return toFailed(error);
  }
}

function index(): FromWorker {
  try {
    writer?.index();
    return { type: "indexed" };
  } catch (error) {
    return toFailed(error);
  }
}

function toFailed(error: unknown): FromWorker {
  const isFull = error instanceof Error && "reason" in error && error.reason === "disk_full";
  return { type: "failed", reason: isFull ? "disk_full" : "unavailable", detail: describe(error) };
}

function forgetLater(): void {
  forgetTimer ??= setTimeout(() => {
    forgetTimer = null;
    if (!forgetNow()) forgetLater();
  }, forgetAfterMs);
}

function forgetNow(): boolean {
  try {
    return writer?.forgetErased() ?? true;
  } catch {
    // A full disk, a lock: the next try may find them gone.
    return false;
  }
}

/** Errors lose their class on the way; their text is what the log needs. */
function portable(end: BatchEnd): BatchEnd {
  return end.done === "broken" ? { done: "broken", error: describe(end.error) } : end;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause
    ? `${error.stack ?? error.message}\ncaused by ${describe(error.cause)}`
    : (error.stack ?? error.message);
}
