import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { sayFailure } from "../words/refusal.ts";
import { Button } from "./Button.tsx";
import { Dialog } from "./Dialog.tsx";
import { ErrorNote } from "./ErrorNote.tsx";

export interface ConfirmProps {
  readonly title: string;
  readonly body: string;
  /** What stays when nothing happens, such as "Keep the room". */
  readonly keepLabel: string;
  readonly doLabel: string;
  /** What has to be filled in first. */
  readonly children?: ComponentChildren;
  readonly isDanger?: boolean;
  /** What is asked for; the question stays open until it was done. */
  readonly onDo: () => Promise<void>;
  readonly onClose: () => void;
}

/** Asks before something that cannot be undone; the destructive choice is never focused first. */
export function Confirm(props: ConfirmProps) {
  const { title, body, keepLabel, doLabel, children, isDanger = true, onDo, onClose } = props;
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState("");
  const run = async () => {
    setBusy(true);
    setError("");
    try {
      await onDo();
      onClose();
    } catch (failure) {
      setError(sayFailure(failure));
      setBusy(false);
    }
  };
  const footer = (
    <>
      <Button onClick={onClose}>{keepLabel}</Button>
      <Button kind={isDanger ? "danger" : "primary"} busy={isBusy} onClick={() => void run()}>
        {doLabel}
      </Button>
    </>
  );
  return (
    <Dialog title={title} onClose={onClose} isQuestion footer={footer}>
      <p class="muted">{body}</p>
      {children}
      <ErrorNote text={error} />
    </Dialog>
  );
}
