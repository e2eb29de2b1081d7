import { computed } from "@preact/signals";
import type { Ref, VNode } from "preact";
import { forwardRef, memo } from "preact/compat";
import { useMemo } from "preact/hooks";
import type { CustomItemComponentProps } from "virtua";
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
  return <Row place={ref} item={item} index={index} top={style.top} isNew={style.visibility === "hidden"} />;
});

interface RowProps {
  readonly place: Ref<HTMLLIElement>;
  readonly item: Item;
  readonly index: number;
  readonly top: CustomItemComponentProps["style"]["top"];
  /** Not measured yet. */
  readonly isNew: boolean;
}

/** Messages can take the keyboard's place, what stands between them cannot. */
const Row = memo(function Row({ place, item, index, top, isNew }: RowProps) {
  const { setSize, stopKey } = useRoom();
  const label = useLabel(item);
  const row = {
    ref: place,
    style: { top },
    class: isNew ? "timeline-row timeline-row-new" : "timeline-row",
    "aria-posinset": index + 1,
    "aria-setsize": setSize.value,
  };
  if (item.kind !== "message") {
    return (
      <li {...row}>
        <ItemRow item={item} />
      </li>
    );
  }
  return (
    <li
      {...row}
      data-key={item.key}
      tabIndex={item.key === stopKey.value ? 0 : -1}
      aria-label={label}
      aria-describedby={textIdOf(item.key)}
      aria-keyshortcuts="Enter R T E"
    >
      <ItemRow item={item} />
    </li>
  );
});

/** Made once for an item, and again when a name in it changes. */
function useLabel(item: Item): string | undefined {
  const { client } = useRoom();
  const label = useMemo(
    () => computed(() => (item.kind === "message" ? formatRowLabel(client, item) : undefined)),
    [client, item],
  );
  return label.value;
}
