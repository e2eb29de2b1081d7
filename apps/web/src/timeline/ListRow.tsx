import type { VNode } from "preact";
import { forwardRef } from "preact/compat";
import type { CustomItemComponentProps } from "virtua";
import { onRowKey, onRowLeft } from "../messages/row-keys.ts";
import { formatRowLabel } from "../messages/row-label.ts";
import type { Item } from "./items.ts";
import { useRoom } from "./room-context.ts";

/** The id of the element that holds what a row says. */
export function textIdOf(key: string): string {
  return `text-${key}`;
}

/** One row of the list: messages can take the keyboard's place, what stands between them cannot. */
export const ListRow = forwardRef<HTMLLIElement, CustomItemComponentProps>(function ListRow(
  { style, index, children },
  ref,
) {
  const open = useRoom();
  const { client, setSize, stopKey } = open;
  const { item } = (children as VNode<{ readonly item: Item }>).props;
  const place = { "aria-posinset": index + 1, "aria-setsize": setSize.value };
  if (item.kind !== "message") {
    return (
      <li ref={ref} style={style} class="timeline-row" {...place}>
        {children}
      </li>
    );
  }
  return (
    <li
      ref={ref}
      style={style}
      class="timeline-row"
      {...place}
      data-key={item.key}
      tabIndex={item.key === stopKey.value ? 0 : -1}
      aria-label={formatRowLabel(client, item)}
      aria-describedby={textIdOf(item.key)}
      aria-keyshortcuts="Enter R T E"
      onKeyDown={(event) => onRowKey(open, item, event)}
      onFocusIn={() => {
        open.toolsKey.value = item.key;
      }}
      onFocusOut={(event) => onRowLeft(open, item, event)}
    >
      {children}
    </li>
  );
});
