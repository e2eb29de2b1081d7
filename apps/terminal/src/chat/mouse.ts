import type { Chat } from "./chat.ts";
import { viewOf } from "./scroll.ts";

/** What a mouse did. Columns and rows count from 1, at the top left of the screen. */
export type MouseDeed =
  | { readonly kind: "wheel"; readonly by: 1 | -1 }
  | { readonly kind: "press"; readonly column: number; readonly row: number };

/**
 * Asks a terminal to tell of its mouse, and to tell no more: presses and the wheel (mode 1000), in a form that has no
 * last column (mode 1006). Source: xterm control sequences, "Mouse Tracking".
 */
export const mouseOn = "\u001b[?1000h\u001b[?1006h";
export const mouseOff = "\u001b[?1006l\u001b[?1000l";

/** What a terminal tells of its mouse, and the beginning of it. */
const report = /\u001b\[<(?<button>\d+);(?<column>\d+);(?<row>\d+)(?<end>[Mm])/gu;
const beginning = /\u001b(?:\[(?:<[\d;]*)?)?$/u;
/** Shift, Alt and Ctrl, which change nothing here. */
const modifiers = 4 + 8 + 16;

const wheelLines = 3;
/** Header and rule above everything; title and a blank row above the messages. */
const topRows = 2;
const titleRows = 2;

/** Finds what the mouse did in what a terminal sends, which may be cut anywhere. */
export class MouseReader {
  #rest = "";

  read(input: string): MouseDeed[] {
    const text = this.#rest + input;
    this.#rest = beginning.exec(text)?.[0] ?? "";
    return [...text.matchAll(report)].flatMap(({ groups }) => readDeed(groups));
  }
}

function readDeed(groups: Readonly<Record<string, string>> | undefined): MouseDeed[] {
  const button = Number(groups?.["button"]) & ~modifiers;
  if (groups?.["end"] === "m") return [];
  if (button === 64) return [{ kind: "wheel", by: -1 }];
  if (button === 65) return [{ kind: "wheel", by: 1 }];
  return button === 0
    ? [{ kind: "press", column: Number(groups?.["column"]), row: Number(groups?.["row"]) }]
    : [];
}

/** The wheel scrolls; a press opens the room or chooses the message that stands there. */
export async function doDeeds(chat: Chat, deeds: readonly MouseDeed[]): Promise<void> {
  for (const deed of deeds) await doDeed(chat, deed);
}

async function doDeed(chat: Chat, deed: MouseDeed): Promise<void> {
  const { kind } = chat.mode.peek();
  if (kind !== "write" && kind !== "select") return;
  if (deed.kind === "wheel") return chat.scrollLines(deed.by * wheelLines);
  const aside = chat.aside.peek();
  const row = deed.row - topRows - 1;
  if (deed.column > aside.columns) return chooseMessage(chat, row - titleRows);
  const room = aside.rooms[row];
  if (room) chat.open(room);
}

function chooseMessage(chat: Chat, row: number): void {
  const { height } = chat.size.peek();
  const { keys } = viewOf(chat.blocks.peek(), chat.scroll.peek(), height);
  // Few messages stand at the bottom.
  const key = keys[row - (height - keys.length)];
  if (key !== undefined && chat.isMessage(key)) chat.select(key);
}
