import { useEffect, useState } from "preact/hooks";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { askProgress, createSaveId, type Progress, startSaving, type Wish } from "./save-chat.ts";

export type Saving =
  | { readonly phase: "choosing"; readonly error: string }
  | { readonly phase: "saving"; readonly id: string; readonly progress: Progress }
  | { readonly phase: "done"; readonly messages: number };

const pollMs = 400;
/** A browser that asks where to put the file has begun to read it. */
const patienceMs = 15_000;
const notBegun: Progress = { state: "waiting", messages: 0, share: 0 };

/** Saves a chat, and follows how far it is. Closing the page's dialog ends only the following. */
export function useSaving() {
  const [saving, setSaving] = useState<Saving>({ phase: "choosing", error: "" });
  const id = saving.phase === "saving" ? saving.id : null;
  useEffect(() => {
    if (id === null) return;
    return follow(id, setSaving);
  }, [id]);
  const start = (wish: Wish) => {
    const next = createSaveId();
    setSaving({ phase: "saving", id: next, progress: notBegun });
    startSaving(wish, next).catch((error: unknown) => {
      setSaving({ phase: "choosing", error: sayFailure(error) });
    });
  };
  return { saving, start };
}

function follow(id: string, set: (saving: Saving) => void): () => void {
  const startedAtMs = performance.now();
  const timer = setInterval(() => {
    askProgress(id).then(
      (progress) => set(chooseNext(id, progress, performance.now() - startedAtMs)),
      // The connection may come back, and the browser tells by itself when a download broke.
      () => undefined,
    );
  }, pollMs);
  return () => clearInterval(timer);
}

function chooseNext(id: string, progress: Progress, waitedMs: number): Saving {
  switch (progress.state) {
    case "done":
      return { phase: "done", messages: progress.messages };
    case "failed":
      return { phase: "choosing", error: say("save.broken") };
    case "waiting":
      if (waitedMs > patienceMs) return { phase: "choosing", error: say("save.notBegun") };
      return { phase: "saving", id, progress };
    case "running":
      return { phase: "saving", id, progress };
  }
}
