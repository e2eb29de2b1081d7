import { useComputed, useSignal } from "@preact/signals";
import type { RefObject } from "preact";
import { useEffect, useId, useLayoutEffect, useRef } from "preact/hooks";
import { ParcelPlace } from "../files/ParcelPlace.tsx";
import { findMyLast, startEdit } from "../messages/message-acts.ts";
import { titleOf } from "../rooms/title.ts";
import { nameOf, useRoom, useRoomState } from "../timeline/room-context.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import type { VoiceRecorder } from "../voice/voice-recorder.ts";
import { say } from "../words/words.ts";
import { ComposingBar } from "./ComposingBar.tsx";
import { parseComposerKey } from "./composer-keys.ts";
import { type LengthNote, noteLength } from "./message-length.ts";
import { findTrigger, type Trigger, takeOption } from "./trigger.ts";
import { useGrowingField } from "./use-growing-field.ts";
import { useOutgoing } from "./use-outgoing.ts";

const isTouch = () => window.matchMedia("(pointer: coarse)").matches;
const attachButton = createLazyPart(async () => (await import("../files/AttachButton.tsx")).AttachButton);
const voiceButton = createLazyPart(async () => (await import("../voice/VoiceButton.tsx")).VoiceButton);
const recordingBar = createLazyPart(async () => (await import("../voice/RecordingBar.tsx")).RecordingBar);
const completion = createLazyPart(async () => (await import("./Completion.tsx")).Completion);

/** A key press goes to the open list of completions first; true when it was used there. */
export type CompletionKeys = RefObject<((event: KeyboardEvent) => boolean) | null>;

