import { useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { useRoom } from "../timeline/room-context.ts";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { MenuButton } from "../ui/MenuButton.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";
import { placeOf } from "./open-parcels.ts";
import { isForPane } from "./pane.ts";
import type { VoiceNote } from "./parcel-item.ts";

const dropPlace = createLazyPart(async () => (await import("./DropPlace.tsx")).DropPlace);

type Source = "pictures" | "camera" | "files";

/** The composer's plus: photos, a camera, files. Takes what is dropped on the room or pasted, too. */
export function AttachButton() {
  const add = useAddFiles();
  const inputs = useRef<Partial<Record<Source, HTMLInputElement | null>>>({});
  const open = (source: Source) => () => inputs.current[source]?.click();
  const pane = useRef<HTMLSpanElement>(null);
  const isOver = useTransfers(pane, add);
  const input = (source: Source, more: { accept?: string; capture?: "environment"; multiple?: boolean }) => (
    <input
      ref={(element) => {
        inputs.current[source] = element;
      }}
      type="file"
      hidden
      tabIndex={-1}
      aria-label={say(`files.add.${source}`)}
      onChange={({ currentTarget }) => {
        add([...(currentTarget.files ?? [])]);
        // The same file may be chosen again.
        currentTarget.value = "";
      }}
      {...more}
    />
  );
  const isTouch = window.matchMedia("(pointer: coarse)").matches;
  return (
    <>
      <MenuButton
        icon="plus"
        label={say("files.add")}
        items={[
          { label: say("files.add.pictures"), icon: "image", onSelect: open("pictures") },
          ...(isTouch
            ? [{ label: say("files.add.camera"), icon: "video", onSelect: open("camera") } as const]
            : []),
          { label: say("files.add.files"), icon: "file", onSelect: open("files") },
        ]}
      />
      {input("pictures", { accept: "image/*,video/*", multiple: true })}
      {isTouch && input("camera", { accept: "image/*", capture: "environment" })}
      {input("files", { multiple: true })}
      <span ref={pane} hidden />
      {isOver.value > 0 && <Lazy part={dropPlace} props={{ count: isOver.value }} />}
    </>
  );
}

/** Lays files beside the words of this composer, by code that comes with the first one. `voice`: it is a recording. */
export function useAddFiles(): (files: readonly File[], voice?: VoiceNote | null) => void {
  const { client, room, threadRoot } = useRoom();
  return (files, voice = null) => {
    if (files.length === 0) return;
    void import("./parcels.ts").then(
      ({ addFiles }) =>
        addFiles(client, { room: room.id, place: placeOf(room.id, threadRoot) }, files, voice),
      () => showToast({ tone: "bad", title: say("failure.title"), body: say("failure.noAnswer") }),
    );
  };
}

/** Pasted and dropped files; the signal says how many hang over the pane. Text stays the field's. */
function useTransfers(pane: RefObject<HTMLElement | null>, add: (files: readonly File[]) => void) {
  const latest = useRef(add);
  latest.current = add;
  const over = useSignal(0);
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      // A table of a spreadsheet comes as text and as a picture of it: the text is meant.
      if (event.clipboardData?.types.includes("text/plain")) return;
      take(event, event.clipboardData);
    };
    const onDrag = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      over.value = isForPane(event, pane.current) ? event.dataTransfer.items.length : 0;
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) over.value = 0;
    };
    const onDrop = (event: DragEvent) => {
      over.value = 0;
      take(event, event.dataTransfer);
    };
    const take = (event: Event, transfer: DataTransfer | null) => {
      const files = [...(transfer?.files ?? [])];
      if (files.length === 0 || !isForPane(event, pane.current)) return;
      event.preventDefault();
      latest.current(files);
    };
    const listeners = {
      paste: onPaste,
      dragenter: onDrag,
      dragover: onDrag,
      dragleave: onLeave,
      drop: onDrop,
    };
    for (const [name, listener] of Object.entries(listeners))
      document.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        document.removeEventListener(name, listener as EventListener);
    };
  }, [pane, over]);
  return over;
}
