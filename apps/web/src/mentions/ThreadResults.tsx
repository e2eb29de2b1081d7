import { useCallback } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { useChange } from "../app/use-change.ts";
import { usePages } from "../app/use-pages.ts";
import { say } from "../words/words.ts";
import { Result } from "./Result.tsx";
import { ResultPages } from "./ResultPages.tsx";

/** The threads one follows, the one with the newest reply first. */
export function ThreadResults() {
  const client = useClient();
  const load = useCallback(
    async (after: string | undefined) => {
      const { threads, next } = await client.ask({
        type: "thread.list",
        ...(after !== undefined && { after }),
      });
      return { items: threads, next };
    },
    [client],
  );
  const pages = usePages(load);
  const followed = client.rooms.value.flatMap((room) => room.threads ?? []);
  const unread = followed.reduce((sum, thread) => sum + thread.unread, 0);
  useChange([client.status.value.phase === "live", followed.length, unread].join(" "), pages.reload);
  return (
    <ResultPages
      pages={pages}
      emptyTitle={say("mentions.threadsNone")}
      emptyBody={say("mentions.threadsNoneBody")}
    >
      {({ message, unread: count }) => (
        <Result
          key={`${message.room} ${message.seq}`}
          message={message}
          thread={{ replies: message.thread?.replies ?? 0, unread: count }}
        />
      )}
    </ResultPages>
  );
}
