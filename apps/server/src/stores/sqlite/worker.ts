import { createIds } from "../../ids.ts";
import type { BatchEnd } from "../apply-batch.ts";
import { DataError } from "./open.ts";
import type { FromWorker, ToWorker } from "./worker-messages.ts";
import { SqliteWriter } from "./writer.ts";

declare const self: Worker;

let writer: SqliteWriter | null = null;

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  void answer(data).then((message) => self.postMessage(message));
};

async function answer(message: ToWorker): Promise<FromWorker> {
  switch (message.type) {
    case "open":
      return open(message.path);
    case "write":
      return write(message.changes);
    case "close":
      writer?.close();
      return { type: "closed" };
  }
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
    return { type: "written", ends: (await writer.write(changes)).map(portable) };
  } catch (error) {
    const reason =
      error instanceof Error && "reason" in error && error.reason === "disk_full"
        ? "disk_full"
        : "unavailable";
    return { type: "failed", reason, detail: describe(error) };
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
