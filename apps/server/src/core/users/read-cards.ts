import type { Author, UserCard, UserId } from "@hearth/protocol";
import type { Reads } from "../ports.ts";
import { cardOf } from "./changes.ts";

/** Cards of these people; ids nobody has are left out. */
export async function lookUpCards(store: Reads, ids: Iterable<UserId>): Promise<UserCard[]> {
  const wanted = [...new Set(ids)];
  const cards = new Map((await store.usersById(wanted)).map((row) => [row.id, cardOf(row)]));
  return wanted.flatMap((id) => cards.get(id) ?? []);
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
