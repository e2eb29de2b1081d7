import { computed } from "@preact/signals";
import type { VNode } from "preact";
import { forwardRef } from "preact/compat";
import { useMemo } from "preact/hooks";
import type { CustomItemComponentProps } from "virtua";
import { formatRowLabel } from "../messages/row-label.ts";
import type { Item } from "./items.ts";
import { useRoom } from "./room-context.ts";

/** The id of the element that holds what a row says. */
export function textIdOf(key: string): string {
  return `text-${key}`;
}

/**
 * One row of the list: messages can take the keyboard's place, what stands between them cannot. The list asks for
 * every row at each step of a scroll; an element that stays the same object is not looked at again.
 */
export const ListRow = forwardRef<HTMLLIElement, CustomItemComponentProps>(function ListRow(
  { style, index, children },
  ref,
) {
  const { setSize, stopKey } = useRoom();
  const { item } = (children as VNode<{ readonly item: Item }>).props;
  const label = useLabel(item);
  const isNew = style.visibility === "hidden";
  const isStop = item.key === stopKey.value;
  const size = setSize.value;
  return useMemo(() => {
    const place = { "aria-posinset": index + 1, "aria-setsize": size };
    const row = { ref, class: isNew ? "timeline-row timeline-row-new" : "timeline-row", ...place };
    if (item.kind !== "message") return <li {...row}>{children}</li>;
    return (
      <li
        {...row}
        data-key={item.key}
        tabIndex={isStop ? 0 : -1}
        aria-label={label}
        aria-describedby={textIdOf(item.key)}
        aria-keyshortcuts="Enter R T E"
      >
        {children}
      </li>
    );
  }, [ref, item, children, index, size, isNew, isStop, label]);
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
