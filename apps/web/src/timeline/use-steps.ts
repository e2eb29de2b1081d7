import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Item } from "./items.ts";
import { type Step, stepToward } from "./steps.ts";

/** Follows `wanted` in steps the virtual list can take; `generation` rises when the list is another one. */
export function useSteps(wanted: readonly Item[]): { readonly step: Step; readonly generation: number } {
  const shown = useRef<readonly Item[]>([]);
  const generation = useRef(0);
  const [, redraw] = useState(0);
  const step = stepToward(shown.current, wanted);
  if (step.isReplaced) generation.current += 1;
  shown.current = step.items;
  useLayoutEffect(() => {
    if (step.items !== wanted) redraw((count) => count + 1);
  });
  return { step, generation: generation.current };
}
