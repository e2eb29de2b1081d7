import type { Client } from "@hearth/client";
import type { Message, SearchSuggestion } from "@hearth/protocol";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { useSettled } from "../app/use-settled.ts";
import { type Filters, formatSearch } from "./filters.ts";

/** What the host found. While a new question is on its way, the last answer stays. */
export interface FoundMessages {
  readonly phase: "idle" | "loading" | "ready" | "failed";
  readonly messages: readonly Message[];
  readonly suggestion: SearchSuggestion | null;
  readonly hasMore: boolean;
  readonly error: unknown;
}

const nothing: FoundMessages = {
  phase: "idle",
  messages: [],
  suggestion: null,
  hasMore: false,
  error: null,
};

/** The host counts searches: it is asked when one pauses, a little later than for names. */
const quietMs = 250;

/** Searches messages while one types; answers to older questions are dropped. */
export function useMessages(client: Client, text: string, filters: Filters) {
  const settled = useSettled(text, quietMs);
  const [found, setFound] = useState<FoundMessages>(nothing);
  const next = useRef<string | null>(null);
  const asked = useRef(0);

  const ask = useCallback(
    async (after: string | null, before: readonly Message[]) => {
      asked.current += 1;
      const question = asked.current;
      const search = formatSearch(settled, filters);
      if (!search) return setFound(nothing);
      setFound((last) => ({ ...last, phase: "loading" }));
      const answer = await load(client, { ...search, ...(after !== null && { after }) }, before);
      if (question !== asked.current) return;
      next.current = answer.next;
      setFound(answer.found);
    },
    [client, settled, filters],
  );
  useEffect(() => void ask(null, []), [ask]);
  const loadMore = () => {
    if (next.current !== null) void ask(next.current, found.messages);
  };
  return { ...found, isAsked: text === settled, loadMore };
}

interface Answer {
  readonly found: FoundMessages;
  readonly next: string | null;
}

async function load(
  client: Client,
  search: NonNullable<ReturnType<typeof formatSearch>>,
  before: readonly Message[],
): Promise<Answer> {
  try {
    const { messages, next, suggestion } = await client.ask(search);
    const all = [...before, ...messages];
    const found = { messages: all, suggestion: suggestion ?? null, hasMore: next !== null, error: null };
    return { found: { ...found, phase: "ready" }, next };
  } catch (error) {
    return { found: { ...nothing, phase: "failed", error, messages: before }, next: null };
  }
}
