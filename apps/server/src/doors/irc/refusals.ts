import type { Refusal, RefusalCode, RefusalReason } from "@hearth/protocol";
import type { Client } from "./client.ts";

interface Reply {
  readonly numeric: string;
  readonly text: string;
}

/** Every code has a reply; the compiler checks that none is missing. */
const byCode: Readonly<Record<RefusalCode, Reply>> = {
  bad_request: { numeric: "461", text: "That was not understood" },
  not_authenticated: { numeric: "451", text: "Sign in first" },
  forbidden: { numeric: "482", text: "You may not do that here" },
  not_found: { numeric: "403", text: "No such channel" },
  conflict: { numeric: "437", text: "That cannot be done now" },
  too_large: { numeric: "417", text: "That is too long" },
  rate_limited: { numeric: "263", text: "Too fast. Wait a little and try again" },
};

/** Reasons for which IRC has a numeric of its own. */
const byReason: Partial<Readonly<Record<RefusalReason, Reply>>> = {
  room_missing: { numeric: "403", text: "No such channel" },
  member_missing: { numeric: "442", text: "You're not on that channel" },
  user_missing: { numeric: "401", text: "No such nick" },
  right_missing: { numeric: "482", text: "You're not channel operator" },
  direct_closed: { numeric: "404", text: "One of you does not take messages from the other" },
  saved_too_many: { numeric: "405", text: "Too many saved messages" },
  direct_fixed: { numeric: "482", text: "A direct chat keeps its people" },
  room_banned: { numeric: "474", text: "Cannot join channel (+b)" },
  room_full: { numeric: "471", text: "Cannot join channel (+l)" },
  room_key_wrong: { numeric: "475", text: "Cannot join channel (+k)" },
  invitation_needed: { numeric: "473", text: "Cannot join channel (+i)" },
  room_read_only: { numeric: "404", text: "Cannot send to channel (+m)" },
  room_archived: { numeric: "404", text: "This room is closed" },
  rooms_too_many: { numeric: "405", text: "You are in too many channels" },
  guest_cannot: { numeric: "482", text: "Guests cannot do that. Sign in to an account" },
  name_taken: { numeric: "433", text: "That name belongs to someone" },
  unavailable: { numeric: "437", text: "Hearth cannot save anything now. Try again in a moment" },
  disk_full: { numeric: "437", text: "The disk is full, so nothing can be saved" },
};

/** What a refusal is on IRC. */
export function replyOf({ reason, code }: Refusal): Reply {
  return byReason[reason] ?? byCode[code];
}

/** Tells a client that a command was refused; `target` is what it was about. */
export function sendRefusal(client: Client, refusal: Refusal, command: string, target: string): void {
  const { numeric, text } = replyOf(refusal);
  if (refusal.code === "rate_limited") client.fail("FAIL", command, "RATE_LIMITED", text);
  else client.numeric(numeric, target === "" ? command : target, text);
}
