import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useRoom } from "../timeline/room-context.ts";
import type { DraftPlace } from "./draft-store.ts";
import { loadDraft, peekDraft, saveDraft } from "./draft-store.ts";

interface Draft {
  readonly text: ReadonlySignal<string>;
  readonly change: (text: string) => void;
}

/** What is typed in this room or thread and not sent: kept at every change, back after a reload. */
export function useDraft(): Draft {
  const { client, room, threadRoot } = useRoom();
  const user = client.me.value?.id;
  const place: DraftPlace = threadRoot === null ? room.id : `${room.id}/${threadRoot}`;
  const text = useSignal(user ? (peekDraft(user, place) ?? "") : "");
  useEffect(() => {
    if (!user) return;
    let isShown = true;
    void loadDraft(user, place).then((draft) => {
      if (isShown) text.value = draft;
    });
    return () => {
      isShown = false;
    };
  }, [user, place, text]);
  const change = (next: string) => {
    text.value = next;
    if (user) saveDraft(user, place, next);
  };
  return { text, change };
}
