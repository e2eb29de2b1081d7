import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface View {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

const whole: View = { scale: 1, x: 0, y: 0 };
const maxScale = 8;
const swipePixels = 60;

/** Zooms by wheel, double press or two fingers, moves while zoomed; a swipe of the whole picture goes to the next. */
export function useZoom(stage: RefObject<HTMLElement | null>, onStep: (by: number) => void) {
  const [view, setView] = useState(whole);
  const latest = useRef({ view, onStep });
  latest.current = { view, onStep };
  const by = (factor: number) => setView(zoomed(latest.current.view, factor));
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const fingers = new Map<number, { readonly x: number; readonly y: number }>();
    let startX = 0;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      setView(zoomed(latest.current.view, event.deltaY < 0 ? 1.2 : 1 / 1.2));
    };
    const onDown = (event: PointerEvent) => {
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      startX = event.clientX;
    };
    const onMove = (event: PointerEvent) => {
      const before = fingers.get(event.pointerId);
      if (!before) return;
      const spread = spreadOf(fingers);
      fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
      if (fingers.size > 1) return setView(zoomed(latest.current.view, spreadOf(fingers) / (spread || 1)));
      const { view } = latest.current;
      if (view.scale > 1)
        setView({ ...view, x: view.x + event.clientX - before.x, y: view.y + event.clientY - before.y });
    };
    const onUp = (event: PointerEvent) => {
      const isSwipe = fingers.size === 1 && latest.current.view.scale === 1;
      fingers.delete(event.pointerId);
      const moved = event.clientX - startX;
      if (!isSwipe || Math.abs(moved) < swipePixels) return;
      const isRtl = document.documentElement.dir === "rtl";
      latest.current.onStep(moved < 0 === isRtl ? -1 : 1);
    };
    const onCancel = (event: PointerEvent) => void fingers.delete(event.pointerId);
    const onDouble = () => setView(latest.current.view.scale > 1 ? whole : zoomed(whole, 2.5));
    const listeners: [string, (event: never) => void][] = [
      ["wheel", onWheel],
      ["pointerdown", onDown],
      ["pointermove", onMove],
      ["pointerup", onUp],
      ["pointercancel", onCancel],
      ["pointerleave", onCancel],
      ["dblclick", onDouble],
    ];
    for (const [name, listener] of listeners)
      element.addEventListener(name, listener as EventListener, { passive: false });
    return () => {
      for (const [name, listener] of listeners) element.removeEventListener(name, listener as EventListener);
    };
  }, [stage]);
  return { by, transform: `translate(${view.x}px, ${view.y}px) scale(${view.scale})` };
}

function zoomed(view: View, factor: number): View {
  const scale = Math.max(1, Math.min(view.scale * factor, maxScale));
  return scale === 1 ? whole : { ...view, scale };
}

function spreadOf(fingers: ReadonlyMap<number, { readonly x: number; readonly y: number }>): number {
  const [a, b] = [...fingers.values()];
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 0;
}
