export interface NewsQueue<T> {
  put(one: T): void;
  /** Gives on what waits: something comes that it must not be behind. */
  flush(): void;
}

/**
 * Gives news on as it comes. While more comes than can be drawn, what came between two drawings goes on together, so
 * that a busy room is drawn once for all of it. Without `beforeDraw` nothing ever waits.
 */
export function createNewsQueue<T>(
  take: (news: readonly T[]) => void,
  beforeDraw: ((run: () => void) => void) | undefined,
): NewsQueue<T> {
  let waiting: T[] = [];
  let isPaced = false;
  const flush = () => {
    const news = waiting;
    waiting = [];
    if (news.length > 0) take(news);
  };
  const pace = () => {
    isPaced = true;
    beforeDraw?.(() => {
      isPaced = false;
      if (waiting.length === 0) return;
      flush();
      pace();
    });
  };
  return {
    put: (one) => {
      waiting.push(one);
      if (isPaced) return;
      flush();
      if (beforeDraw) pace();
    },
    flush,
  };
}
