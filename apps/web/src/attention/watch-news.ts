import type { Client, RoomState } from "@hearth/client";
import type { MessageSent } from "@hearth/protocol";
import { effect } from "@preact/signals";
import { notifications, quiet, sound } from "../app/preferences.ts";
import { type MessagePlace, routeOf } from "../app/route.ts";
import { navigate } from "../app/router.ts";
import { previewOf } from "../rooms/preview.ts";
import { titleOf } from "../rooms/title.ts";
import { isCurrentRoom } from "../sidebar/current-room.ts";
import { nameOf } from "../timeline/room-context.ts";
import { say } from "../words/words.ts";
import { showNotification } from "./notifications.ts";
import { parseQuiet } from "./quiet.ts";
import { playSoftSound } from "./soft-sound.ts";
import { isWorthTelling, type RoomAttention } from "./worth-telling.ts";

/** A busy room is heard this often at most. */
const soundEveryMs = 5_000;

const nameWithinMs = 1_000;

/** Tells of what others say while the person looks elsewhere: the tab's dot, a sound, a notification. */
export function watchNews(client: Client): void {
  effect(() => showDot(client.rooms.value.some((room) => room.isNew)));
  let soundedAtMs = 0;
  const noteMentions = createMentionCounter();
  client.listen((entry) => {
    if (entry.type !== "message.sent") return;
    const room = client.rooms.value.find(({ id }) => id === entry.room);
    const isInView = room !== undefined && isCurrentRoom(room) && document.hasFocus();
    const isQuiet = parseQuiet(quiet.value, Date.now()) !== "off";
    const namesMe = noteMentions(room);
    const around = { me: client.me.value, room, isInView, isQuiet, namesMe };
    if (!room || !isWorthTelling(entry, around)) return;
    whenNamed(client, entry, () => notify(client, room, entry));
    if (sound.value === "off" || Date.now() - soundedAtMs < soundEveryMs) return;
    soundedAtMs = Date.now();
    playSoftSound();
    navigator.vibrate?.(60);
  });
}

/** Says of a room whether it names the person more often than when it was last asked about. */
function createMentionCounter(): (room: RoomAttention | undefined) => boolean {
  const seen = new Map<string, number>();
  return (room) => {
    if (!room) return false;
    const before = seen.get(room.id) ?? 0;
    seen.set(room.id, room.mentions ?? 0);
    return (room.mentions ?? 0) > before;
  };
}

/** Who wrote may not be known here yet: their card is asked for, but not waited for any longer than this. */
function whenNamed(client: Client, { author }: MessageSent, run: () => void): void {
  const card = "user" in author ? client.people.card(author.user) : null;
  if (!card || card.value) return run();
  let isDone = false;
  const finish = () => {
    if (isDone) return;
    isDone = true;
    clearTimeout(timer);
    queueMicrotask(() => stop());
    run();
  };
  const timer = setTimeout(finish, nameWithinMs);
  const stop = effect(() => {
    if (card.value) finish();
  });
}

function notify(client: Client, room: RoomState, entry: MessageSent): void {
  if (notifications.value === "off" || document.hasFocus()) return;
  const [name, text] = [nameOf(client, entry.author), previewOf(entry)];
  const isDirect = room.kind === "direct";
  showNotification({
    title: isDirect ? name : titleOf(room, client.me.value?.id),
    body: isDirect ? text : say("nav.says", { name, text }),
    tag: `${room.id} ${entry.seq}`,
    onOpen: () => navigate({ ...routeOf(room), ...threadOf(entry) }),
  });
}

function threadOf({ threadRoot, alsoInRoom, seq }: MessageSent): MessagePlace {
  return threadRoot === undefined || alsoInRoom ? {} : { thread: threadRoot, seq };
}

function showDot(isNew: boolean): void {
  const icon = document.querySelector<HTMLLinkElement>("link[rel=icon]");
  if (icon) icon.href = isNew ? "/mark-new.svg" : "/mark.svg";
}
