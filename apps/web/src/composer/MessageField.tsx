import { useComputed } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { titleOf } from "../rooms/title.ts";
import { useRoom } from "../timeline/room-context.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { say } from "../words/words.ts";
import { parseComposerKey } from "./composer-keys.ts";
import { type LengthNote, noteLength } from "./message-length.ts";
import { createBody } from "./outgoing-text.ts";
import { useDraft } from "./use-draft.ts";
import { useGrowingField } from "./use-growing-field.ts";

const isTouch = () => window.matchMedia("(pointer: coarse)").matches;

/** The field, its Send button, and the line below that says what to know. */
export function MessageField() {
  const { client, room, goToEnd } = useRoom();
  const draft = useDraft();
  const field = useRef<HTMLTextAreaElement>(null);
  const noteId = useId();
  const note = useComputed(() => noteLength(draft.text.value));
  const name = titleOf(room.state.value, client.me.value?.id);
  useGrowingField(field, draft.text.value);
  useEffect(() => {
    if (!isTouch()) field.current?.focus({ preventScroll: true });
  }, []);

  const send = () => {
    const body = createBody(draft.text.value);
    if (!body || note.value?.kind === "over") return;
    client.send(room.id, body);
    draft.change("");
    goToEnd();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const key = parseComposerKey(event, { isTouch: isTouch(), isEmpty: draft.text.value === "" });
    if (key !== "send") return;
    event.preventDefault();
    send();
  };
  const onInput = (event: InputEvent & { readonly currentTarget: HTMLTextAreaElement }) => {
    draft.change(event.currentTarget.value);
    if (event.currentTarget.value.trim() !== "") client.typing(room.id);
  };
  const isOffline = client.status.value.phase !== "live";
  const canSend = draft.text.value.trim() !== "" && note.value?.kind !== "over";
  return (
    <form
      class="composer-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer">
        <textarea
          ref={field}
          class="composer-field"
          rows={1}
          dir="auto"
          enterkeyhint={isTouch() ? "enter" : "send"}
          aria-label={say("composer.label", { room: name })}
          aria-describedby={noteId}
          aria-invalid={note.value?.kind === "over"}
          placeholder={say("composer.label", { room: name })}
          value={draft.text.value}
          onInput={onInput}
          onKeyDown={onKeyDown}
        />
        <div ref={keepFocus}>
          <IconButton
            icon="send"
            iconFlips
            type="submit"
            label={say(isOffline ? "composer.sendLater" : "composer.send")}
            primary={canSend}
            disabled={!canSend}
          />
        </div>
      </div>
      <p id={noteId} class="composer-note">
        <Note length={note.value} isOffline={isOffline} />
      </p>
    </form>
  );
}

/** A press on Send must not take the focus from the field, or a phone would fold its keyboard. */
function keepFocus(place: HTMLElement | null): void {
  place?.addEventListener("mousedown", (event) => event.preventDefault());
}

interface NoteProps {
  readonly length: LengthNote | null;
  readonly isOffline: boolean;
}

function Note({ length, isOffline }: NoteProps) {
  if (length?.kind === "over") {
    return (
      <span class="composer-over" role="alert">
        {say("composer.tooLong", { count: length.characters })}
      </span>
    );
  }
  if (length) return <span>{say("composer.roomLeft", { count: length.characters })}</span>;
  if (isOffline) return <span>{say("composer.offline")}</span>;
  return <span class="composer-hint">{say("composer.hint")}</span>;
}
