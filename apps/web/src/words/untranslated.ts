import type { WordKey } from "./words.ts";

/** Messages that wait for their translations; every language shows them in English until then. */
export const untranslated: readonly WordKey[] = [
  "files.pictureTooLarge",
  "files.fetch",
  "fetching.title",
  "fetching.asked",
  "fetching.body",
  "voice.record",
  "voice.choose",
  "voice.recording",
  "voice.paused",
  "voice.pause",
  "voice.goOn",
  "voice.throwAway",
  "voice.keep",
  "voice.send",
  "voice.refused",
  "voice.blocked",
  "voice.noneThere",
  "voice.noMicrophone",
  "voice.noMicrophoneBody",
];
