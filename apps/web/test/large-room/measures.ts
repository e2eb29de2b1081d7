import { readFileSync } from "node:fs";
import type { CDPSession, Page } from "playwright-core";

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
