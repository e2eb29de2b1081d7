import type { Message } from "@hearth/protocol";
import { Box } from "ink";
import { textOf } from "../../print/entry.ts";
import { plainText } from "../../print/plain.ts";
import { findRooms, nameOfRoom } from "../jump.ts";
import { clockOf } from "../layout-rows.ts";
import { slashCommands } from "../slash-commands.ts";
import { fitText, type Line } from "../text/wrap.ts";
import { useLook } from "./look.ts";
import { LineText } from "./Tinted.tsx";
import { useValue } from "./use-value.ts";

interface Area {
  readonly columns: number;
  readonly rows: number;
}

/** Rooms by name, those with news first while nothing is typed. */
export function JumpList({
  columns,
  rows,
  query,
  at,
}: Area & { readonly query: string; readonly at: number }) {
  const { chat } = useLook();
  const me = useValue(chat.client.me);
  const rooms = findRooms(useValue(chat.client.rooms), query, me?.id);
  const lines = rooms.map((room): string => {
    const sign = room.isNew ? "• " : "  ";
    return `${sign}${plainText(nameOfRoom(room, me?.id))}${room.kind === "direct" ? "  private" : ""}`;
  });
  const head: Line = [
    { text: "Jump to: ", tone: "muted" },
    { text: query, tone: "strong" },
    { text: " ", tone: "selected" },
  ];
  const none = "No room of yours is called that. /join goes into others.";
  return <List area={{ columns, rows }} head={head} lines={lines} at={at} none={none} />;
}

/** What a search found, newest first. */
export function FoundList({
  columns,
  rows,
  hits,
  at,
}: Area & { readonly hits: readonly Message[]; readonly at: number }) {
  const { chat } = useLook();
  const me = useValue(chat.client.me);
  const rooms = useValue(chat.client.rooms);
  const lines = hits.map((hit) => {
    const room = rooms.find(({ id }) => id === hit.room);
    const day = new Date(hit.atMs).toLocaleDateString("en-GB", { day: "numeric", month: "short" });
    const where = fitText(room ? plainText(nameOfRoom(room, me?.id)) : "", 16);
    const text = plainText(textOf(hit.body)).replaceAll("\n", " ");
    return `${day.padStart(6)} ${clockOf(hit.atMs).padStart(5)}  ${where}  ${fitText(plainText(chat.names.of(hit.author)), 14)}  ${text}`;
  });
  const head: Line = [{ text: `${hits.length} found`, tone: "strong" }];
  return <List area={{ columns, rows }} head={head} lines={lines} at={at} none="" />;
}

/** Keys and commands. */
export function Help({ columns, rows }: Area) {
  const lines: Line[] = [
    [{ text: "Commands", tone: "strong" }],
    ...slashCommands.map(
      ({ name, takes, does }): Line => [
        { text: fitText(`  /${name} ${takes}`, 24), tone: "link" },
        { text: does, tone: "plain" },
      ],
    ),
    [],
    [{ text: "Keys", tone: "strong" }],
    ...Object.entries(keys).map(
      ([key, does]): Line => [
        { text: fitText(`  ${key}`, 24), tone: "link" },
        { text: does, tone: "plain" },
      ],
    ),
  ];
  return (
    <Box flexDirection="column" width={columns} height={rows} paddingLeft={1} overflow="hidden">
      {lines.slice(0, rows).map((line, at) => keyed(at, line))}
    </Box>
  );
}

const keys: Readonly<Record<string, string>> = {
  "Alt+Enter": "a new line in the message",
  "↑ in an empty line": "chooses a message: reply, thread, edit, delete, 👍, save or open its files",
  Tab: "completes names, rooms, commands and paths; again: the next",
  "PgUp, PgDn, End": "older messages, newer ones, the newest",
  "Alt+A": "the next unread room",
  Esc: "back",
};

interface ListParts {
  readonly area: Area;
  readonly head: Line;
  readonly lines: readonly string[];
  readonly at: number;
  readonly none: string;
}

function List({ area: { columns, rows }, head, lines, at, none }: ListParts) {
  const height = rows - 2;
  const start = Math.max(0, Math.min(at - Math.floor(height / 2), lines.length - height));
  const shown = lines.slice(start, start + height).map((text, index): Line => {
    const isChosen = start + index === Math.min(at, lines.length - 1);
    const row = fitText(`${isChosen ? "›" : " "} ${text}`, columns - 2);
    return [{ text: row, tone: isChosen ? "selected" : "plain" }];
  });
  const body: Line[] = lines.length === 0 ? [[{ text: none, tone: "muted" }]] : shown;
  return (
    <Box flexDirection="column" width={columns} height={rows} paddingLeft={1} overflow="hidden">
      <LineText line={head} />
      <LineText line={[]} />
      {body.map((line, index) => keyed(index, line))}
    </Box>
  );
}

function keyed(at: number, line: Line) {
  return <LineText key={at} line={line} />;
}
