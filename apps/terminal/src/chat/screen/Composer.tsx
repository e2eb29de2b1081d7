import { Box, Text } from "ink";
import type { Draft } from "../composer.ts";
import { widthOf } from "../text/wrap.ts";
import { useLook } from "./look.ts";
import { Tinted } from "./Tinted.tsx";
import { useValue } from "./use-value.ts";

export const maxComposerRows = 5;

/** One row of the draft; `cursor` is where in it one writes. */
interface DraftRow {
  readonly before: string;
  readonly under: string | null;
  readonly after: string;
}

/** What is being written, with the cursor; the rows around it when there are many. */
export function Composer({ columns }: { readonly columns: number }) {
  const { chat, theme } = useLook();
  const purpose = useValue(chat.purpose);
  const rows = layoutDraft(useValue(chat.draft), columns - 4);
  const at = rows.findIndex(({ under }) => under !== null);
  const start = Math.max(0, Math.min(at - maxComposerRows + 1, rows.length - maxComposerRows));
  const label = purpose.kind === "reply" ? `reply to ${purpose.name} ` : "edit ";
  return (
    <Box flexDirection="column" width={columns} paddingLeft={1} flexShrink={0}>
      {rows.slice(Math.max(0, start), Math.max(0, start) + maxComposerRows).map((row, index) => (
        <Box key={keyOf(index)} height={1}>
          <Text {...theme.ember}>{index === 0 ? "› " : "  "}</Text>
          {index === 0 && purpose.kind !== "new" ? <Tinted tone="link">{label}</Tinted> : null}
          <Text wrap="truncate">
            {row.before}
            {row.under === null ? "" : <Text inverse>{row.under}</Text>}
            {row.after}
          </Text>
        </Box>
      ))}
    </Box>
  );
}

function keyOf(index: number): string {
  return `row ${index}`;
}

export function countComposerRows(draft: Draft, columns: number): number {
  return Math.min(maxComposerRows, layoutDraft(draft, columns - 4).length);
}

/** Breaks where the width ends, as editors of one line do: the cursor never jumps. */
export function layoutDraft({ letters, at }: Draft, columns: number): DraftRow[] {
  let start = 0;
  // The place behind the last letter is one to stand on, too.
  return splitLetters([...letters, ""], columns).map((row) => {
    const shown = row.map((letter) =>
      letter === "" || letter === "\n" ? " " : letter.replaceAll("\t", " "),
    );
    const cursor = at - start;
    start += row.length;
    const isHere = cursor >= 0 && cursor < row.length;
    return {
      before: (isHere ? shown.slice(0, cursor) : shown).join(""),
      under: isHere ? (shown[cursor] ?? " ") : null,
      after: isHere ? shown.slice(cursor + 1).join("") : "",
    };
  });
}

function splitLetters(letters: readonly string[], columns: number): string[][] {
  const rows: string[][] = [[]];
  let width = 0;
  let isFull = false;
  for (const letter of letters) {
    width += Math.max(1, widthOf(letter));
    if (isFull || width > columns) {
      rows.push([]);
      width = Math.max(1, widthOf(letter));
    }
    rows.at(-1)?.push(letter);
    isFull = letter === "\n";
  }
  return rows;
}
