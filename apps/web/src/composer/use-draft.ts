import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useRoom } from "../timeline/room-context.ts";
import { loadDraft, peekDraft, saveDraft } from "./draft-store.ts";

interface Draft {
  readonly text: ReadonlySignal<string>;
  readonly change: (text: string) => void;
}

/** What is typed in this room and not sent: kept at every change, back after a reload. */
export function useDraft(): Draft {
  const { client, room } = useRoom();
  const user = client.me.value?.id;
  const text = useSignal(user ? (peekDraft(user, room.id) ?? "") : "");
  useEffect(() => {
    if (!user) return;
    let isShown = true;
    void loadDraft(user, room.id).then((draft) => {
      if (isShown) text.value = draft;
    });
    return () => {
      isShown = false;
    };
  }, [user, room, text]);
  const change = (next: string) => {
    text.value = next;
    if (user) saveDraft(user, room.id, next);
  };
  return { text, change };
}
