import "./dialog.css";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { say } from "../words/words.ts";
import { classes } from "./classes.ts";
import { IconButton } from "./IconButton.tsx";
import { useModal } from "./use-modal.ts";

export interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly size?: "normal" | "wide" | "full";
  /** A question that must be answered: no closing cross, and a press outside does nothing. */
  readonly isQuestion?: boolean;
  readonly footer?: ComponentChildren;
  readonly children?: ComponentChildren;
}

/** A modal sheet: centred on computers, from the bottom edge on phones. It is open as long as it is mounted. */
export function Dialog({
  title,
  onClose,
  size = "normal",
  isQuestion = false,
  footer,
  children,
}: DialogProps) {
  const titleId = useId();
  const dialog = useModal(onClose, isQuestion);
  return (
    <dialog
      ref={dialog}
      class={classes("dialog", `dialog-${size}`)}
      role={isQuestion ? "alertdialog" : undefined}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-page">
        <header class="dialog-head">
          <h2 id={titleId} class="dialog-title" tabIndex={-1}>
            {title}
          </h2>
          {!isQuestion && <IconButton icon="x" label={say("action.close")} onClick={onClose} />}
        </header>
        <div class="dialog-body">{children}</div>
        {footer && <footer class="dialog-foot">{footer}</footer>}
      </div>
    </dialog>
  );
}
