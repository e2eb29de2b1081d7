import type { SessionId, UserId } from "@hearth/protocol";
import type { Client } from "./client.ts";

/** Who is in a room, however they came: a person's id or, for a guest, the session's. */
export type PersonId = UserId | SessionId;

/** Someone as IRC sees them: a connection of this door, or a person who is here by another one. */
export interface Face {
  readonly person: PersonId;
  readonly nick: string;
  readonly user: string;
  readonly host: string;
  readonly realname: string;
  /** Name of the account, or `null`. */
  readonly account: string | null;
  /** `null`: here. */
  readonly away: string | null;
  readonly isBot: boolean;
  readonly isOper: boolean;
  /** `null` for people who came by another door. */
  readonly client: Client | null;
}

/** `nick!user@host`. */
export function maskOf({ nick, user, host }: Pick<Face, "nick" | "user" | "host">): string {
  return `${nick}!${user}@${host}`;
}
