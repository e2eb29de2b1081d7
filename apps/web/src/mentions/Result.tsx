import type { Message } from "@hearth/protocol";
import { routeOf } from "../app/route.ts";
import { useClient } from "../app/session.ts";
import { previewOf } from "../rooms/preview.ts";
import { titleOf } from "../rooms/title.ts";
import { RouteLink } from "../sidebar/RouteLink.tsx";
import { idOf } from "../timeline/items.ts";
import { nameOf } from "../timeline/room-context.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { formatWhen } from "../words/format.ts";
import { say } from "../words/words.ts";

interface Props {
  readonly message: Message;
  /** The message is the root of a followed thread. */
  readonly thread?: { readonly replies: number; readonly unread: number };
}

/** A message of some room, in a list; a press goes to it, or into its thread. */
export function Result({ message, thread }: Props) {
  const client = useClient();
  const room = client.rooms.value.find(({ id }) => id === message.room);
  if (!room) return null;
  const { seq, threadRoot, author } = message;
  const ownRoot = message.alsoInRoom ? undefined : threadRoot;
  const root = thread ? seq : ownRoot;
  const isNew = thread ? thread.unread > 0 : seq > room.readSeq;
  const name = nameOf(client, author);
  const atMs = (thread && message.thread?.lastAtMs) ?? message.atMs;
  return (
    <li>
      <RouteLink
        to={{ ...routeOf(room), seq, ...(root !== undefined && { thread: root }) }}
        class={isNew ? "message-result message-result-new" : "message-result"}
      >
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
          {thread && (
            <span class="message-result-thread">
              {say("thread.replies", { count: thread.replies })}
              {thread.unread > 0 && <b>{say("thread.new", { count: thread.unread })}</b>}
            </span>
          )}
        </span>
      </RouteLink>
    </li>
  );
}
