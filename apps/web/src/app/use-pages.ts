import { useCallback, useEffect, useRef, useState } from "preact/hooks";

export interface PageOf<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Loads the page behind `after`, or the first one. Must keep its identity while it asks the same question. */
export type LoadPage<T> = (after: string | undefined) => Promise<PageOf<T>>;

export interface Pages<T> {
  readonly items: readonly T[];
  readonly phase: "loading" | "ready" | "failed";
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly reload: () => void;
}

interface State<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly phase: "loading" | "ready" | "failed";
  readonly error: unknown;
}

/** A list of the host's in pages. What was shown stays while a new question is on its way. */
export function usePages<T>(load: LoadPage<T>): Pages<T> {
  const [state, setState] = useState<State<T>>({ items: [], next: null, phase: "loading", error: null });
  const asked = useRef(0);
  const ask = useCallback(
    (after: string | undefined, before: readonly T[]) => {
      asked.current += 1;
      const question = asked.current;
      const settle = (next: State<T>) => question === asked.current && setState(next);
      load(after).then(
        (page) => settle({ items: [...before, ...page.items], next: page.next, phase: "ready", error: null }),
        (error: unknown) => settle({ items: before, next: null, phase: "failed", error }),
      );
    },
    [load],
  );
  useEffect(() => ask(undefined, []), [ask]);
  const { items, next } = state;
  const reload = useCallback(() => ask(undefined, []), [ask]);
  const loadMore = useCallback(() => {
    if (next !== null) ask(next, items);
  }, [ask, next, items]);
  return {
    items,
    phase: state.phase,
    error: state.error,
    hasMore: next !== null,
    loadMore,
    reload,
  };
}
