import type { TypingChanged } from "@hearth/protocol";
import type { Channel } from "../channel.ts";
import type { Irc } from "../contract.ts";
import type { PersonId } from "../faces.ts";
import { tellTags } from "./messages.ts";

/** Who types at another door, as `+typing`. Connections of this door have said so themselves. */
export function deliverTyping(irc: Irc, channel: Channel, frame: TypingChanged): void {
  const now = new Set<PersonId>(frame.users.map(({ user }) => user));
  for (const person of now) tell(irc, channel, person, "active");
  for (const person of channel.typing) if (!now.has(person)) tell(irc, channel, person, "done");
  channel.typing = now;
}

function tell(irc: Irc, channel: Channel, person: PersonId, state: "active" | "done"): void {
  if (irc.people.clientsOf(person).length > 0) return;
  const [face] = irc.people.facesOf(person);
  if (face) tellTags(irc, channel, face, { clientTags: { "+typing": state } });
}
