import { type CommandOf, parseSearch, Refusal, type ResultOf, type UserId } from "@hearth/protocol";
import { readStanding } from "../access/standing.ts";
import type { Core } from "../core.ts";
import { formatMessage } from "../messages/format-event.ts";
import type { SearchQuery } from "../ports.ts";
import type { Session } from "../session.ts";
import { readCards } from "../users/read-cards.ts";

type Search = CommandOf<"message.search">;

/** Searches that wait while one of the same person runs; more are refused. */
const maxWaiting = 3;

/** One search at a time for each person: whoever asks faster than the store answers waits alone. */
export class Searches {
  readonly #last = new Map<UserId, { readonly done: Promise<unknown>; readonly waiting: number }>();

  /** Refuses `too_fast`. */
  async run<T>(person: UserId, search: () => Promise<T>): Promise<T> {
    const last = this.#last.get(person);
    const waiting = last ? last.waiting + 1 : 0;
    if (waiting > maxWaiting) throw new Refusal("too_fast", {}, 1_000);
    const found = last ? last.done.then(search) : search();
    const turn = { done: found.catch(() => undefined), waiting };
    this.#last.set(person, turn);
    void turn.done.then(() => {
      if (this.#last.get(person) === turn) this.#last.delete(person);
    });
    return found;
  }
}

/**
 * Finds messages in rooms the asker is in while the store looks: the store reads membership in the same
 * moment. A community moderator may also search a public room without being in it, as they may read it.
 */
export async function searchMessages(
  core: Core,
  reader: UserId,
  actor: Session["actor"],
  asked: Search,
): Promise<ResultOf<"message.search">> {
  const { store } = core.parts;
  if (asked.room) await needReadable(store, asked.room, actor);
  const query = formatQuery(reader, asked);
  if (!query) return { messages: [], users: [], next: null };
  const { rows, next, suggestion } = await core.searches.run(reader, async () => store.search(query));
  const messages = rows.map((row) => formatMessage(row));
  const users = await readCards(store, messages);
  return { messages, users, next, ...(suggestion && { suggestion }) };
}

async function needReadable(
  store: Core["parts"]["store"],
  room: NonNullable<Search["room"]>,
  actor: Session["actor"],
): Promise<void> {
  const { role } = await readStanding(store, room, actor);
  if (!role) throw new Refusal("member_missing");
}

/** `null` where nothing can be found: signs alone are not in the index. */
function formatQuery(reader: UserId, asked: Search): SearchQuery | null {
  const { room, by, has, fromMs, toMs, after, order, limit } = asked;
  const words = parseSearch(asked.query);
  if (words.length === 0 && asked.query.trim() !== "") return null;
  if (words.length === 0 && !by && !has) throw new Refusal("search_empty");
  return {
    reader,
    words,
    room: room ?? null,
    by: by ?? null,
    has: has ?? null,
    fromMs: fromMs ?? null,
    toMs: toMs ?? null,
    order,
    after: after ?? null,
    limit,
  };
}
