import { type RoomId, type RoomSummary, sizes, type ThreadList, type UserId } from "@hearth/protocol";
import { formatMessages } from "../messages/read-page.ts";
import type { FollowedPlace, Part, Reads } from "../ports.ts";
import { readCards } from "../users/read-cards.ts";

/** What a person follows in a room. */
export async function readFollowed(
  store: Reads,
  room: RoomId,
  user: UserId,
): Promise<Pick<RoomSummary, "threads" | "hasMoreThreads">> {
  const max = sizes.maxThreadsListed;
  const threads = await store.threadsOf(room, user, max + 1);
  if (threads.length === 0) return {};
  return threads.length > max ? { threads: threads.slice(0, max), hasMoreThreads: true } : { threads };
}

/** The roots of followed threads, with how much of each is unread. */
export async function readThreads(
  store: Reads,
  { rows, next }: Part<FollowedPlace>,
  reader: UserId,
): Promise<ThreadList> {
  const found = rows.map(async ({ room, seq, readSeq, unread }) => {
    const row = await store.event(room, seq);
    const [message] = row?.message ? await formatMessages(store, room, [row], reader) : [];
    return message ? [{ root: seq, readSeq, unread, message }] : [];
  });
  const threads = (await Promise.all(found)).flat();
  return {
    threads,
    next,
    users: await readCards(
      store,
      threads.map(({ message }) => message),
    ),
  };
}