/** The field, its Send button, and the line below that says what to know. */
export function MessageField() {
  const open = useRoom();
  const { client, room, menu } = open;
  const outgoing = useOutgoing();
  const { composing, text, isBusy } = outgoing;
  const field = useRef<HTMLTextAreaElement>(null);
  const keys: CompletionKeys = useRef<((event: KeyboardEvent) => boolean) | null>(null);
  const trigger = useSignal<Trigger | null>(null);
  const leftFrom = useRef<number | null>(null);
  const alsoInRoom = useSignal(false);
  const recorder = useSignal<VoiceRecorder | null>(null);
  const noteId = useId();
  const note = useComputed(() => noteLength(text.value));
  const label = useLabel();
  useGrowingField(field, text.value);
  useEffect(() => {
    if (!isTouch()) field.current?.focus({ preventScroll: true });
  }, []);
  useLayoutEffect(() => {
    if (composing.kind !== "new") focusEnd(field.current);
  }, [composing]);

  const submit = () => {
    if (note.value?.kind === "over") return;
    outgoing.submit(alsoInRoom.value);
    trigger.value = null;
  };
  const put = (next: { readonly text: string; readonly caret: number }) => {
    outgoing.change(next.text);
    trigger.value = null;
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(next.caret, next.caret);
    });
  };
  const noteCaret = () => {
    const element = field.current;
    if (!element) return;
    const found =
      element.selectionStart === element.selectionEnd
        ? findTrigger(element.value, element.selectionStart)
        : null;
    if (found?.from !== leftFrom.current) leftFrom.current = null;
    trigger.value = leftFrom.current === null ? found : null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.isComposing && keys.current?.(event)) return event.preventDefault();
    const key = parseComposerKey(event, { isTouch: isTouch(), isEmpty: text.value === "" });
    if (key === "send") submit();
    else if (key === "leave" && composing.kind !== "new") outgoing.cancel();
    else if (key === "editLast" && composing.kind === "new" && findMyLast(open)) editLast();
    else return;
    event.preventDefault();
  };
  const editLast = () => {
    const last = findMyLast(open);
    if (last) startEdit(open, last);
  };
  const onInput = (event: InputEvent & { readonly currentTarget: HTMLTextAreaElement }) => {
    outgoing.change(event.currentTarget.value);
    noteCaret();
    if (event.currentTarget.value.trim() !== "" && composing.kind !== "edit") client.typing(room.id);
  };
  const chooseEmoji = (event: MouseEvent) => {
    const { selectionStart: from = 0, selectionEnd: to = 0 } = field.current ?? {};
    const onPick = (emoji: string) => put(takeOption(text.value, { from, to }, emoji));
    menu.value = { kind: "emoji", onPick, anchor: event.currentTarget as Element };
  };
  const isOffline = client.status.value.phase !== "live";
  const canSend =
    (text.value.trim() !== "" || outgoing.hasFiles) && note.value?.kind !== "over" && !isBusy.value;
  return (
    <form
      class="composer-form"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {trigger.value && (
        <Lazy
          part={completion}
          props={{
            trigger: trigger.value,
            keys,
            field,
            onTake: (insert: string) => {
              if (trigger.value) put(takeOption(text.value, trigger.value, insert));
            },
            onLeave: () => {
              leftFrom.current = trigger.value?.from ?? null;
              trigger.value = null;
            },
          }}
        />
      )}
      {open.threadRoot !== null && composing.kind !== "edit" && (
        <label class="composer-also">
          <input
            type="checkbox"
            checked={alsoInRoom.value}
            onChange={(event) => {
              alsoInRoom.value = event.currentTarget.checked;
            }}
          />
          {say("thread.alsoInRoom")}
        </label>
      )}
      <ParcelPlace />
      <div class="composer-box">
        <ComposingBar composing={composing} onCancel={outgoing.cancel} />
        {recorder.value && (
          <Lazy
            part={recordingBar}
            props={{
              recorder: recorder.value,
              onSend: () => composing.kind !== "edit" && submit(),
              onEnd: () => {
                recorder.value = null;
                if (!isTouch()) requestAnimationFrame(() => field.current?.focus());
              },
            }}
          />
        )}
        <div class="composer" hidden={recorder.value !== null}>
          {composing.kind !== "edit" && (
            <span class="composer-attach">
              <Lazy part={attachButton} props={{}} />
            </span>
          )}
          <textarea
            ref={field}
            class="composer-field"
            rows={1}
            dir="auto"
            enterkeyhint={isTouch() ? "enter" : "send"}
            aria-label={label}
            aria-describedby={noteId}
            aria-invalid={note.value?.kind === "over"}
            placeholder={label}
            value={text.value}
            onInput={onInput}
            onKeyDown={onKeyDown}
            onKeyUp={(event) => event.key.startsWith("Arrow") && noteCaret()}
            onClick={noteCaret}
            onBlur={() => {
              trigger.value = null;
            }}
          />
          {!isTouch() && (
            <IconButton icon="smile" label={say("composer.emoji")} hasPopup="dialog" onClick={chooseEmoji} />
          )}
          {composing.kind !== "edit" && (
            <span class="composer-attach">
              <Lazy part={voiceButton} props={{ recorder }} />
            </span>
          )}
          <div ref={keepFocus}>
            <IconButton
              icon={composing.kind === "edit" ? "check" : "send"}
              iconFlips={composing.kind !== "edit"}
              type="submit"
              label={sayAction()}
              primary={canSend}
              disabled={!canSend}
            />
          </div>
        </div>
      </div>
      <p id={noteId} class="composer-note">
        <Note length={note.value} isOffline={isOffline} isEdit={composing.kind === "edit"} />
      </p>
    </form>
  );

  function sayAction(): string {
    if (composing.kind === "edit") return say("composer.save");
    return say(isOffline ? "composer.sendLater" : "composer.send");
  }
}

/** "Message Class 9B", in a thread "Reply to Arjun". */
function useLabel(): string {
  const { client, threadRoot, quotes } = useRoom();
  const title = useRoomState((state) => titleOf(state, client.me.value?.id));
  if (threadRoot === null) return say("composer.label", { room: title });
  const root = quotes.get(threadRoot).value;
  return say("thread.replyTo", { name: root ? nameOf(client, root.author) : say("message.someone") });
}

function focusEnd(field: HTMLTextAreaElement | null): void {
  field?.focus();
  field?.setSelectionRange(field.value.length, field.value.length);
}

/** A press on Send must not take the focus from the field, or a phone would fold its keyboard. */
function keepFocus(place: HTMLElement | null): void {
  place?.addEventListener("mousedown", (event) => event.preventDefault());
}

interface NoteProps {
  readonly length: LengthNote | null;
  readonly isOffline: boolean;
  readonly isEdit: boolean;
}

function Note({ length, isOffline, isEdit }: NoteProps) {
  if (length?.kind === "over") {
    return (
      <span class="composer-over" role="alert">
        {say("composer.tooLong", { count: length.characters })}
      </span>
    );
  }
  if (length) return <span>{say("composer.roomLeft", { count: length.characters })}</span>;
  if (isEdit) return <span class="composer-hint">{say("composer.editHint")}</span>;
  if (isOffline) return <span>{say("composer.offline")}</span>;
  return (
    <>
      <span class="composer-hint">{say("composer.hint")}</span>
      <span class="composer-hint">{say("composer.commands")}</span>
    </>
  );
}
