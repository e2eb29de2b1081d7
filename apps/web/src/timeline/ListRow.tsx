import type { Ref, VNode } from "preact";
import { forwardRef, memo } from "preact/compat";
import type { CustomItemComponentProps } from "virtua";
import { onRowKey, onRowLeft } from "../messages/row-keys.ts";
import { formatRowLabel } from "../messages/row-label.ts";
import { ItemRow, textIdOf } from "./ItemRow.tsx";
import type { Item } from "./items.ts";
import { useRoom } from "./room-context.ts";

/**
 * The place of one row. The list asks for every row at each step of a scroll, and the memo says which are another one. An
 * element that is used again would do as well, but keeps the list of the time when it was made, and so all of a room.
 */
export const ListRow = forwardRef<HTMLLIElement, CustomItemComponentProps>(function ListRow(
  { style, index, children },
  ref,
) {
  const { item } = (children as VNode<{ readonly item: Item }>).props;
  return <Row itemRef={ref} item={item} index={index} style={style} />;
});

interface RowProps extends Pick<CustomItemComponentProps, "style" | "index"> {
  readonly itemRef: Ref<HTMLLIElement>;
  readonly item: Item;
}

/** Messages can take the keyboard's place, what stands between them cannot. */
const Row = memo(function Row({ itemRef: ref, item, index, style }: RowProps) {
  const open = useRoom();
  const { client, setSize, stopKey } = open;
  const place = { "aria-posinset": index + 1, "aria-setsize": setSize.value };
  if (item.kind !== "message") {
    return (
      <li ref={ref} style={style} class="timeline-row" {...place}>
        <ItemRow item={item} />
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
      <ItemRow item={item} />
    </li>
  );
}, isSameRow);

function isSameRow(one: RowProps, other: RowProps): boolean {
  const names = Object.keys(other.style) as (keyof RowProps["style"])[];
  return (
    one.item === other.item &&
    one.index === other.index &&
    one.itemRef === other.itemRef &&
    names.every((name) => one.style[name] === other.style[name])
  );
}
