/** How much of a thing there may be. Rates are in `limits.ts`. */
export const caps = {
  /** Rooms one person is in: the sidebar and the welcome are made of them. */
  maxRoomsPerUser: 1_000,
  /** People in one room. */
  maxMembersPerRoom: 10_000,
  /** Entries of a person's feed that are kept; whoever was away longer starts over. */
  maxFeedEntries: 500,
  /** Messages one person saves for later. */
  maxSavedPerUser: 500,
  /** Devices of one person. */
  maxDevicesPerUser: 50,
  /** Pinned messages of a room that are listed. */
  maxPinsListed: 50,
  /** Entries that a bus lost and a room is told after all; also how many are read at once. */
  maxGapTold: 500,
  /** Bodies in one page, about; long messages make shorter pages. */
  maxPageBytes: 512 * 1024,
  /** Notices that one page brings along. */
  maxNoticesPerPage: 200,
  /** Uploads of one person that no message names yet. */
  maxUploads: 100,
} as const;
