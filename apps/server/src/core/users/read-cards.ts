import type { Author, UserCard, UserId } from "@hearth/protocol";
import type { Reads } from "../ports.ts";
import type { CardRow } from "../rows.ts";
import { cardOf } from "./changes.ts";

/** These people, each once and in this order; ids nobody has are left out. */
export async function lookUpRows(store: Reads, ids: Iterable<UserId>): Promise<CardRow[]> {
  const wanted = [...new Set(ids)];
  const rows = new Map((await store.cardsById(wanted)).map((row) => [row.id, row]));
  return wanted.flatMap((id) => rows.get(id) ?? []);
}

/** Their cards. */
export async function lookUpCards(store: Reads, ids: Iterable<UserId>): Promise<UserCard[]> {
  return (await lookUpRows(store, ids)).map(cardOf);
}

interface Naming {
  readonly author: Author;
  readonly user?: UserId;
  readonly deletedBy?: Author;
  readonly thread?: { readonly people?: readonly UserId[] };
}

/** Cards of everyone named in these messages and log entries. */
export function readCards(store: Reads, items: readonly Naming[]): Promise<UserCard[]> {
  const ids = new Set<UserId>();
  for (const { author, user, deletedBy, thread } of items) {
    for (const id of thread?.people ?? []) ids.add(id);
    for (const named of [author, deletedBy]) if (named && "user" in named) ids.add(named.user);
    if (user) ids.add(user);
  }
  return lookUpCards(store, ids);
}
