import type { Message } from "@hearth/protocol";
import { useCallback, useState } from "preact/hooks";
import { isPhone } from "../app/layout.ts";
import { Page } from "../app/Page.tsx";
import { routeOf } from "../app/route.ts";
import { useClient } from "../app/session.ts";
import { useChange } from "../app/use-change.ts";
import { usePages } from "../app/use-pages.ts";
import { previewOf } from "../rooms/preview.ts";
import { titleOf } from "../rooms/title.ts";
import { RouteLink } from "../sidebar/RouteLink.tsx";
import { idOf } from "../timeline/items.ts";
import { nameOf } from "../timeline/room-context.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { formatWhen } from "../words/format.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import "./mentions-page.css";

type List = "mention" | "saved";

/** The messages that name one, and those one saved for later; a press goes there. */
export function MentionsPage() {
  const [list, setList] = useState<List>("mention");
  const tabs = [
    { value: "mention", label: say("mentions.title") },
    { value: "saved", label: say("mentions.saved") },
  ] as const;
  return (
    <Page title={say("mentions.title")} isTab={isPhone.value}>
      <Tabs label={say("mentions.lists")} tabs={tabs} value={list} onChange={setList}>
        <MessageResults key={list} list={list} />
      </Tabs>
    </Page>
  );
}

function MessageResults({ list }: { readonly list: List }) {
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
  const { reload } = pages;
  // A signal that the list is another one: a connection came, something was saved, somebody was named.
  const named = client.rooms.value.reduce((sum, room) => sum + room.mentions, 0);
  const news = [client.status.value.phase === "live", client.saved.value.size, named].join(" ");
  useChange(news, reload);
  if (pages.phase === "loading" && pages.items.length === 0) return <Skeleton label={say("app.loading")} />;
  if (pages.phase === "failed") return <ErrorNote text={sayFailure(pages.error)} />;
  if (pages.items.length === 0) {
    const isMentions = list === "mention";
    return (
      <Empty
        title={say(isMentions ? "mentions.none" : "mentions.savedNone")}
        body={say(isMentions ? "mentions.noneBody" : "mentions.savedNoneBody")}
      />
    );
  }
  return (
    <>
      <ul class="message-results">
        {pages.items.map((message) => (
          <Result key={`${message.room} ${message.seq}`} message={message} />
        ))}
      </ul>
      {pages.hasMore && <Button onClick={pages.loadMore}>{say("action.showMore")}</Button>}
    </>
  );
}

function Result({ message }: { readonly message: Message }) {
  const client = useClient();
  const room = client.rooms.value.find(({ id }) => id === message.room);
  if (!room) return null;
  const { seq, threadRoot, author, atMs } = message;
  const isOnlyInThread = threadRoot !== undefined && message.alsoInRoom !== true;
  const to = { ...routeOf(room), seq, ...(isOnlyInThread && { thread: threadRoot }) };
  const isNew = seq > room.readSeq;
  const name = nameOf(client, author);
  return (
    <li>
      <RouteLink to={to} class={isNew ? "message-result message-result-new" : "message-result"}>
        <Avatar id={idOf(author)} name={name} />
        <span class="grow">
          <span class="message-result-head">
            <b class="cut">
              <bdi>{name}</bdi>
            </b>
            <span class="message-result-room cut">
              <bdi>{titleOf(room, client.me.value?.id)}</bdi>
            </span>
            <time>{formatWhen(atMs, client.serverNow())}</time>
          </span>
          <span class="message-result-text" dir="auto">
            {previewOf(message)}
          </span>
        </span>
      </RouteLink>
    </li>
  );
}
