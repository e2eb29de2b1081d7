import { useComputed } from "@preact/signals";
import { useRef } from "preact/hooks";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { useRowEvents } from "../messages/use-row-events.ts";
import { titleOf } from "../rooms/title.ts";
import { say } from "../words/words.ts";
import { ItemRow } from "./ItemRow.tsx";
import type { Item } from "./items.ts";
import { ListRow } from "./ListRow.tsx";
import { NothingYet } from "./NothingYet.tsx";
import { useRoom, useRoomState } from "./room-context.ts";
import { useListScroll } from "./use-list-scroll.ts";
import { useRowFocus } from "./use-row-focus.ts";
import { useSteps } from "./use-steps.ts";
import "./message-list.css";

/** The rows of a room, as many of them mounted as are near the view. */
export function MessageList() {
  const { client, kind, items } = useRoom();
  const title = useRoomState((state) => titleOf(state, client.me.value?.id));
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { step, generation } = useSteps(items.value);
  const scroll = useListScroll({ scroller, list, items: step.items });
  const focus = useRowFocus({ scroller, items: step.items });
  const { onRowKeyDown, onRowFocusIn, ...events } = useRowEvents(step.items);
  const isEmpty = useComputed(() => !items.value.some((item) => item.kind === "message"));
  return (
    <div
      ref={scroller}
      class={scroll.isMoving ? "message-list message-list-moving" : "message-list"}
      role="log"
      aria-label={
        kind === "direct"
          ? say("timeline.labelDirect", { people: title })
          : say("timeline.label", { room: title })
      }
      aria-live="off"
      data-region="timeline"
      {...events}
      onKeyDown={(event) => {
        onRowKeyDown(event);
        focus.onKeyDown(event);
      }}
      onFocusIn={(event) => {
        onRowFocusIn(event);
        focus.onFocusIn(event);
      }}
    >
      <div class="message-list-space">{isEmpty.value && <NothingYet />}</div>
      <Virtualizer
        key={generation}
        ref={list}
        scrollRef={scroller}
        as="ol"
        item={ListRow}
        data={step.items}
        shift={step.isShift}
        bufferSize={scroll.bufferPx}
        keepMounted={focus.keptMounted}
        onScroll={scroll.onScroll}
        onScrollEnd={scroll.onScrollEnd}
      >
        {drawItem}
      </Virtualizer>
    </div>
  );
}

function drawItem(item: Item) {
  return <ItemRow key={item.key} item={item} />;
}
