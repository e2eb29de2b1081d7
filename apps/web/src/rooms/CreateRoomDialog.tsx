import { useState } from "preact/hooks";
import { routeOf } from "../app/route.ts";
import { navigate } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/Button.tsx";
import { Choice } from "../ui/Choice.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Field } from "../ui/Field.tsx";
import { say } from "../words/words.ts";

interface CreateRoomDialogProps {
  /** A name to begin with. */
  readonly title: string;
  readonly onClose: () => void;
}

const formId = "create-room";

export function CreateRoomDialog({ title: firstTitle, onClose }: CreateRoomDialogProps) {
  const client = useClient();
  const [title, setTitle] = useState(firstTitle);
  const [topic, setTopic] = useState("");
  const [kind, setKind] = useState<"public" | "private">("public");
  const task = useTask();
  const create = (event: Event) => {
    event.preventDefault();
    task.run(async () => {
      const { room } = await client.ask({ type: "room.create", kind, title, topic });
      onClose();
      navigate(routeOf(room));
    });
  };
  const footer = (
    <>
      <Button onClick={onClose}>{say("action.cancel")}</Button>
      <Button kind="primary" type="submit" form={formId} busy={task.isBusy} disabled={title.trim() === ""}>
        {say("room.createButton")}
      </Button>
    </>
  );
  return (
    <Dialog title={say("room.create")} onClose={onClose} footer={footer}>
      <form id={formId} class="form" onSubmit={create} noValidate>
        <Field
          label={say("room.title")}
          hint={say("room.titleHint")}
          value={title}
          onInput={setTitle}
          isFirst
          enterKeyHint="go"
        />
        <Field label={say("room.topic")} hint={say("room.topicHint")} value={topic} onInput={setTopic} />
        <Choice
          label={say("room.kind")}
          value={kind}
          onChange={setKind}
          options={[
            { value: "public", label: say("room.public"), hint: say("room.publicHint") },
            { value: "private", label: say("room.private"), hint: say("room.privateHint") },
          ]}
        />
        <ErrorNote text={task.error} />
      </form>
    </Dialog>
  );
}
