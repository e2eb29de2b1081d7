import { Box } from "ink";
import type { Mode } from "../chat.ts";
import type { Span } from "../text/wrap.ts";
import { widthOfLine } from "../text/wrap.ts";
import { useLook } from "./look.ts";
import { LineText } from "./Tinted.tsx";
import { useValue } from "./use-value.ts";

type KeyWord = readonly [key: string, does: string];

const keyWords: Readonly<Record<Mode["kind"], readonly KeyWord[]>> = {
  write: [
    ["Enter", "send"],
    ["Alt+↑↓", "rooms"],
    ["Ctrl+K", "jump"],
    ["/", "commands"],
    ["Tab", "complete"],
    ["PgUp", "older"],
    ["↑", "choose a message"],
    ["/help", "help"],
    ["Ctrl+C", "leave"],
  ],
  select: [
    ["r", "reply"],
    ["t", "thread"],
    ["+", "👍"],
    ["s", "save files"],
    ["o", "open files"],
    ["e", "edit"],
    ["d", "delete"],
    ["↑↓", "choose"],
    ["Esc", "back"],
  ],
  jump: [
    ["Enter", "open"],
    ["↑↓", "choose"],
    ["Esc", "back"],
  ],
  found: [
    ["Enter", "go there"],
    ["↑↓", "choose"],
    ["Esc", "back"],
  ],
  help: [["any key", "back"]],
};

/** What the keys do now, as many as there is room for. */
export function Footer({ columns }: { readonly columns: number }) {
  const { chat } = useLook();
  const mode = useValue(chat.mode);
  const line: Span[] = [];
  for (const [key, does] of keyWords[mode.kind]) {
    const pair: Span[] = [
      { text: `${key} `, tone: "muted" },
      { text: `${does}   `, tone: "plain" },
    ];
    if (widthOfLine([...line, ...pair]) <= columns) line.push(...pair);
  }
  return (
    <Box width={columns} height={1} paddingLeft={1} flexShrink={0}>
      <LineText line={line} />
    </Box>
  );
}
