import "./toast.css";
import { useEffect, useState } from "preact/hooks";
import { say } from "../words/words.ts";
import { Button } from "./Button.tsx";
import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";
import { IconButton } from "./IconButton.tsx";
import { currentToast, dismissToast, type ShownToast } from "./toasts.ts";

const shownMs = 6_000;

/** The one place where toasts appear; the regions are always there, so that what comes in is spoken. */
export function ToastHost() {
  const toast = currentToast.value;
  const isBad = toast?.tone === "bad";
  return (
    <div class="toast-place">
      <div role="status">{toast && !isBad && <ToastCard key={toast.id} toast={toast} />}</div>
      <div role="alert">{toast && isBad && <ToastCard key={toast.id} toast={toast} />}</div>
    </div>
  );
}

function ToastCard({ toast }: { readonly toast: ShownToast }) {
  const [isHeld, setHeld] = useState(false);
  const close = () => dismissToast(toast.id);
  useEffect(() => {
    if (toast.tone === "bad" || isHeld) return;
    const timer = setTimeout(() => dismissToast(toast.id), shownMs);
    return () => clearTimeout(timer);
  }, [toast.id, toast.tone, isHeld]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    <div
      class={classes("toast", toast.tone === "ok" && "toast-ok")}
      onPointerEnter={hold}
      onPointerLeave={release}
      onFocusIn={hold}
      onFocusOut={release}
    >
      <Icon name={toast.tone === "ok" ? "check" : "alert"} />
      <div class="grow">
        <b class="toast-title">{toast.title}</b>
        {toast.body && <span class="toast-body">{toast.body}</span>}
      </div>
      {toast.action && (
        <Button
          kind="ghost"
          size="compact"
          onClick={() => {
            toast.action?.onSelect();
            close();
          }}
        >
          {toast.action.label}
        </Button>
      )}
      <IconButton icon="x" size="compact" label={say("action.dismiss")} onClick={close} />
    </div>
  );
}
