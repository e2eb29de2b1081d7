/** What came of an import, or would come of it. */
export interface Counts {
  people: number;
  newPeople: number;
  rooms: number;
  newRooms: number;
  /** As the source counts them. */
  messages: number;
  newMessages: number;
  replies: number;
  reactions: number;
  edits: number;
  files: number;
  /** Messages that needed more than one of Hearth's. */
  split: number;
}

export function createCounts(): Counts {
  return {
    people: 0,
    newPeople: 0,
    rooms: 0,
    newRooms: 0,
    messages: 0,
    newMessages: 0,
    replies: 0,
    reactions: 0,
    edits: 0,
    files: 0,
    split: 0,
  };
}
