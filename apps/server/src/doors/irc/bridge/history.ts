import type { RoomEvent } from "@hearth/protocol";
import type { Channel } from "../channel.ts";
import type { Irc } from "../contract.ts";
import { type Face, maskOf } from "../faces.ts";
import type { Out } from "../message.ts";
import { createLines, type Lines } from "./messages.ts";
import { formatMsgid } from "./msgid.ts";

/** An entry of a log as it would have been told when it happened. */
export function formatHistory(irc: Irc, channel: Channel, event: RoomEvent): Lines {
  const face = irc.bridge.authors.faceOf(event.author);
  const target = channel.isPair ? otherNick(irc, channel, face) : channel.name;
  if (event.type === "message.sent") return createLines(irc, channel, event, face, target);
  const out: Omit<Out, "command" | "params"> = {
    source: maskOf(face),
    account: face.account,
    atMs: event.atMs,
    msgid: formatMsgid(channel.id, event.seq),
  };
  const said = sayOf(event, target);
  return () => (said ? [{ ...out, ...said }] : []);
}

function sayOf(event: RoomEvent, target: string): Pick<Out, "command" | "params" | "clientTags"> | null {
  switch (event.type) {
    case "tags.sent":
      return { command: "TAGMSG", params: [target], clientTags: event.tags };
    case "topic.changed":
      return { command: "TOPIC", params: [target, event.topic] };
    case "member.joined":
    case "guest.joined":
      return { command: "JOIN", params: [target] };
    case "member.left":
    case "guest.left":
      return { command: "PART", params: event.reason === undefined ? [target] : [target, event.reason] };
    default:
      return null;
  }
}

/** Whom the writer wrote to. */
function otherNick(irc: Irc, channel: Channel, writer: Face): string {
  const others = [...channel.seats.keys()].filter((person) => person !== writer.person);
  return irc.bridge.nickOf(others[0] ?? writer.person);
}
