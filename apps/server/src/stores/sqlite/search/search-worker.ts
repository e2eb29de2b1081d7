import { openReader } from "../open.ts";
import type { FromSearchWorker, ToSearchWorker } from "./search-messages.ts";
import { SqliteSearch } from "./search-reads.ts";

declare const self: Worker;

let search: SqliteSearch | null = null;

self.onmessage = ({ data }: MessageEvent<ToSearchWorker>) => {
  self.postMessage(answer(data));
};

function answer(message: ToSearchWorker): FromSearchWorker {
  try {
    switch (message.type) {
      case "open":
        search = new SqliteSearch(openReader(message.path));
        return { type: "opened" };
      case "search":
        if (!search) throw new Error("the search is not open");
        return { type: "found", found: search.search(message.query) };
    }
  } catch (error) {
    return {
      type: "failed",
      detail: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}
