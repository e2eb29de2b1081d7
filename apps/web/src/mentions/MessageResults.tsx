import { useCallback } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { useChange } from "../app/use-change.ts";
import { usePages } from "../app/use-pages.ts";
import { say } from "../words/words.ts";
import { Result } from "./Result.tsx";
import { ResultPages } from "./ResultPages.tsx";

/** The messages that name one, or those one saved. */
export function MessageResults({ list }: { readonly list: "mention" | "saved" }) {
  const client = useClient();
  const load = useCallback(
    async (after: string | undefined) => {
      const { messages, next } = await client.ask({
        type: `${list}.list`,
        ...(after !== undefined && { after }),
      });
      return { items: messages, next };
    },
    [client, list],
  );
  const pages = usePages(load);
  // A signal that the list is another one: a connection came, something was saved, somebody was named.
  const named = client.rooms.value.reduce((sum, room) => sum + room.mentions, 0);
  const news = [client.status.value.phase === "live", client.saved.value.size, named].join(" ");
  useChange(news, pages.reload);
  const isMentions = list === "mention";
  return (
    <ResultPages
      pages={pages}
      emptyTitle={say(isMentions ? "mentions.none" : "mentions.savedNone")}
      emptyBody={say(isMentions ? "mentions.noneBody" : "mentions.savedNoneBody")}
    >
      {(message) => <Result key={`${message.room} ${message.seq}`} message={message} />}
    </ResultPages>
  );
}
