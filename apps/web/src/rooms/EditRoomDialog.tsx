import type { RoomState } from "@hearth/client";
import { useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { say } from "../words/words.ts";

interface EditRoomDialogProps {
  readonly room: RoomState;
  readonly field: "renameRoom" | "setTopic";
  readonly onClose: () => void;
}

const formId = "edit-room";

/** The name or the topic of a room. */
export function EditRoomDialog({ room, field, onClose }: EditRoomDialogProps) {
  const client = useClient();
  const isRename = field === "renameRoom";
  const [text, setText] = useState(isRename ? room.title : room.topic);
  const task = useTask();
  const save = (event: Event) => {
    event.preventDefault();
    task.run(async () => {
      if (isRename) await client.ask({ type: "room.rename", room: room.id, title: text });
      else await client.ask({ type: "room.setTopic", room: room.id, topic: text.trim() });
      onClose();
    });
  };
  const footer = (
    <>
      <Button onClick={onClose}>{say("action.cancel")}</Button>
      <Button
        kind="primary"
        type="submit"
        form={formId}
        busy={task.isBusy}
        disabled={isRename && text.trim() === ""}
      >
        {say("action.save")}
      </Button>
    </>
  );
  return (
    <Dialog
      title={say(isRename ? "room.renameTitle" : "room.setTopicTitle", { room: room.title })}
      onClose={onClose}
      footer={footer}
    >
      <form id={formId} class="form" onSubmit={save} noValidate>
        <Field
          label={say(isRename ? "room.title" : "room.topic")}
          hint={isRename ? undefined : say("room.topicHint")}
          value={text}
          onInput={(value) => {
            setText(value);
            task.forget();
          }}
          isFirst
          error={task.error || undefined}
          enterKeyHint="done"
        />
      </form>
    </Dialog>
  );
}
