/** One Wi-Fi carries them all: more at once would only make each slower. */
const mostAtOnce = 2;

let running = 0;
const waiting: (() => void)[] = [];

/** Waits for one's turn; the returned function ends it. */
export async function takeTurn(): Promise<() => void> {
  if (running >= mostAtOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
  };
}
