import type { Client } from "@hearth/client";
import { parseSearch } from "@hearth/protocol";
import { type Filters, isNarrowed } from "../search/filters.ts";
import { type FoundMessages, useMessages } from "../search/use-messages.ts";
import { say } from "../words/words.ts";
import { findCommands } from "./commands.ts";
import { dropEmpty, findRooms, type Group, type Option } from "./options.ts";
import { useFound } from "./use-found.ts";

export interface Groups {
  readonly groups: readonly Group[];
  readonly isLoading: boolean;
  /** No message answers, and nothing is called so. */
  readonly isNothing: boolean;
  /** Why messages could not be searched. */
  readonly error: unknown;
  readonly loadMore: () => void;
}

/** What fits, in the order people most often mean it; with a filter only messages. */
export function useGroups(client: Client, text: string, filters: Filters): Groups {
  const isCommand = text.startsWith("/");
  const query = isCommand ? "" : text.trim();
  const narrowed = isNarrowed(filters);
  const found = useFound(client, narrowed ? "" : query);
  const messages = useMessages(client, query, filters);
  if (isCommand) {
    const commands = { label: say("switcher.commands"), options: findCommands(client, text.slice(1)) };
    return { ...quiet, groups: dropEmpty([commands]) };
  }
  const names = narrowed
    ? []
    : dropEmpty([
        { label: say("switcher.goTo"), options: findRooms(client, query) },
        { label: say("switcher.people"), options: found.people },
        { label: say("switcher.rooms"), options: found.listings },
      ]);
  const create: readonly Option[] =
    query && !narrowed ? [{ kind: "create", key: "create", title: query }] : [];
  const isSettled = messages.phase === "ready" && messages.isAsked;
  return {
    groups: dropEmpty([
      ...names,
      { label: say("search.messages"), options: listMessages(messages, query) },
      { label: say("nav.newRoom"), options: create },
    ]),
    isLoading: found.isLoading || messages.phase === "loading",
    isNothing: isSettled && messages.messages.length === 0 && names.length === 0,
    error: messages.phase === "failed" ? messages.error : null,
    loadMore: messages.loadMore,
  };
}

const quiet: Omit<Groups, "groups"> = {
  isLoading: false,
  isNothing: false,
  error: null,
  loadMore: () => undefined,
};

function listMessages({ messages, suggestion, hasMore }: FoundMessages, query: string): readonly Option[] {
  const words = parseSearch(query);
  return [
    ...messages.map((message): Option => ({ kind: "message", key: message.id, message, words })),
    ...(suggestion ? [{ kind: "suggestion", key: "suggestion", suggestion } as const] : []),
    ...(hasMore ? [{ kind: "more", key: "more" } as const] : []),
  ];
}
