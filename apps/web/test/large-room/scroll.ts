import type { CDPSession, Page } from "playwright-core";

/** What a reader saw of a scroll through the room, frame by frame. */
export interface Scroll {
  readonly seconds: number;
  readonly frames: number;
  /** Milliseconds between two frames. */
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly longestMs: number;
  /** Screens of text that went by. */
  readonly screens: number;
  /** Frames with a hole where rows belong, and the largest hole. */
  readonly blank: number;
  readonly largestBlankPx: number;
  /** Frames in which a row in view stood elsewhere than the finger drew it, by more than 2 px, and the farthest. */
  readonly jumps: number;
  readonly farthestJumpPx: number;
  /** Frames at the first row while older ones were still on their way. */
  readonly held: number;
  readonly mostMounted: number;
  readonly reachedStart: boolean;
}

interface Finger {
  readonly pxPerSecond: number;
  readonly limitMs: number;
  /** The text of the room's first message. */
  readonly first: string;
}

const swipePx = 20_000;

/** A finger that draws the list from the end to the start without rest, or until time is over. */
export async function swipeToStart(page: Page, session: CDPSession, finger: Finger): Promise<Scroll> {
  const watch = await page.evaluateHandle(watchScroll, finger.first);
  const box = await page.getByRole("log").boundingBox();
  if (!box) throw new Error("no list on the page");
  await watch.evaluate(({ begin }) => begin());
  const endsAtMs = performance.now() + finger.limitMs;
  while (performance.now() < endsAtMs && !(await watch.evaluate(({ isAtStart }) => isAtStart())))
    await session.send("Input.synthesizeScrollGesture", {
      x: box.x + box.width / 2,
      y: box.y + box.height / 2,
      yDistance: swipePx,
      speed: finger.pxPerSecond,
      gestureSourceType: "mouse",
      preventFling: true,
    });
  return watch.evaluate(({ stop }) => stop());
}

/** Runs in the page, and looks at it twice a frame without asking it for anything but where its rows are. */
function watchScroll(first: string) {
  const list = document.querySelector<HTMLElement>("[role=log]");
  if (!list) throw new Error("no list");
  const startedAtMs = performance.now();
  const between: number[] = [];
  const count = {
    screens: 0,
    blank: 0,
    largestBlankPx: 0,
    jumps: 0,
    farthestJumpPx: 0,
    held: 0,
    mostMounted: 0,
  };
  const shownRows = () => [...list.querySelectorAll<HTMLElement>("li.timeline-row:not(.timeline-row-new)")];

  // What the finger moves is in the scroll position when a scroll event comes, before anything else is done in the
  // frame. The list moves it later, to make up for rows above the view, and so does the browser when the list shrinks.
  let knownTop = list.scrollTop;
  let fingerPx = 0;
  for (const name of ["scrollBy", "scrollTo"] as const) {
    const move = list[name].bind(list) as (options: ScrollToOptions) => void;
    list[name] = (options: ScrollToOptions | number = {}) => {
      if (typeof options !== "number") move(options);
      knownTop = list.scrollTop;
    };
  }

  /** Where rows stood when the page was drawn last, from the start of the list, in order. */
  let drawnRows: readonly { readonly top: number; readonly bottom: number }[] = [];
  let drawnTop = list.scrollTop;
  /** Comes first in a frame: the finger has moved what was drawn last, and nothing else has reached the screen yet. */
  const lookForHoles = () => {
    if (list.scrollTop !== knownTop) movedAtMs = performance.now();
    fingerPx += list.scrollTop - knownTop;
    knownTop = list.scrollTop;
    const top = drawnTop + fingerPx;
    const [last] = drawnRows.slice(-1);
    if (!last) return;
    const bottom = Math.min(top + list.clientHeight, last.bottom);
    let hole = 0;
    let at = Math.max(0, top);
    for (const row of drawnRows.filter((one) => one.bottom > top && one.top < bottom)) {
      hole += Math.max(0, row.top - at);
      at = Math.max(at, row.bottom);
    }
    hole += Math.max(0, bottom - at);
    if (hole > 2) count.blank += 1;
    count.largestBlankPx = Math.max(count.largestBlankPx, Math.round(hole));
  };
  addEventListener("scroll", lookForHoles, { capture: true });

  let places = new Map<string, number>();
  let lastMs = startedAtMs;
  let isStopped = false;
  let movedAtMs = startedAtMs;
  /** Counts once the list stands still, as a person looks before they move it. */
  const begin = () =>
    new Promise<void>((done) => {
      const look = () => {
        if (performance.now() - movedAtMs <= 400) return requestAnimationFrame(look);
        for (const name of Object.keys(count) as (keyof typeof count)[]) count[name] = 0;
        between.length = 0;
        return done();
      };
      look();
    });
  const isAtStart = () => list.scrollTop <= 0 && (list.textContent ?? "").includes(first);
  /** Comes when a frame is drawn. */
  const lookForJumps = () => {
    const nowMs = performance.now();
    between.push(nowMs - lastMs);
    lastMs = nowMs;
    const rows = [...list.querySelectorAll("li.timeline-row")];
    count.mostMounted = Math.max(count.mostMounted, rows.length);
    count.screens += Math.abs(fingerPx) / list.clientHeight;
    const view = list.getBoundingClientRect();
    const boxes = shownRows().map((row) => [row.dataset["key"] ?? "", row.getBoundingClientRect()] as const);
    const inView = boxes.filter(([, box]) => box.bottom > view.top && box.top < view.bottom);
    const next = new Map(inView.map(([key, box]) => [key, box.top]));
    const fromStart = list.scrollTop - view.top;
    drawnRows = boxes
      .map(([, box]) => ({ top: box.top + fromStart, bottom: box.bottom + fromStart }))
      .sort((one, other) => one.top - other.top);
    const moves = [...next].flatMap(([key, top]) => {
      const before = places.get(key);
      return before === undefined ? [] : [Math.abs(top - before + fingerPx)];
    });
    places = next;
    fingerPx = 0;
    drawnTop = list.scrollTop;
    knownTop = drawnTop;
    // A row that grew or shrank moves the rows on one side of it; the others say whether the list moved.
    const jump = moves.length > 0 ? Math.min(...moves) : 0;
    if (jump > 2) count.jumps += 1;
    count.farthestJumpPx = Math.max(count.farthestJumpPx, Math.round(jump));
    if (list.scrollTop <= 0 && !isAtStart()) count.held += 1;
  };
  const drawn = new MessageChannel();
  drawn.port1.onmessage = () => {
    if (isStopped) return;
    lookForJumps();
    requestAnimationFrame(() => drawn.port2.postMessage(null));
  };
  requestAnimationFrame(() => drawn.port2.postMessage(null));

  return {
    isAtStart,
    begin,
    stop: () => {
      isStopped = true;
      removeEventListener("scroll", lookForHoles, { capture: true });
      between.sort((one, other) => one - other);
      const at = (share: number) => Math.round(between[Math.floor((between.length - 1) * share)] ?? 0);
      return {
        ...count,
        screens: Math.round(count.screens),
        seconds: Math.round((performance.now() - startedAtMs) / 1_000),
        frames: between.length,
        medianMs: at(0.5),
        p95Ms: at(0.95),
        longestMs: at(1),
        reachedStart: isAtStart(),
      };
    },
  };
}
