import type { Status } from "@hearth/client";
import { assertNever } from "@hearth/protocol";
import { Box } from "ink";
import { useEffect, useState } from "react";
import { describeRefusal } from "../../words/refusals.ts";
import { clockOf } from "../layout-rows.ts";
import type { Span } from "../text/wrap.ts";
import { useLook } from "./look.ts";
import { LineText, Tinted } from "./Tinted.tsx";
import { useValue } from "./use-value.ts";

/** Where one is connected, whether one still is, and the time. */
export function Header({ columns }: { readonly columns: number }) {
  const { chat, address } = useLook();
  const nowMs = useNow();
  const state = describeStatus(useValue(chat.client.status), nowMs);
  const line: Span[] = [
    { text: " Hearth ", tone: "selected" },
    { text: `  ${address}   `, tone: "muted" },
    state,
  ];
  return (
    <Box width={columns} height={1} flexShrink={0} justifyContent="space-between">
      <LineText line={line} />
      <Box flexShrink={0} paddingLeft={1} paddingRight={1}>
        <Tinted tone="muted">{clockOf(nowMs)}</Tinted>
      </Box>
    </Box>
  );
}

function describeStatus(status: Status, nowMs: number): Span {
  switch (status.phase) {
    case "live":
      return { text: "connected", tone: "positive" };
    case "connecting":
      return { text: "connecting", tone: "muted" };
    case "offline":
      return { text: `no connection; ${describeWait(status.nextTryAtMs, nowMs)}`, tone: "ember" };
    case "joining":
    case "refused":
      return { text: describeRefusal(status.refusal), tone: "warning" };
    case "closed":
      return { text: "closed", tone: "muted" };
    default:
      return assertNever(status);
  }
}

function describeWait(nextTryAtMs: number | null, nowMs: number): string {
  if (nextTryAtMs === null) return "trying now";
  return `trying again in ${Math.max(1, Math.ceil((nextTryAtMs - nowMs) / 1000))} s`;
}

/** Once a second while there is something to count down, else at each minute. */
function useNow(): number {
  const { chat } = useLook();
  const [nowMs, setNowMs] = useState(() => Date.now());
  const isCounting = useValue(chat.client.status).phase === "offline";
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), isCounting ? 1_000 : 15_000);
    return () => clearInterval(timer);
  }, [isCounting]);
  return nowMs;
}
