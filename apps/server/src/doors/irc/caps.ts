import type { IrcOptions } from "./options.ts";

/** Capabilities, each with its bit. Sources: ircv3.net/specs, by these names. */
export const capBits = {
  "message-tags": 1 << 0,
  "server-time": 1 << 1,
  "account-tag": 1 << 2,
  batch: 1 << 3,
  "echo-message": 1 << 4,
  "labeled-response": 1 << 5,
  "standard-replies": 1 << 6,
  "account-notify": 1 << 7,
  "away-notify": 1 << 8,
  "extended-join": 1 << 9,
  chghost: 1 << 10,
  setname: 1 << 11,
  "invite-notify": 1 << 12,
  "multi-prefix": 1 << 13,
  "userhost-in-names": 1 << 14,
  "cap-notify": 1 << 15,
  "draft/no-implicit-names": 1 << 16,
  "extended-monitor": 1 << 17,
  sasl: 1 << 18,
  "draft/account-registration": 1 << 19,
  "draft/chathistory": 1 << 20,
  "draft/event-playback": 1 << 21,
  "draft/read-marker": 1 << 22,
  "draft/multiline": 1 << 23,
  "draft/message-redaction": 1 << 24,
  "draft/metadata-3": 1 << 25,
  "draft/channel-rename": 1 << 26,
  "draft/pre-away": 1 << 27,
  "draft/extended-isupport": 1 << 28,
  "no-implicit-names": 1 << 29,
} as const satisfies Record<string, number>;

export type Cap = keyof typeof capBits;
export const allCaps = Object.keys(capBits) as Cap[];

export function isCap(name: string): name is Cap {
  return Object.hasOwn(capBits, name);
}

/** Does a set of bits hold this capability? */
export function hasCap(caps: number, cap: Cap): boolean {
  return (caps & capBits[cap]) !== 0;
}

/** What CAP LS 302 shows behind a capability's name; without 302 only names are shown. */
export function formatCap(cap: Cap, options: IrcOptions): string {
  const value = capValue(cap, options);
  return value === "" ? cap : `${cap}=${value}`;
}

function capValue(cap: Cap, options: IrcOptions): string {
  const { limits, metadata, accounts } = options;
  switch (cap) {
    case "sasl":
      return "PLAIN,SCRAM-SHA-256";
    case "draft/multiline":
      return `max-bytes=${limits.multilineMaxBytes},max-lines=${limits.multilineMaxLines}`;
    case "draft/metadata-3":
      return `max-subs=${metadata.maxSubs},max-keys=${metadata.maxKeys},max-value-bytes=${metadata.maxValueBytes},before-connect`;
    case "draft/account-registration":
      return [
        ...(accounts.registerBeforeConnect ? ["before-connect"] : []),
        ...(accounts.emailRequired ? ["email-required"] : []),
        "custom-account-name",
      ].join(",");
    default:
      return "";
  }
}
