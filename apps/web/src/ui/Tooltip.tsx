import "./tooltip.css";
import { type ComponentChildren, createPortal } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { topLayerOf } from "./top-layer.ts";

const delayMs = 500;

interface Place {
  readonly x: number;
  readonly y: number;
}

interface TooltipProps {
  readonly text: string;
  readonly children: ComponentChildren;
}

/** The label of an icon for eyes: after half a second of rest, or at once on keyboard focus. */
export function Tooltip({ text, children }: TooltipProps) {
  const [place, setPlace] = useState<Place | null>(null);
  const holder = useRef<HTMLSpanElement>(null);
  useEffect(() => (holder.current ? watchRest(holder.current, setPlace) : undefined), []);
  return (
    <span ref={holder} class="tooltip-holder">
      {children}
      {place &&
        createPortal(
          <span class="tooltip" aria-hidden="true" style={{ left: `${place.x}px`, top: `${place.y}px` }}>
            {text}
          </span>,
          topLayerOf(holder.current),
        )}
    </span>
  );
}

/** Tells where the tooltip belongs while a pointer rests on `holder` or the keyboard is in it; returns the stop. */
function watchRest(holder: HTMLElement, setPlace: (place: Place | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const show = () => setPlace(findPlace(holder));
  const hide = () => {
    clearTimeout(timer);
    setPlace(null);
  };
  const onEnter = (event: PointerEvent) => {
    if (event.pointerType === "mouse") timer = setTimeout(show, delayMs);
  };
  const onFocusIn = (event: FocusEvent) => {
    if ((event.target as Element).matches(":focus-visible")) show();
  };
  holder.addEventListener("pointerenter", onEnter);
  holder.addEventListener("focusin", onFocusIn);
  const ends = ["pointerleave", "pointerdown", "focusout", "keydown"] as const;
  for (const end of ends) holder.addEventListener(end, hide);
  return () => clearTimeout(timer);
}

/** Below the control, or above it near the bottom edge; in viewport pixels. */
function findPlace(holder: Element): Place | null {
  const box = holder.firstElementChild?.getBoundingClientRect();
  if (!box) return null;
  const margin = 80;
  const x = Math.min(Math.max(box.left + box.width / 2, margin), window.innerWidth - margin);
  const isLow = box.bottom + 40 > window.innerHeight;
  return { x, y: isLow ? box.top - 36 : box.bottom + 8 };
}
