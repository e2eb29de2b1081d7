import { Box, useApp, useInput, usePaste, useStdin, useWindowSize } from "ink";
import { useEffect } from "react";
import type { Chat } from "../chat.ts";
import { insertText } from "../composer.ts";
import { pressKeys } from "../keys.ts";
import { doDeeds, MouseReader } from "../mouse.ts";
import type { Line } from "../text/wrap.ts";
import type { Theme } from "../theme.ts";
import { Composer, countComposerRows } from "./Composer.tsx";
import { Footer } from "./Footer.tsx";
import { Header } from "./Header.tsx";
import { LookContext, useLook } from "./look.ts";
import { FoundList, Help, JumpList } from "./Overlays.tsx";
import { Room } from "./Room.tsx";
import { Sidebar } from "./Sidebar.tsx";
import { LineText, Rule } from "./Tinted.tsx";
import { useValue } from "./use-value.ts";

interface AppProps {
  readonly chat: Chat;
  readonly theme: Theme;
  readonly address: string;
}

/** The whole screen. */
export function App({ chat, theme, address }: AppProps) {
  return (
    <LookContext.Provider value={{ chat, theme, address }}>
      <Screen />
    </LookContext.Provider>
  );
}

function Screen() {
  const { chat } = useLook();
  const { columns, rows } = useWindowSize();
  useKeys(chat);
  useMouse(chat);
  const composerRows = countComposerRows(useValue(chat.draft), columns);
  const middle = Math.max(3, rows - 5 - composerRows);
  const side = sideColumns(columns);
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      <Header columns={columns} />
      <Rule columns={columns} />
      <Box height={middle} flexShrink={0}>
        {side > 0 ? <Sidebar columns={side} rows={middle} /> : null}
        {side > 0 ? <Wall rows={middle} /> : null}
        <Main columns={columns - side - (side > 0 ? 1 : 0)} rows={middle} />
      </Box>
      <Rule columns={columns} left={side} />
      <Composer columns={columns} />
      <Rule columns={columns} />
      <Footer columns={columns} />
    </Box>
  );
}

interface Area {
  readonly columns: number;
  readonly rows: number;
}

function Main({ columns, rows }: Area) {
  const { chat } = useLook();
  const mode = useValue(chat.mode);
  switch (mode.kind) {
    case "write":
    case "select":
      return <Room columns={columns} rows={rows} />;
    case "jump":
      return <JumpList columns={columns} rows={rows} query={mode.query} at={mode.at} />;
    case "found":
      return <FoundList columns={columns} rows={rows} hits={mode.hits} at={mode.at} />;
    case "help":
      return <Help columns={columns} rows={rows} />;
    default:
      return mode satisfies never;
  }
}

function Wall({ rows }: { readonly rows: number }) {
  const bars: Line[] = Array.from({ length: rows }, () => [{ text: "│", tone: "muted" }]);
  return (
    <Box flexDirection="column" width={1} flexShrink={0}>
      {bars.map((bar, at) => keyed(at, bar))}
    </Box>
  );
}

function keyed(at: number, line: Line) {
  return <LineText key={at} line={line} />;
}

function useKeys(chat: Chat): void {
  const { exit } = useApp();
  useInput((input, key) => {
    if (key.ctrl && (input === "c" || input === "q")) return exit();
    void pressKeys(chat, input, key);
  });
  usePaste((text) => chat.write(insertText(chat.draft.peek(), text)));
}

/** Ink gives only keys; what the mouse does is read beside it. */
function useMouse(chat: Chat): void {
  const { stdin } = useStdin();
  useEffect(() => {
    const reader = new MouseReader();
    const listen = (chunk: Buffer | string): void => void doDeeds(chat, reader.read(String(chunk)));
    stdin.on("data", listen);
    return () => void stdin.off("data", listen);
  }, [chat, stdin]);
}

/** On a narrow screen the messages need all of it. */
function sideColumns(columns: number): number {
  if (columns < 60) return 0;
  if (columns < 100) return 20;
  return columns < 160 ? 26 : 34;
}
