import { Box, Text } from "ink";
import type { Line, Span, Tone } from "../text/wrap.ts";
import type { Theme } from "../theme.ts";
import { useLook } from "./look.ts";

/** Text in one tone, cut at the end of its row. */
export function Tinted({ tone = "plain", children }: { readonly tone?: Tone; readonly children: string }) {
  const { theme } = useLook();
  return (
    <Text {...theme[tone]} wrap="truncate">
      {children}
    </Text>
  );
}

/** Without text Ink gives a row no height. */
const blank: Line = [{ text: " ", tone: "plain" }];

/** One row of the screen, also when nothing stands in it. */
export function LineText({ line }: { readonly line: Line }) {
  const { theme } = useLook();
  const spans = line.length === 0 ? blank : line;
  return <Text wrap="truncate">{spans.map((span, at) => keyed(at, span, theme))}</Text>;
}

/** Spans have no name but their place. */
function keyed(at: number, { text, tone }: Span, theme: Theme) {
  return (
    <Text key={at} {...theme[tone]}>
      {text}
    </Text>
  );
}

/** A line across. */
export function Rule({ columns, left = 0 }: { readonly columns: number; readonly left?: number }) {
  const tee = left > 0 && left < columns;
  const line = tee
    ? `${"─".repeat(left)}┴${"─".repeat(Math.max(0, columns - left - 1))}`
    : "─".repeat(columns);
  return (
    <Box height={1} width={columns} flexShrink={0}>
      <Tinted tone="muted">{line}</Tinted>
    </Box>
  );
}
