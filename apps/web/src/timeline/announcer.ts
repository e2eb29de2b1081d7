/** What may be spoken of a new message. */
export interface Spoken {
  readonly name: string;
  readonly text: string;
}

interface AnnouncerOptions {
  /** Puts a sentence into the live region. */
  readonly speak: (sentence: string) => void;
  readonly formatOne: (message: Spoken) => string;
  readonly formatMany: (count: number) => string;
  /** Calls `run` once after `ms`; the returned function cancels it. */
  readonly setTimer: (run: () => void, ms: number) => () => void;
}

export interface Announcer {
  add(message: Spoken): void;
  close(): void;
}

const pauseMs = 3_000;

/** Speaks new messages, at most one sentence every 3 s: the message itself, or how many came meanwhile. */
export function createAnnouncer({ speak, formatOne, formatMany, setTimer }: AnnouncerOptions): Announcer {
  let waiting: Spoken[] = [];
  let stopPause: (() => void) | undefined;
  const speakNext = () => {
    stopPause = undefined;
    const [first] = waiting;
    if (!first) return;
    speak(waiting.length === 1 ? formatOne(first) : formatMany(waiting.length));
    waiting = [];
    stopPause = setTimer(speakNext, pauseMs);
  };
  return {
    add: (message) => {
      waiting.push(message);
      if (!stopPause) speakNext();
    },
    close: () => stopPause?.(),
  };
}
