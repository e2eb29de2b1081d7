import { useEffect } from "preact/hooks";
import { formatList } from "../words/format.ts";
import { say } from "../words/words.ts";
import { idOf } from "./items.ts";
import { nameOf, useRoom } from "./room-context.ts";
import "./seen-line.css";

const maxNames = 3;

/** Under the last message, when it is mine: who has seen it, in direct chats and small rooms. */
export function SeenLine() {
  const { client, room, timeline } = useRoom();
  const isLive = client.status.value.phase === "live";
  useEffect(() => {
    if (isLive) room.loadSeen();
  }, [room, isLive]);
  const last = timeline.rows.value.findLast((row) => row.kind === "message");
  const me = client.me.value?.id;
  if (last?.kind !== "message" || timeline.hasAfter.value || idOf(last.message.author) !== me) return null;
  const seen = [...room.seen.value].filter(([user, seq]) => user !== me && seq >= last.seq);
  if (seen.length === 0) return null;
  return <p class="seen-line">{sayWho(seen.map(([user]) => nameOf(client, { user })))}</p>;

  function sayWho(names: readonly string[]): string {
    if (room.state.value.memberCount === 2) return say("seen.one");
    const shown = names.slice(0, maxNames);
    const more = names.length - shown.length;
    return say("seen.by", {
      names: formatList(more > 0 ? [...shown, say("reaction.others", { count: more })] : shown),
    });
  }
}
