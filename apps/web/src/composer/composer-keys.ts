export type ComposerKey = "send" | "editLast" | "leave";

type Stroke = Pick<
  KeyboardEvent,
  "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey" | "isComposing" | "keyCode"
>;

interface Place {
  /** A keyboard on the glass has no Shift+Enter: there Enter is a new line. */
  readonly isTouch: boolean;
  readonly isEmpty: boolean;
}

/** What a key press in the message field does besides typing; null for typing. */
export function parseComposerKey(stroke: Stroke, { isTouch, isEmpty }: Place): ComposerKey | null {
  // Enter that ends an input method's word must never send. Safari tells it by 229 only.
  if (stroke.isComposing || stroke.keyCode === 229) return null;
  if (stroke.altKey || stroke.shiftKey) return null;
  const hasMod = stroke.ctrlKey || stroke.metaKey;
  if (stroke.key === "Enter") return isTouch && !hasMod ? null : "send";
  if (hasMod) return null;
  if (stroke.key === "ArrowUp") return isEmpty ? "editLast" : null;
  return stroke.key === "Escape" ? "leave" : null;
}
