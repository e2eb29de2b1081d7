import type { RoomState } from "@hearth/client";
import type { RoomId, UserId } from "@hearth/protocol";
import { Box } from "ink";
import { useEffect } from "react";
import { plainText } from "../../print/plain.ts";
import type { Present } from "../chat.ts";
import { nameOfRoom } from "../jump.ts";
import { mentions } from "../text/mark-words.ts";
import { fitText, type Line, type Span, widthOf } from "../text/wrap.ts";
import { useLook } from "./look.ts";
import { LineText } from "./Tinted.tsx";
import { useValue } from "./use-value.ts";

interface Area {
  readonly columns: number;
  readonly rows: number;
}

/** The community, its rooms, the direct chats, who is here, and who I am. */
export function Sidebar({ columns, rows }: Area) {
  const { chat } = useLook();
  const community = useValue(chat.client.community);
  const here = useValue(chat.client.hereCount);
  const me = useValue(chat.client.me);
  const states = useValue(chat.client.rooms);
  const place = useValue(chat.place);
  const people = useValue(chat.present).map(personLine);
  const inner = columns - 2;
  const lines = (from: readonly RoomState[]): Entry[] =>
    from.map((room) => ({
      line: roomLine(room, { me: me?.id, myName: me?.name, open: place?.room, columns: inner }),
      room: room.id,
    }));
  const rooms = lines(states.filter(({ kind }) => kind !== "direct"));
  const direct = lines(states.filter(({ kind }) => kind === "direct"));
  const shares = share(rows - 3, [rooms.length, direct.length, people.length]);
  const openAt = states.filter(({ kind }) => kind !== "direct").findIndex(({ id }) => id === place?.room);
  const shown = [
    entryOf([{ text: plainText(community?.name ?? ""), tone: "strong" }]),
    entryOf([{ text: `${here} here`, tone: "muted" }]),
    ...section("ROOMS", around(rooms, openAt, shares[0] ?? 0)),
    ...section("DIRECT", direct.slice(0, shares[1])),
    ...section("HERE", people.slice(0, shares[2]).map(entryOf)),
  ].slice(0, rows - 1);
  useEffect(() => {
    chat.aside.value = { columns, rooms: shown.map(({ room }) => room) };
    return () => {
      chat.aside.value = { columns: 0, rooms: [] };
    };
  });
  return (
    <Box
      width={columns}
      height={rows}
      flexDirection="column"
      paddingLeft={1}
      flexShrink={0}
      overflow="hidden"
    >
      <Box flexDirection="column" flexGrow={1} overflow="hidden">
        {shown.map(({ line }, at) => keyed(at, line))}
      </Box>
      <LineText line={[{ text: `You are ${plainText(me?.name ?? "")}`, tone: "muted" }]} />
    </Box>
  );
}

function keyed(at: number, line: Line) {
  return <LineText key={at} line={line} />;
}

/** A row of the list, and the room that it stands for. */
interface Entry {
  readonly line: Line;
  readonly room: RoomId | null;
}

function entryOf(line: Line): Entry {
  return { line, room: null };
}

function section(title: string, entries: readonly Entry[]): Entry[] {
  return entries.length === 0 ? [] : [entryOf([]), entryOf([{ text: title, tone: "muted" }]), ...entries];
}

/** One row for each in turn, until the rows or the needs are at their end. */
function share(rows: number, needs: readonly number[]): number[] {
  const used = needs.filter((need) => need > 0).length;
  const given = needs.map(() => 0);
  // Each section takes a blank row and its title.
  for (let left = rows - 2 * used; left > 0; ) {
    const wanting = needs.flatMap((need, at) => ((given[at] ?? 0) < need ? [at] : []));
    if (wanting.length === 0) break;
    for (const at of wanting.slice(0, left)) {
      given[at] = (given[at] ?? 0) + 1;
      left -= 1;
    }
  }
  return given;
}

/** So many lines, with the open one among them. */
function around<T>(lines: readonly T[], at: number, count: number): readonly T[] {
  const start = Math.max(0, Math.min(at - count + 2, lines.length - count));
  return lines.slice(start, start + count);
}

interface RoomSetting {
  readonly me: UserId | undefined;
  readonly myName: string | undefined;
  readonly open: string | undefined;
  readonly columns: number;
}

/** `› open`, `• new`, `@ calls me`; at the end how many are unread. */
function roomLine(room: RoomState, { me, myName, open, columns }: RoomSetting): Line {
  const isOpen = room.id === open;
  const body = room.lastMessage?.body;
  const calls = room.isNew && body?.kind === "text" && mentions(body.text, myName);
  const count = room.unread > 0 ? ` ${room.unread > 999 ? "999+" : room.unread}` : "";
  const name = fitText(plainText(nameOfRoom(room, me)), columns - 3 - widthOf(count));
  if (isOpen) return [{ text: `› ${name}${count} `, tone: "selected" }];
  const sign: Span = calls
    ? { text: "@ ", tone: "ember" }
    : { text: room.isNew ? "• " : "  ", tone: "ember" };
  return [sign, { text: name, tone: toneOf(room) }, { text: count, tone: "ember" }];
}

function toneOf({ isNew, kind }: RoomState): Span["tone"] {
  if (isNew) return "strong";
  return kind === "direct" ? "private" : "muted";
}

function personLine({ name, isHere }: Present): Line {
  return [
    isHere ? { text: "● ", tone: "positive" } : { text: "○ ", tone: "muted" },
    { text: plainText(name), tone: isHere ? "plain" : "muted" },
  ];
}
