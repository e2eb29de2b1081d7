import { createContext, type RefObject } from "preact";
import { forwardRef } from "preact/compat";
import { useContext, useLayoutEffect, useRef } from "preact/hooks";
import type { CustomContainerComponentProps, VirtualizerHandle } from "virtua";

/** The list that the rows below this belong to. */
const ListContext = createContext<RefObject<VirtualizerHandle | null>>({ current: null });
export const ListProvider = ListContext.Provider;

/**
 * The place of all rows. Each stands at its distance from the end, not from the start as the list asks for: whoever
 * reads up has rows measured above what is in view, in each frame, and would have all the others moved by it.
 */
export const ListSpace = forwardRef<HTMLOListElement, CustomContainerComponentProps>(function ListSpace(
  { style, children },
  ref,
) {
  const list = useContext(ListContext);
  const places = useRef(new WeakMap<Element, number>()).current;
  const own = useRef<HTMLOListElement | null>(null);
  useLayoutEffect(() => {
    if (!list.current || !own.current) return;
    for (const row of own.current.children as HTMLCollectionOf<HTMLElement>) {
      const index = Number(row.getAttribute("aria-posinset")) - 1;
      const start = list.current.getItemOffset(index);
      const place = Number(style.height) - start - list.current.getItemSize(index);
      if (places.get(row) === place) continue;
      places.set(row, place);
      row.style.bottom = `${place}px`;
    }
  });
  return (
    <ol
      ref={(element) => {
        own.current = element;
        if (typeof ref === "function") ref(element);
        else if (ref) ref.current = element;
      }}
      style={style}
    >
      {children}
    </ol>
  );
});
