import { assertNever } from "@hearth/protocol";
import { effect, type Signal, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { VirtualizerHandle } from "virtua";
import type { Item } from "./items.ts";
import { type Hands, listenToHands } from "./listen-to-hands.ts";
import type { OpenRoom, Target } from "./open-room.ts";
import { useRoom } from "./room-context.ts";

export interface ListParts {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly list: RefObject<VirtualizerHandle | null>;
  readonly items: readonly Item[];
}

/** Nearer to the end than this is at the end. */
const endPx = 48;
/** Older rows are asked for this many views before the first one shows: a flung list passes three in a second or so. */
const viewsAhead = 8;
const maxMounted = 76;
/** On each side of the view; a list that moves has both in front of it. */
const maxBufferPx = 1_600;
const quietMs = 300;

/** Where the list is: at the end it stays there, elsewhere nothing moves it but the person and a target. */
export function useListScroll(parts: ListParts) {
  const open = useRoom();
  // Read here, so that a new target draws the list again.
  void open.target.value;
  const current = useRef(parts);
  current.current = parts;
  const isMoving = useSignal(false);
  const bufferPx = useSignal(maxBufferPx / 2);
  const keeper = useMemo(
    () => createKeeper(open, () => current.current, isMoving, bufferPx),
    [open, isMoving, bufferPx],
  );
  useLayoutEffect(() => keeper.follow());
  useEffect(() => keeper.start(), [keeper]);
  return { ...keeper, isMoving: isMoving.value, bufferPx: bufferPx.value };
}

/** As far ahead as wanted, but not more rows than allowed: short rows need less. */
function chooseBuffer({ list, items }: ListParts, isMoving: boolean): number {
  const handle = list.current;
  if (!handle || items.length === 0) return maxBufferPx / 2;
  const rowPx = handle.scrollSize / items.length;
  // The list mounts rows on both sides while it rests, and only where it goes while it moves.
  const sides = isMoving ? 1 : 2;
  const spare = (maxMounted * rowPx - handle.viewportSize) / sides;
  // Steps keep the list from drawing again for every pixel.
  return Math.max(200, Math.min((maxBufferPx * 2) / sides, Math.floor(spare / 100) * 100));
}

function createKeeper(
  open: OpenRoom,
  parts: () => ListParts,
  isMoving: Signal<boolean>,
  bufferPx: Signal<number>,
) {
  const { timeline, target, isAtEnd } = open;
  /** A jump is under way: what the scroll position says meanwhile is not where the person wants to be. */
  let isJumping = false;
  let lastOffset = 0;
  /**
   * Older rows wait while the list goes down, as it does when it opens: from the moment they are put in until the list
   * rests, it mounts rows ahead only in the direction that it had (virtua), and that would be the wrong one.
   */
  let isGoingDown = true;
  let lastPxToEnd = Number.POSITIVE_INFINITY;
  let hands: Hands | null = null;
  let followed: readonly Item[] = [];

  const stickToEnd = () => {
    const { scroller } = parts();
    if (isAtEnd.value && !isJumping && scroller.current)
      scroller.current.scrollTop = scroller.current.scrollHeight;
  };

  const isNearEnd = (offset: number) => {
    const handle = parts().list.current;
    if (!handle || timeline.hasAfter.value) return false;
    return pxToEnd(handle, offset) <= endPx;
  };

  const loadAhead = () => {
    const handle = parts().list.current;
    if (!handle || isJumping || timeline.phase.value !== "live") return;
    const ahead = handle.viewportSize * viewsAhead;
    const below = pxToEnd(handle, handle.scrollOffset);
    const mayShift = !isGoingDown || handle.scrollSize <= handle.viewportSize;
    if (mayShift && handle.scrollOffset < ahead && timeline.hasBefore.value) void timeline.loadBefore();
    else if (below < ahead && timeline.hasAfter.value) void timeline.loadAfter();
  };

  const keepNear = () => {
    const { list, items } = parts();
    const handle = list.current;
    if (!handle) return;
    const middle = items[handle.findItemIndex(handle.scrollOffset + handle.viewportSize / 2)];
    timeline.keepNear(isAtEnd.value ? null : seqOf(middle));
  };

  const setMoving = (value: boolean) => {
    isMoving.value = value;
    bufferPx.value = chooseBuffer(parts(), value);
  };

  const settle = () => {
    setMoving(false);
    isGoingDown = false;
    const isNear = isNearEnd(parts().list.current?.scrollOffset ?? 0);
    // Without a jump, being away from the end may only mean that the last row has just grown.
    if (isJumping || isNear) isAtEnd.value = isNear;
    isJumping = false;
    keepNear();
    loadAhead();
  };

  const observer = new ResizeObserver(() => {
    hands?.noteChange();
    stickToEnd();
  });
  let watched: Element | null = null;
  /** The list element is a new one whenever the window of messages is. */
  const watchSizes = () => {
    const { scroller } = parts();
    if (!scroller.current || scroller.current.lastElementChild === watched) return;
    observer.disconnect();
    watched = scroller.current.lastElementChild;
    observer.observe(scroller.current);
    if (watched) observer.observe(watched);
  };

  const arrive = (handle: VirtualizerHandle, items: readonly Item[], wanted: Target) => {
    const place = findPlace(items, wanted);
    if (place === null) return;
    target.value = null;
    isJumping = place !== "end";
    isAtEnd.value = place === "end" && !timeline.hasAfter.value;
    // The end needs no scroll to a row, which would go on to the row that was last when it began.
    if (place === "end") return;
    handle.scrollToIndex(place.index, place);
    // A jump to where the list is already ends without a scroll event.
    setTimeout(takeOver, quietMs);
  };

  const takeOver = () => {
    if (isJumping) settle();
  };

  return {
    onScroll: (offset: number) => {
      const handle = parts().list.current;
      // Rows that come in above change the offset, and not how far the end is.
      const toEnd = handle ? pxToEnd(handle, offset) : 0;
      isGoingDown = toEnd < lastPxToEnd;
      lastPxToEnd = toEnd;
      if (!isJumping) {
        setMoving(isDrawnMoving(parts()));
        if (!isAtEnd.value) keepMoving(parts());
        if (isNearEnd(offset)) isAtEnd.value = true;
        // A row that is measured smaller has the browser move the list up, too, and more may stand below by now.
        else if (offset < lastOffset && hands?.mayMove()) isAtEnd.value = false;
        loadAhead();
      }
      lastOffset = offset;
    },
    onScrollEnd: settle,
    /** After a draw of other rows: on to the target, else to the end if that is where we are. */
    follow: () => {
      watchSizes();
      const { list, items } = parts();
      const wanted = target.value;
      // A draw for anything else must not move a row away under a finger.
      if (items === followed && !wanted) return;
      followed = items;
      if (wanted && list.current && items.length > 0) arrive(list.current, items, wanted);
      stickToEnd();
    },
    start: () => {
      const { scroller } = parts();
      if (scroller.current) hands = listenToHands(scroller.current, () => performance.now());
      for (const sign of ["wheel", "touchstart", "pointerdown"] as const) {
        scroller.current?.addEventListener(sign, takeOver, { passive: true });
      }
      // Whatever could not be loaded while there was no connection is asked for again.
      const stop = effect(() => {
        if (open.client.status.value.phase === "live") queueMicrotask(loadAhead);
      });
      return () => {
        hands?.stop();
        observer.disconnect();
        stop();
      };
    },
  };
}

/** Was the list drawn as one that goes somewhere? Then it mounts rows on that side only. */
function isDrawnMoving({ scroller }: ListParts): boolean {
  const rows = scroller.current?.lastElementChild;
  return rows instanceof HTMLElement && rows.style.pointerEvents === "none";
}

/**
 * The list believes that a scroll is over after 150 ms without an event, and a slow phone may need longer for one
 * frame. A wheel that still turns has it wait once more.
 */
function keepMoving({ scroller }: ListParts): void {
  scroller.current?.dispatchEvent(new WheelEvent("wheel", { deltaY: 1 }));
}

function pxToEnd({ scrollSize, viewportSize }: VirtualizerHandle, offset: number): number {
  return scrollSize - viewportSize - offset;
}

type Place =
  | "end"
  | { readonly index: number; readonly align: "start" | "center" | "nearest"; readonly offset?: number };

/** Where the target is; null while it is not among the items. */
function findPlace(items: readonly Item[], target: Target): Place | null {
  switch (target.kind) {
    case "end":
      return "end";
    case "newLine": {
      const index = items.findIndex((item) => item.kind === "newLine");
      return index < 0 ? "end" : { index, align: "start", offset: -endPx };
    }
    case "message": {
      const index = items.findIndex((item) => seqOf(item) === target.seq);
      return index < 0 ? null : { index, align: "center" };
    }
    case "row": {
      const index = items.findIndex((item) => item.key === target.key);
      return index < 0 ? null : { index, align: "nearest" };
    }
    default:
      return assertNever(target);
  }
}

function seqOf(item: Item | undefined): number | null {
  if (item?.kind === "notices") return item.row.seq;
  return item?.kind === "message" && item.row.kind === "message" ? item.row.seq : null;
}
