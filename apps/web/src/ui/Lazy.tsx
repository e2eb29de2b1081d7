import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { say } from "../words/words.ts";
import { showToast } from "./toasts.ts";

/** A component in a chunk of its own, fetched when it is first shown. */
export interface LazyPart<P> {
  readonly load: () => Promise<ComponentType<P>>;
  readonly loaded: { current: ComponentType<P> | null };
}

export function createLazyPart<P>(load: () => Promise<ComponentType<P>>): LazyPart<P> {
  return { load, loaded: { current: null } };
}

interface LazyProps<P> {
  readonly part: LazyPart<P>;
  readonly props: P;
}

/** Draws nothing until the part's code is there. */
export function Lazy<P extends object>({ part, props }: LazyProps<P>) {
  const [, redraw] = useState(0);
  useEffect(() => {
    if (part.loaded.current) return;
    const show = (component: ComponentType<P>) => {
      part.loaded.current = component;
      redraw((count) => count + 1);
    };
    part.load().then(show, () => {
      showToast({ tone: "bad", title: say("failure.title"), body: say("failure.noAnswer") });
    });
  }, [part]);
  const Loaded = part.loaded.current;
  return Loaded ? <Loaded {...props} /> : null;
}
