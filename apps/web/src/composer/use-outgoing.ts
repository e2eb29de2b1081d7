import { type ReadonlySignal, useSignal } from "@preact/signals";
import { useLayoutEffect } from "preact/hooks";
import { attachedFiles, placeOf } from "../files/open-parcels.ts";
import { tell } from "../messages/tell.ts";
import { parseSlash, type Slash } from "../slash/parse-slash.ts";
import type { Composing } from "../timeline/open-room.ts";
import { useRoom } from "../timeline/room-context.ts";
import { createBody } from "./outgoing-text.ts";
import { useDraft } from "./use-draft.ts";

interface Outgoing {
  readonly composing: Composing;
  readonly text: ReadonlySignal<string>;
  readonly change: (text: string) => void;
  readonly isBusy: ReadonlySignal<boolean>;
  /** Files lie beside the words; they need none. */
  readonly hasFiles: boolean;
  /** Sends a message or saves a change; what cannot be saved stays in the field. */
  readonly submit: (alsoInRoom: boolean) => void;
  /** Back to a new message; what was typed as one is still there. */
  readonly cancel: () => void;
}

/** What the field holds: the draft of a new message or a reply, or the text of a message that is changed. */
export function useOutgoing(): Outgoing {
  const open = useRoom();
  const { client, room, threadRoot, goToEnd } = open;
  const composing = open.composing.value;
  const draft = useDraft();
  const edited = useSignal("");
  const isBusy = useSignal(false);
  useLayoutEffect(() => {
    if (composing.kind === "edit") edited.value = formatTyped(composing);
  }, [composing, edited]);
  const isEdit = composing.kind === "edit";
  const place = placeOf(room.id, threadRoot);
  const cancel = () => {
    open.composing.value = { kind: "new" };
  };
  const run = async (slash: Slash, alsoInRoom: boolean) => {
    if (isBusy.value) return;
    isBusy.value = true;
    const { runSlash } = await import("../slash/run-slash.ts");
    const outcome = await runSlash({ client, room: room.state.value }, slash);
    isBusy.value = false;
    if (outcome === "text") sendText(alsoInRoom);
    if (outcome === "done") draft.change("");
  };
  const send = (alsoInRoom: boolean) => {
    const slash = composing.kind === "new" ? parseSlash(draft.text.value) : null;
    if (slash) void run(slash, alsoInRoom);
    else sendText(alsoInRoom);
  };
  const sendText = (alsoInRoom: boolean) => {
    const body = createBody(draft.text.value);
    // Asked now: a recording that was just ended may have been laid there since this was drawn.
    const attached = attachedFiles.peek().get(place);
    if (!body && !attached) return;
    const options = {
      ...(composing.kind === "reply" && { replyTo: composing.message.seq }),
      ...(threadRoot !== null && { threadRoot }),
      ...(threadRoot !== null && alsoInRoom && { alsoInRoom: true as const }),
    };
    if (attached) attached.send(body, options);
    else if (body) client.send(room.id, body, options);
    draft.change("");
    cancel();
    goToEnd();
  };
  const save = async (message: Extract<Composing, { kind: "edit" }>["message"]) => {
    const body = createBody(edited.value);
    if (!body || isBusy.value) return;
    isBusy.value = true;
    const asked = client.ask({ type: "message.edit", room: room.id, seq: message.seq, body });
    const isSaved = await tell(asked);
    isBusy.value = false;
    if (isSaved && open.composing.value === composing) cancel();
  };
  return {
    composing,
    isBusy,
    hasFiles: !isEdit && attachedFiles.value.has(place),
    text: isEdit ? edited : draft.text,
    change: (text) => {
      if (isEdit) edited.value = text;
      else draft.change(text);
    },
    submit: (alsoInRoom) => (composing.kind === "edit" ? void save(composing.message) : send(alsoInRoom)),
    cancel,
  };
}

/** The text as it was typed: "/me" stands before an action again. */
function formatTyped({ message }: Extract<Composing, { kind: "edit" }>): string {
  if (message.body?.kind !== "text") return "";
  return message.body.action ? `/me ${message.body.text}` : message.body.text;
}
