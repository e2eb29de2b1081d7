const isMac = typeof navigator !== "undefined" && /Mac|iPhone|iPad/.test(navigator.platform);

/** What the keys are called on this device's keyboard. */
export const keyNames = { mod: isMac ? "⌘" : "Ctrl", alt: isMac ? "⌥" : "Alt" } as const;

export type Shortcut =
  | "switcher"
  | "keys"
  | "roomUp"
  | "roomDown"
  | "newUp"
  | "newDown"
  | "regionNext"
  | "regionPrevious"
  | "escape";

type Stroke = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/** Which shortcut of the whole page a key press is (ui.md section 4); null for every other press. */
export function parseShortcut(stroke: Stroke): Shortcut | null {
  const hasMod = stroke.ctrlKey || stroke.metaKey;
  if (hasMod && !stroke.altKey) return parseModded(stroke);
  if (stroke.altKey && !hasMod) return parseAlted(stroke);
  if (hasMod || stroke.altKey) return null;
  if (stroke.key === "F6") return stroke.shiftKey ? "regionPrevious" : "regionNext";
  return stroke.key === "Escape" && !stroke.shiftKey ? "escape" : null;
}

function parseModded({ key, code, shiftKey }: Stroke): Shortcut | null {
  // By place as well: on other alphabets the K key does not type a "k".
  if (!shiftKey && (key.toLowerCase() === "k" || code === "KeyK")) return "switcher";
  // On many layouts "/" needs Shift.
  return key === "/" || code === "Slash" ? "keys" : null;
}

function parseAlted({ key, shiftKey }: Stroke): Shortcut | null {
  if (key === "ArrowUp") return shiftKey ? "newUp" : "roomUp";
  if (key === "ArrowDown") return shiftKey ? "newDown" : "roomDown";
  return null;
}
