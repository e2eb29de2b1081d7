import type { Me, RoomState } from "@hearth/client";
import type { MessageSent, RoomEvent, UserId } from "@hearth/protocol";

/** What the person wants to be told of a room; everything, where nothing is said. */
export interface RoomAttention extends Pick<RoomState, "id"> {
  readonly level?: "all" | "mentions" | "nothing";
  readonly muted?: boolean;
  readonly mentions?: number;
  readonly threads?: RoomState["threads"];
}

interface Surroundings {
  readonly me: Pick<Me, "id"> | null;
  readonly room: RoomAttention | undefined;
  /** The person looks at this very room. */
  readonly isInView: boolean;
  readonly isQuiet: boolean;
  readonly namesMe: boolean;
}

/** Is an entry news for somebody who does something else: said by another, not in view, not while it is quiet? */
export function isWorthTelling(
  entry: RoomEvent,
  { me, room, isInView, isQuiet, namesMe }: Surroundings,
): boolean {
  if (entry.type !== "message.sent" || entry.body === null) return false;
  if (!me || !room || isInView || isQuiet) return false;
  if (idOf(entry) === me.id) return false;
  const isOnlyInThread = entry.threadRoot !== undefined && !entry.alsoInRoom;
  return isOnlyInThread ? isReplyWanted(room, entry, namesMe) : isWanted(room, namesMe);
}

/** Of threads only those that one follows, where one is not named. */
function isReplyWanted(
  { level, muted = false, threads = [] }: RoomAttention,
  { threadRoot }: MessageSent,
  namesMe: boolean,
): boolean {
  if (level === "nothing") return false;
  return namesMe || (!muted && threads.some(({ root }) => root === threadRoot));
}

/** A muted room is silent but for one's name, as is one of which only mentions are wanted. */
function isWanted({ level = "all", muted = false }: RoomAttention, namesMe: boolean): boolean {
  if (level === "nothing") return false;
  return namesMe || (level === "all" && !muted);
}

function idOf({ author }: RoomEvent): UserId | null {
  return "user" in author ? author.user : null;
}
