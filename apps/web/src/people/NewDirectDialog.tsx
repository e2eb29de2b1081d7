import { sizes, type UserCard } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { say } from "../words/words.ts";
import { openDirect } from "./open-direct.ts";
import { PeoplePicker } from "./PeoplePicker.tsx";

/** Writes to one person, or to a few. */
export function NewDirectDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const [chosen, setChosen] = useState<readonly UserCard[]>([]);
  const task = useTask();
  const isTooMany = chosen.length > sizes.maxDirectMembers - 1;
  const start = () =>
    task.run(async () => {
      await openDirect(
        client,
        chosen.map((user) => user.id),
      );
      onClose();
    });
  const label =
    chosen.length === 0 ? say("people.start") : say("people.startChosen", { count: chosen.length });
  const footer = (
    <Button
      kind="primary"
      wide
      busy={task.isBusy}
      disabled={chosen.length === 0 || isTooMany}
      onClick={start}
    >
      {label}
    </Button>
  );
  return (
    <Dialog title={say("people.newDirect")} onClose={onClose} footer={footer}>
      <p class="muted">{say("people.newDirectHint")}</p>
      <PeoplePicker chosen={chosen} onChange={setChosen} />
      <ErrorNote text={isTooMany ? say("people.tooMany", { max: sizes.maxDirectMembers }) : task.error} />
    </Dialog>
  );
}
