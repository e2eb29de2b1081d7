import type { Client, Status } from "@hearth/client";
import type { Refusal } from "@hearth/protocol";
import { effect, type ReadonlySignal, signal, untracked } from "@preact/signals";

/** What the banner says about the connection (ui.md section 7). */
export type BannerState =
  | { readonly kind: "none" }
  | { readonly kind: "lost" }
  | { readonly kind: "asleep" }
  | { readonly kind: "back"; readonly sent: number }
  | { readonly kind: "refused"; readonly refusal: Refusal };

interface Clock {
  now(): number;
  setTimer(run: () => void, ms: number): () => void;
}

export const lostAfterMs = 3_000;
export const asleepAfterMs = 30_000;
export const backForMs = 4_000;

type Watched = Pick<Client, "status" | "outbox">;

/** Follows the connection: quiet for the first seconds, then lost, then asleep; back is told for a moment. */
export function createBanner(client: Watched, clock: Clock): ReadonlySignal<BannerState> {
  const banner = signal<BannerState>({ kind: "none" });
  let cancel = () => {};
  const show = (state: BannerState) => {
    banner.value = state;
  };
  const follow = (status: Status) => {
    cancel();
    cancel = () => {};
    if (status.phase === "offline") followLoss(status.sinceMs);
    else if (status.phase === "live") followReturn();
    else if (status.phase === "refused") show({ kind: "refused", refusal: status.refusal });
    else show({ kind: "none" });
  };
  const followLoss = (sinceMs: number) => {
    const lostForMs = clock.now() - sinceMs;
    if (lostForMs >= asleepAfterMs) return show({ kind: "asleep" });
    if (lostForMs >= lostAfterMs) show({ kind: "lost" });
    const next = lostForMs >= lostAfterMs ? asleepAfterMs : lostAfterMs;
    cancel = clock.setTimer(() => followLoss(sinceMs), next - lostForMs);
  };
  const followReturn = () => {
    if (banner.value.kind === "none") return;
    const waiting = client.outbox.value.filter((pending) => pending.phase !== "failed").length;
    show({ kind: "back", sent: 0 });
    cancel = tellWhenSent(client, () => {
      show({ kind: "back", sent: waiting });
      cancel = clock.setTimer(() => show({ kind: "none" }), backForMs);
    });
  };
  effect(() => {
    const status = client.status.value;
    untracked(() => follow(status));
  });
  return banner;
}

/** Calls `tell` once nothing waits any more; what was refused does not wait. Returns the stop. */
function tellWhenSent(client: Watched, tell: () => void): () => void {
  let isTold = false;
  const stop = effect(() => {
    if (isTold || client.outbox.value.some((pending) => pending.phase !== "failed")) return;
    isTold = true;
    untracked(tell);
  });
  return stop;
}
