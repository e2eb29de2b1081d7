import type { RowOf, TableName } from "../core/rows.ts";

/** How a table of whole rows is told apart and what it holds: the same in every store. */
export interface TableSpec<T extends TableName> {
  readonly key: readonly (keyof RowOf<T> & string)[];
  readonly fields: readonly (keyof RowOf<T> & string)[];
  /** Fields the log itself keeps, never overwritten by a whole-row write. */
  readonly kept?: readonly (keyof RowOf<T> & string)[];
}

const room = ["room", "user"] as const;

/** Every simple table's key and fields. */
export const tables: { readonly [T in TableName]: TableSpec<T> } = {
  users: {
    key: ["id"],
    fields: [
      "id",
      "name",
      "nameKey",
      "nameFold",
      "nick",
      "nickKey",
      "role",
      "passwordHash",
      "createdAtMs",
      "lastSeenAtMs",
      "status",
      "hidesLastSeen",
      "goneAtMs",
      "eraseFrom",
      "feedSeq",
    ],
    kept: ["feedSeq"],
  },
  devices: { key: ["id"], fields: ["id", "user", "secretHash", "label", "createdAtMs", "lastSeenAtMs"] },
  codes: { key: ["hash"], fields: ["hash", "kind", "user", "expiresAtMs"] },
  rooms: {
    key: ["id"],
    fields: [
      "id",
      "kind",
      "title",
      "titleKey",
      "slug",
      "topic",
      "createdBy",
      "createdAtMs",
      "archivedAtMs",
      "directKey",
      "memberCount",
      "lastSeq",
      "lastN",
      "firstSeq",
    ],
    kept: ["lastSeq", "lastN"],
  },
  members: { key: room, fields: ["room", "user", "role", "joinedAtMs", "readSeq"] },
  invitations: { key: room, fields: ["room", "user", "by", "atMs"] },
  bans: { key: room, fields: ["room", "user", "by", "atMs"] },
  guests: { key: ["room", "guest"], fields: ["room", "guest", "name", "role", "joinedAtMs"] },
  rules: {
    key: ["room"],
    fields: [
      "room",
      "joinKey",
      "memberLimit",
      "unlisted",
      "inviteOnly",
      "readOnly",
      "topicOpen",
      "outsidersWrite",
    ],
  },
  speakers: { key: ["room", "person"], fields: ["room", "person"] },
  logins: { key: ["user"], fields: ["user", "scram"] },
  settings: { key: ["key"], fields: ["key", "value"] },
  connections: {
    key: ["session"],
    fields: [
      "session",
      "user",
      "name",
      "device",
      "address",
      "client",
      "door",
      "openedAtMs",
      "closedAtMs",
      "note",
    ],
  },
  uploads: { key: ["id"], fields: ["id", "user", "bytes", "hash", "createdAtMs"] },
  files: { key: ["room", "seq", "n"], fields: ["room", "seq", "n", "hash", "bytes", "user"] },
  blobs: { key: ["hash"], fields: ["hash", "bytes", "refs"] },
  usages: { key: ["owner"], fields: ["owner", "bytes", "uploads"] },
  attention: { key: room, fields: ["room", "user", "level", "muted", "unreadFrom"] },
  follows: { key: ["room", "user", "root"], fields: ["room", "user", "root", "following", "readSeq"] },
  mentions: { key: ["room", "seq", "who"], fields: ["room", "seq", "who", "author", "atMs"] },
  saved: { key: ["user", "room", "seq"], fields: ["user", "room", "seq", "atMs"] },
  blocks: { key: ["user", "blocked"], fields: ["user", "blocked", "atMs"] },
  reactions: { key: ["room", "seq", "emoji", "user"], fields: ["room", "seq", "emoji", "user", "atMs"] },
};
