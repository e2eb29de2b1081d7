/** One rate: `burst` at once, refilled at `perMinute`. */
export interface Rate {
  readonly burst: number;
  readonly perMinute: number;
}

export type LimitName =
  | "commands"
  | "messages"
  | "joins"
  | "joinsByAddress"
  | "signIns"
  | "signInsByAddress"
  | "codes"
  | "rooms"
  | "searches"
  | "exports"
  | "uploads";

/** A configurable limit: key below `limits.` in the configuration, and why it is what it is. */
export interface LimitSetting {
  readonly name: LimitName;
  readonly rate: Rate;
  /** The switch that turns it off. */
  readonly group: "messages" | "logins";
  readonly keyedBy: "user" | "device" | "address" | "account" | "community";
  readonly reason: string;
}

/** The rates every door shares. Each refusal names `retryAfterMs`. */
export const limitSettings: readonly LimitSetting[] = [
  {
    name: "commands",
    group: "messages",
    keyedBy: "user",
    rate: { burst: 240, perMinute: 2400 },
    reason:
      "Everything a person asks for. Opening the app takes about thirty commands, so a reload is never refused.",
  },
  {
    name: "messages",
    group: "messages",
    keyedBy: "user",
    rate: { burst: 40, perMinute: 240 },
    reason:
      "Messages, edits and reactions of one person. Nobody types four a second for long; a waiting outbox is let through.",
  },
  {
    name: "rooms",
    group: "messages",
    keyedBy: "user",
    rate: { burst: 30, perMinute: 30 },
    reason: "Rooms and direct chats one person opens, and people invited.",
  },
  {
    name: "searches",
    group: "messages",
    keyedBy: "user",
    rate: { burst: 40, perMinute: 120 },
    reason: "Searches of one person. The box searches while one types, at most a few times a second.",
  },
  {
    name: "exports",
    group: "messages",
    keyedBy: "user",
    rate: { burst: 20, perMinute: 6 },
    reason: "Chats one person saves. Each may read a whole room.",
  },
  {
    name: "uploads",
    group: "messages",
    keyedBy: "user",
    rate: { burst: 200, perMinute: 120 },
    reason: "Files one person begins to send. A folder of a hundred pictures with their small copies passes.",
  },
  {
    name: "joinsByAddress",
    group: "logins",
    keyedBy: "address",
    rate: { burst: 150, perMinute: 120 },
    reason: "New names from one address. A whole school may share one, so forty phones at once must pass.",
  },
  {
    name: "joins",
    group: "logins",
    keyedBy: "community",
    rate: { burst: 1000, perMinute: 600 },
    reason: "New names in the whole community: keeps a script from filling the disk with people.",
  },
  {
    name: "signIns",
    group: "logins",
    keyedBy: "account",
    rate: { burst: 10, perMinute: 5 },
    reason:
      "Passwords tried for one name, from wherever: a school shares one address, so the account is what counts.",
  },
  {
    name: "signInsByAddress",
    group: "logins",
    keyedBy: "address",
    rate: { burst: 100, perMinute: 60 },
    reason: "Passwords tried from one address, for all names together.",
  },
  {
    name: "codes",
    group: "logins",
    keyedBy: "address",
    rate: { burst: 20, perMinute: 10 },
    reason: "Link codes and owner links tried from one address. Codes have 50 bits and live ten minutes.",
  },
];
