/** How a client treats a refusal. */
export const refusalCodes = [
  "bad_request",
  "not_authenticated",
  "forbidden",
  "not_found",
  "conflict",
  "too_large",
  "rate_limited",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/**
 * Every reason a refusal can have, with the code it always carries and the names of its params.
 * A reason is the key of one sentence in every language; nothing else is shown to a person.
 */
export const refusalReasons = {
  // the frame
  frame_malformed: { code: "bad_request", params: ["detail"] },
  frame_too_large: { code: "too_large", params: ["maxBytes"] },
  command_unknown: { code: "bad_request", params: ["command"] },
  version_unsupported: { code: "bad_request", params: ["version"] },
  hello_expected: { code: "bad_request", params: [] },
  hello_repeated: { code: "bad_request", params: [] },
  // who
  sign_in_needed: { code: "not_authenticated", params: [] },
  password_wrong: { code: "not_authenticated", params: [] },
  code_wrong: { code: "not_authenticated", params: [] },
  device_ended: { code: "not_authenticated", params: [] },
  person_deleted: { code: "not_authenticated", params: [] },
  guest_cannot: { code: "forbidden", params: [] },
  name_invalid: { code: "bad_request", params: ["rule"] },
  name_taken: { code: "conflict", params: ["name"] },
  password_too_short: { code: "bad_request", params: ["minBytes"] },
  password_too_long: { code: "too_large", params: ["maxBytes"] },
  owner_exists: { code: "conflict", params: [] },
  last_owner: { code: "conflict", params: [] },
  origin_foreign: { code: "forbidden", params: [] },
  host_unknown: { code: "bad_request", params: ["host"] },
  // rooms
  room_missing: { code: "not_found", params: [] },
  room_archived: { code: "conflict", params: [] },
  room_banned: { code: "forbidden", params: [] },
  room_full: { code: "conflict", params: ["max"] },
  room_key_wrong: { code: "forbidden", params: [] },
  invitation_needed: { code: "forbidden", params: [] },
  room_read_only: { code: "forbidden", params: [] },
  rooms_too_many: { code: "conflict", params: ["max"] },
  slug_taken: { code: "conflict", params: ["slug"] },
  right_missing: { code: "forbidden", params: ["command"] },
  member_missing: { code: "not_found", params: [] },
  user_missing: { code: "not_found", params: [] },
  device_missing: { code: "not_found", params: [] },
  direct_size: { code: "bad_request", params: ["max"] },
  direct_closed: { code: "forbidden", params: [] },
  saved_too_many: { code: "conflict", params: ["max"] },
  direct_fixed: { code: "forbidden", params: [] },
  // messages
  message_missing: { code: "not_found", params: [] },
  message_deleted: { code: "conflict", params: [] },
  message_empty: { code: "bad_request", params: [] },
  message_too_large: { code: "too_large", params: ["maxBytes"] },
  message_not_yours: { code: "forbidden", params: [] },
  reactions_too_many: { code: "conflict", params: ["max"] },
  // search
  search_empty: { code: "bad_request", params: [] },
  search_too_slow: { code: "conflict", params: [] },
  // saving a chat
  export_running: { code: "rate_limited", params: ["max"] },
  // files
  upload_missing: { code: "not_found", params: [] },
  upload_unfinished: { code: "conflict", params: [] },
  uploads_too_many: { code: "conflict", params: ["max"] },
  attachments_mismatched: { code: "bad_request", params: [] },
  file_missing: { code: "not_found", params: [] },
  file_too_large: { code: "too_large", params: ["maxBytes"] },
  file_kind_refused: { code: "forbidden", params: ["ending"] },
  files_full_person: { code: "too_large", params: ["maxBytes"] },
  files_full_room: { code: "too_large", params: ["maxBytes"] },
  files_full_community: { code: "too_large", params: ["maxBytes"] },
  disk_nearly_full: { code: "conflict", params: [] },
  // load
  too_fast: { code: "rate_limited", params: [] },
  frozen: { code: "rate_limited", params: [] },
  // the server's own trouble
  unavailable: { code: "conflict", params: [] },
  disk_full: { code: "conflict", params: [] },
  internal: { code: "conflict", params: ["errorId"] },
} as const satisfies Record<string, { code: RefusalCode; params: readonly string[] }>;

export type RefusalReason = keyof typeof refusalReasons;
export type RefusalParams = Readonly<Record<string, string | number>>;

/** An expected no: a closed reason with its params; `retryAfterMs` when waiting helps. */
export class Refusal extends Error {
  readonly reason: RefusalReason;
  readonly params: RefusalParams;
  readonly retryAfterMs: number | undefined;

  constructor(reason: RefusalReason, params: RefusalParams = {}, retryAfterMs?: number) {
    super(reason);
    this.name = "Refusal";
    this.reason = reason;
    this.params = params;
    this.retryAfterMs = retryAfterMs;
  }

  /** How to treat it; follows from the reason. */
  get code(): RefusalCode {
    return refusalReasons[this.reason].code;
  }
}

/** The peer broke the protocol: it is answered once, then closed. */
export class WireError extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.reason);
    this.name = "WireError";
    this.refusal = refusal;
  }
}

/** Store or bus cannot serve right now; nothing was done, the same again may work later. */
export class Unavailable extends Error {
  readonly reason: "unavailable" | "disk_full";

  constructor(reason: "unavailable" | "disk_full", options?: { cause?: unknown }) {
    super(reason, options);
    this.name = "Unavailable";
    this.reason = reason;
  }
}

/** For the `default` of a switch over a closed union. */
export function assertNever(value: never): never {
  throw new Error(`unexpected ${JSON.stringify(value)}`);
}
