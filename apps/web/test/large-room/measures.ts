import { readFileSync } from "node:fs";
import type { CDPSession, Page } from "playwright-core";

/** What a scroll through the room looked like, frame by frame. */
export interface Scroll {
  readonly frames: number;
  /** Milliseconds between two frames. */
  readonly medianMs: number;
  readonly p95Ms: number;
  readonly longestMs: number;
  /** Frames in which nothing stood in the middle of the list, or another row did after rows came above. */
  readonly blank: number;
  readonly mostMounted: number;
  readonly reachedStart: boolean;
}

/** Milliseconds from the press on a room's link until a message of it is painted. */
export function timeOpening(page: Page, title: string): Promise<number> {
  return page.evaluate(
    (title) =>
      new Promise<number>((done, failed) => {
        const link = [...document.querySelectorAll("a")].find((one) => one.textContent?.includes(title));
        if (!link) return failed(new Error(`no link to ${title}`));
        const startedAtMs = performance.now();
        link.click();
        const look = () => {
          const heading = document.querySelector("main h1")?.textContent;
          const row = document.querySelector("[role=log] li[data-key]");
          if (heading !== title || !row || row.getBoundingClientRect().height === 0)
            return requestAnimationFrame(look);
          // The frame in which it is there must still reach the screen.
          return requestAnimationFrame(() => done(performance.now() - startedAtMs));
        };
        look();
      }),
    title,
  );
}

/** Scrolls most of a screen with each frame, from the end to the start or until time is over. */
export function scrollToStart(page: Page, limitMs: number): Promise<Scroll> {
  return page.evaluate(
    (limitMs) =>
      new Promise<Scroll>((done) => {
        const list = document.querySelector<HTMLElement>("[role=log]");
        if (!list) throw new Error("no list");
        const { left, top, width, height } = list.getBoundingClientRect();
        const between: number[] = [];
        let [blank, mostMounted, still] = [0, 0, 0];
        const startedAtMs = performance.now();
        let lastMs = startedAtMs;
        const step = () => {
          const nowMs = performance.now();
          between.push(nowMs - lastMs);
          lastMs = nowMs;
          const middle = document.elementFromPoint(left + width / 2, top + height / 2);
          if (!middle?.closest("li")) blank += 1;
          mostMounted = Math.max(mostMounted, list.querySelectorAll("li").length);
          still = list.scrollTop <= 0 ? still + 1 : 0;
          if (still < 120 && nowMs - startedAtMs < limitMs) {
            list.scrollBy(0, -height * 0.8);
            return requestAnimationFrame(step);
          }
          between.sort((a, b) => a - b);
          const at = (share: number) => between[Math.floor((between.length - 1) * share)] ?? 0;
          return done({
            frames: between.length,
            medianMs: at(0.5),
            p95Ms: at(0.95),
            longestMs: at(1),
            blank,
            mostMounted,
            reachedStart: still >= 120,
          });
        };
        requestAnimationFrame(step);
      }),
    limitMs,
  );
}

/** What the page's JavaScript holds once all rubbish is collected, bytes. */
export async function readHeap(session: CDPSession): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
}

/** Seconds the page's main thread has worked so far. */
export async function readTaskSeconds(session: CDPSession): Promise<number> {
  const { metrics } = await session.send("Performance.getMetrics");
  return metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0;
}

/** Seconds of a processor that a process has used so far. */
export function readCpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
    .replace(/^.*\) /, "")
    .split(" ");
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

/** Memory that the tab's process has to itself, bytes: what ending it would give back. */
export function readPrivateBytes(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  const kib = [...rollup.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].map(([, size]) => Number(size));
  return kib.reduce((sum, size) => sum + size, 0) * 1024;
}
