import { Box } from "ink";
import { useEffect } from "react";
import { plainText } from "../../print/plain.ts";
import { nameOfRoom } from "../jump.ts";
import { viewOf } from "../scroll.ts";
import type { Line, Span } from "../text/wrap.ts";
import { cutText } from "../text/wrap.ts";
import { useLook } from "./look.ts";
import { LineText } from "./Tinted.tsx";
import { useValue } from "./use-value.ts";

interface Area {
  readonly columns: number;
  readonly rows: number;
}

/** Title, messages, and a line about what goes on: who is typing, what lies below, what was refused. */
export function Room({ columns, rows }: Area) {
  const { chat } = useLook();
  const height = Math.max(1, rows - 3);
  useEffect(() => {
    chat.size.value = { columns: columns - 1, height };
  }, [chat, columns, height]);
  const blocks = useValue(chat.blocks);
  const view = viewOf(blocks, useValue(chat.scroll), height);
  const padding: Line[] = Array.from({ length: height - view.lines.length }, () => []);
  return (
    <Box width={columns} height={rows} flexDirection="column" paddingLeft={1} overflow="hidden">
      <TitleLine columns={columns - 1} />
      <LineText line={[]} />
      {[...padding, ...view.lines].map((line, at) => keyed(at, line))}
      <NoteLine below={view.below} columns={columns - 1} />
    </Box>
  );
}

function keyed(at: number, line: Line) {
  return (
    <Box key={at} height={1} flexShrink={0}>
      <LineText line={line} />
    </Box>
  );
}

function TitleLine({ columns }: { readonly columns: number }) {
  const { chat } = useLook();
  const handle = useValue(chat.handle);
  const rooms = useValue(chat.client.rooms);
  const place = useValue(chat.place);
  const me = useValue(chat.client.me);
  const room = rooms.find(({ id }) => id === place?.room) ?? handle?.state.peek();
  if (!room) return <LineText line={[{ text: "Opening your rooms", tone: "muted" }]} />;
  const name = plainText(nameOfRoom(room, me?.id));
  const thread = place?.thread === null ? "" : " · thread (Esc goes back)";
  const topic = cutText(plainText(room.topic), Math.max(0, columns - name.length - thread.length - 3));
  return (
    <LineText
      line={[
        { text: name, tone: "strong" },
        { text: thread, tone: "link" },
        { text: `   ${topic}`, tone: "muted" },
      ]}
    />
  );
}

function NoteLine({ below, columns }: { readonly below: number; readonly columns: number }) {
  const { chat } = useLook();
  const hint = useValue(chat.hint);
  const typing = useTyping();
  const spans: Span[] = [];
  if (hint) spans.push({ text: cutText(hint.text, columns), tone: hint.isTrouble ? "warning" : "muted" });
  else if (below > 0) spans.push({ text: `↓ ${below} more lines; End goes there`, tone: "ember" });
  else spans.push({ text: cutText(typing, columns) || " ", tone: "muted" });
  return <LineText line={spans} />;
}

function useTyping(): string {
  const { chat } = useLook();
  const { users, more } = useValue(chat.typing);
  const names = users.map(({ name }) => plainText(name));
  if (names.length === 0) return "";
  if (more > 0 || names.length > 2) return `${names[0]} and ${names.length - 1 + more} others are typing`;
  return `${names.join(" and ")} ${names.length === 1 ? "is" : "are"} typing`;
}
