import type { Client, RoomState } from "@hearth/client";
import type { Message, RoomListing, SearchSuggestion, SearchWord, UserCard } from "@hearth/protocol";
import { titleOf } from "../rooms/title.ts";
import type { IconName } from "../ui/Icon.tsx";

/** What the switcher can open. */
export type Option =
  | { readonly kind: "room"; readonly key: string; readonly room: RoomState; readonly title: string }
  | { readonly kind: "person"; readonly key: string; readonly user: UserCard }
  | { readonly kind: "listing"; readonly key: string; readonly listing: RoomListing }
  | {
      readonly kind: "command";
      readonly key: string;
      readonly title: string;
      readonly icon: IconName;
      readonly run: () => void;
    }
  | { readonly kind: "create"; readonly key: string; readonly title: string }
  | {
      readonly kind: "message";
      readonly key: string;
      readonly message: Message;
      readonly words: readonly SearchWord[];
    }
  | { readonly kind: "suggestion"; readonly key: string; readonly suggestion: SearchSuggestion }
  | { readonly kind: "more"; readonly key: string }
  /** Someone whose messages are looked for. */
  | { readonly kind: "author"; readonly key: string; readonly user: UserCard };

export interface Group {
  readonly label: string;
  readonly options: readonly Option[];
}

export function dropEmpty(groups: readonly Group[]): readonly Group[] {
  return groups.filter((group) => group.options.length > 0);
}

const maxRooms = 8;

/** My rooms and chats whose name fits, best first; without a query the ones last talked in. */
export function findRooms(client: Client, query: string): readonly Option[] {
  const me = client.me.value?.id;
  return client.rooms.value
    .map((room) => ({ room, title: titleOf(room, me) }))
    .map((named) => ({ ...named, score: scoreOf(named.title, query) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => (a.score ?? 0) - (b.score ?? 0) || activityOf(b.room) - activityOf(a.room))
    .slice(0, maxRooms)
    .map(({ room, title }) => ({ kind: "room", key: room.id, room, title }));
}

/** How well a name fits: 0 begins with it, 1 a word does, 2 holds it; null does not. */
export function scoreOf(name: string, query: string): number | null {
  const [folded, wanted] = [fold(name), fold(query)];
  const at = folded.indexOf(wanted);
  if (at === -1) return null;
  if (at === 0) return 0;
  return folded.split(/[^\p{L}\p{M}\p{N}]+/u).some((word) => word.startsWith(wanted)) ? 1 : 2;
}

/** Case and the accents of Latin letters do not matter to who looks for a name. */
function fold(text: string): string {
  return text
    .trim()
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

function activityOf(room: RoomState): number {
  return (room.isNew ? Number.MAX_SAFE_INTEGER / 2 : 0) + (room.lastMessage?.atMs ?? room.joinedAtMs);
}
