import * as v from "valibot";

const uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, "a UUIDv7 in lower case"),
);

/** Ids are UUIDv7 (RFC 9562) in lower case, made by the server; they say nothing about order. */
export const RoomIdSchema = v.pipe(uuid, v.brand("RoomId"));
export const UserIdSchema = v.pipe(uuid, v.brand("UserId"));
export const DeviceIdSchema = v.pipe(uuid, v.brand("DeviceId"));
export const SessionIdSchema = v.pipe(uuid, v.brand("SessionId"));
export const EventIdSchema = v.pipe(uuid, v.brand("EventId"));
export const CommunityIdSchema = v.pipe(uuid, v.brand("CommunityId"));
export const UploadIdSchema = v.pipe(uuid, v.brand("UploadId"));

export type RoomId = v.InferOutput<typeof RoomIdSchema>;
export type UserId = v.InferOutput<typeof UserIdSchema>;
export type DeviceId = v.InferOutput<typeof DeviceIdSchema>;
export type SessionId = v.InferOutput<typeof SessionIdSchema>;
export type EventId = v.InferOutput<typeof EventIdSchema>;
export type CommunityId = v.InferOutput<typeof CommunityIdSchema>;
export type UploadId = v.InferOutput<typeof UploadIdSchema>;

/** What a client calls a message before the server has it: 8 to 64 of `A-Z a-z 0-9 _ -`, never used twice. */
export const ClientIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/), v.brand("ClientId"));
export type ClientId = v.InferOutput<typeof ClientIdSchema>;

/** A place in a room's log: 1, 2, 3 … without a gap. 0 stands for "before the first". */
export const SeqSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
export type Seq = number;
