import type { Seq } from "@hearth/protocol";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { layout } from "../app/layout.ts";
import { Composer } from "../composer/Composer.tsx";
import { MessageMenuHost } from "../messages/MessageMenuHost.tsx";
import { tell } from "../messages/tell.ts";
import { createOpenRoom } from "../timeline/open-room.ts";
import { RoomProvider, useRoom } from "../timeline/room-context.ts";
import { TimelineView } from "../timeline/TimelineView.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { say } from "../words/words.ts";
import "./thread-panel.css";

interface Props {
  readonly root: Seq;
  /** The reply a link led to; the root itself means the thread, wherever one is in it. */
  readonly seq: Seq | undefined;
}

/** A message and the answers to it, beside their room; over it where there is no room beside. */
export function ThreadPanel({ root, seq }: Props) {
  const beside = useRoom();
  const { client, room, openThread } = beside;
  const open = useMemo(() => createOpenRoom(client, room, { root, beside }), [client, room, root, beside]);
  const panel = useRef<HTMLElement>(null);
  // It ends with the panel, not a moment later: what comes then is not read.
  useLayoutEffect(() => open.start(), [open]);
  useEffect(() => {
    if (seq !== undefined && seq !== root) open.jumpTo(seq);
  }, [open, root, seq]);
  useEffect(() => {
    const opener = document.activeElement;
    // On phones the field would bring the keyboard over what one came to read.
    if (layout.value !== "desk") panel.current?.querySelector("button")?.focus();
    return () => {
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  const close = () => {
    openThread.value = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    event.preventDefault();
    close();
  };
  return (
    <RoomProvider value={open}>
      <aside ref={panel} class="thread" aria-label={say("thread.title")} onKeyDown={onKeyDown}>
        <header class="thread-bar">
          <div class="thread-heading">
            <h2>{say("thread.title")}</h2>
            <Count root={root} />
          </div>
          <FollowButton root={root} />
          <IconButton icon="x" label={say("thread.close")} onClick={close} />
        </header>
        <TimelineView />
        <div class="thread-foot">
          <Composer />
        </div>
        <MessageMenuHost />
      </aside>
    </RoomProvider>
  );
}

/** Whether one is told of new replies. */
function FollowButton({ root }: { readonly root: Seq }) {
  const { client, room } = useRoom();
  const isFollowed = room.state.value.threads?.some((thread) => thread.root === root) ?? false;
  const type = isFollowed ? "thread.unfollow" : "thread.follow";
  return (
    <IconButton
      icon={isFollowed ? "bell" : "belloff"}
      label={say("thread.follow")}
      pressed={isFollowed}
      onClick={() => void tell(client.ask({ type, room: room.id, root }))}
    />
  );
}

function Count({ root }: { readonly root: Seq }) {
  const replies = useRoom().quotes.get(root).value?.thread?.replies ?? 0;
  return <p class="thread-count">{say("thread.replies", { count: replies })}</p>;
}
