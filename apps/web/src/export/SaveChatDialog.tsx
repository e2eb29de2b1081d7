import "./save-chat.css";
import type { RoomId } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { titleOf } from "../rooms/title.ts";
import { DateFields } from "../search/DateFields.tsx";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { formatNumber, say } from "../words/words.ts";
import { type Format, formats, type Progress } from "./save-chat.ts";
import { type Saving, useSaving } from "./use-saving.ts";

interface SaveChatDialogProps {
  readonly room: RoomId;
  readonly onClose: () => void;
}

const formId = "save-chat";

/** A chat as a file of one's own: which form, which days, and how far it is. */
export function SaveChatDialog({ room, onClose }: SaveChatDialogProps) {
  const client = useClient();
  const { saving, start } = useSaving();
  const [format, setFormat] = useState<Format>("html");
  const [extent, setExtent] = useState<"all" | "days">("all");
  const [dates, setDates] = useState({ fromDate: "", toDate: "" });
  const state = client.room(room)?.state.value;
  const title = state ? titleOf(state, client.me.value?.id) : "";
  const save = (event: Event) => {
    event.preventDefault();
    start({ room, format, ...(extent === "days" ? dates : { fromDate: "", toDate: "" }) });
  };
  return (
    <Dialog
      title={say("save.title", { room: title })}
      onClose={onClose}
      footer={<Foot saving={saving} onClose={onClose} />}
    >
      {saving.phase === "choosing" ? (
        <form id={formId} class="form" onSubmit={save} noValidate>
          <Choice label={say("save.format")} options={listFormats()} value={format} onChange={setFormat} />
          <Choice
            label={say("save.extent")}
            layout="row"
            options={[
              { value: "all", label: say("save.all") },
              { value: "days", label: say("save.days") },
            ]}
            value={extent}
            onChange={setExtent}
          />
          {extent === "days" && (
            <DateFields {...dates} onChange={(change) => setDates({ ...dates, ...change })} />
          )}
          <ErrorNote text={saving.error} />
        </form>
      ) : (
        <Followed saving={saving} />
      )}
    </Dialog>
  );
}

function listFormats() {
  return formats.map((value) => ({ value, label: say(`save.${value}`), hint: say(`save.${value}Hint`) }));
}

function Foot({ saving, onClose }: { readonly saving: Saving; readonly onClose: () => void }) {
  if (saving.phase !== "choosing") return <Button onClick={onClose}>{say("action.close")}</Button>;
  return (
    <>
      <Button onClick={onClose}>{say("action.cancel")}</Button>
      <Button kind="primary" type="submit" form={formId} icon="download">
        {say("action.save")}
      </Button>
    </>
  );
}

function Followed({ saving }: { readonly saving: Exclude<Saving, { phase: "choosing" }> }) {
  const share = saving.phase === "done" ? 1 : saving.progress.share;
  return (
    <div class="saving">
      <progress class="saving-bar" aria-label={say("save.progress")} value={share} max={1} />
      <p role="status">
        {saving.phase === "done"
          ? say("save.done", { count: saving.messages })
          : sayProgress(saving.progress)}
      </p>
      {saving.phase === "saving" && <p class="muted sm">{say("save.goesOn")}</p>}
    </div>
  );
}

function sayProgress({ state, messages, share }: Progress): string {
  if (state === "waiting") return say("save.waiting");
  return say("save.soFar", { count: messages, percent: formatNumber(Math.floor(share * 100)) });
}
