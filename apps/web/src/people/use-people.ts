import type { Client } from "@hearth/client";
import type { UserCard } from "@hearth/protocol";
import { useCallback } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { type PageOf, type Pages, usePages } from "../app/use-pages.ts";
import { useSettled } from "../app/use-settled.ts";

/** The people of the community whose name holds `text`, in pages. */
export function usePeople(text: string): Pages<UserCard> {
  const client = useClient();
  const query = useSettled(text.trim());
  const load = useCallback((after: string | undefined) => loadPeople(client, query, after), [client, query]);
  return usePages(load);
}

async function loadPeople(
  client: Client,
  query: string,
  after: string | undefined,
): Promise<PageOf<UserCard>> {
  const page = await client.ask({ type: "user.list", query, ...(after !== undefined && { after }) });
  return { items: page.users, next: page.next };
}
