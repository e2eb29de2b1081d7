/**
 * Sizes both sides know. The server enforces them; a client uses them to say no before sending.
 * Rates live on the server (`limits.*` in its configuration), because hosts change them.
 */
export const sizes = {
  /** One web socket frame from a client, bytes. Text of the largest message, escaped, still fits. */
  maxFrameBytes: 131_072,
  /** One message's text, UTF-8 bytes: about eight pages. */
  maxTextBytes: 16_384,
  /** One sealed payload, base64url characters. */
  maxSealedChars: 65_536,
  /** A room's topic, UTF-8 bytes. */
  maxTopicBytes: 1_024,
  /** What a person says of themselves beside their name, UTF-8 bytes. */
  maxStatusBytes: 240,
  /** What a room's summary brings of its last message, UTF-8 bytes. */
  maxPreviewBytes: 512,
  /** Messages or events in one page. */
  maxPage: 100,
  /** Messages in one page of a search: whole texts, so fewer than in a page of a room. */
  maxSearchPage: 30,
  /** People in a direct chat, the asker included. */
  maxDirectMembers: 8,
  /** Different emoji on one message. */
  maxReactionKinds: 32,
  /** User ids listed with one reaction; the count is always whole. */
  maxReactionUsers: 12,
  /** Saved messages a welcome names. */
  maxSavedListed: 500,
  /** People named at a thread's root. */
  maxThreadPeople: 3,
  /** Followed threads that a room's summary names. */
  maxThreadsListed: 100,
  /** In rooms with more people nobody is told who read what. */
  maxSeenMembers: 20,
  /** Rooms one session may watch for presence and typing. */
  maxWatchedRooms: 64,
  /** Ids in one look-up or invitation. */
  maxIds: 100,
  /** A password, UTF-8 bytes. */
  maxPasswordBytes: 1_024,
  /** A new password, UTF-8 bytes. */
  minPasswordBytes: 8,
  /** Events a resume brings before it says "start over". */
  maxResumeEvents: 500,
  /** Files a person sees with one message. */
  maxAttachments: 20,
  /** Files of one message, thumbnails counted. */
  maxFiles: 40,
  /** A file's name, UTF-8 bytes. */
  maxFileNameBytes: 255,
  /** What a picture shows, in words, UTF-8 bytes. */
  maxAltBytes: 1_000,
  /** A thumbnail, bytes: made where the picture is sent. */
  maxThumbnailBytes: 40_960,
  /** One request of an upload, bytes. */
  maxChunkBytes: 8 * 1_024 * 1_024,
  /** People named in one presence change. */
  maxPresenceChanges: 200,
} as const;
