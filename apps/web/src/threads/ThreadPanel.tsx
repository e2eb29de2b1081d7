import type { Seq } from "@hearth/protocol";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { layout } from "../app/layout.ts";
import { Composer } from "../composer/Composer.tsx";
import { MessageMenuHost } from "../messages/MessageMenuHost.tsx";
import { createOpenRoom } from "../timeline/open-room.ts";
import { RoomProvider, useRoom } from "../timeline/room-context.ts";
import { TimelineView } from "../timeline/TimelineView.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { say } from "../words/words.ts";
import "./thread-panel.css";

interface Props {
  readonly root: Seq;
  /** The reply a link led to. */
  readonly seq: Seq | undefined;
}

/** A message and the answers to it, beside their room; over it where there is no room beside. */
export function ThreadPanel({ root, seq }: Props) {
  const beside = useRoom();
  const { client, room, openThread } = beside;
  const open = useMemo(() => createOpenRoom(client, room, { root, beside }), [client, room, root, beside]);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => open.start(), [open]);
  useEffect(() => {
    if (seq !== undefined) open.jumpTo(seq);
  }, [open, seq]);
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

function Count({ root }: { readonly root: Seq }) {
  const replies = useRoom().quotes.get(root).value?.thread?.replies ?? 0;
  return <p class="thread-count">{say("thread.replies", { count: replies })}</p>;
}
