import { useLayoutEffect, useRef } from "preact/hooks";

/** The browser holds the focus inside and makes the page behind inert; the opener gets it back at the end. */
export function useModal(onClose: () => void, isQuestion: boolean) {
  const dialog = useRef<HTMLDialogElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const element = dialog.current;
    const opener = document.activeElement;
    element?.showModal();
    focusFirst(element);
    // A second Esc closes a dialog whatever `cancel` said; then the owner must hear of it.
    const onClosed = () => close.current();
    element?.addEventListener("close", onClosed);
    // The element itself is hit only beside its page: on the backdrop.
    const onPress = (event: Event) => event.target === element && close.current();
    if (!isQuestion) element?.addEventListener("click", onPress);
    return () => {
      element?.removeEventListener("close", onClosed);
      element?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [isQuestion]);
  return dialog;
}

/** The title, so that a screen reader says where one is; on computers the field that waits to be filled, if any. */
function focusFirst(dialog: HTMLDialogElement | null): void {
  const isFine = window.matchMedia("(pointer: fine)").matches;
  const field = dialog?.querySelector<HTMLElement>(isFine ? "[data-first]" : "[data-first=always]");
  (field ?? dialog?.querySelector<HTMLElement>(".dialog-title"))?.focus();
}
