import { ERRORS } from "@tus/server";

const workMs = 1;
/** A disk that is slow by itself need not be waited for twice. */
const maxPauseMs = 20;

/**
 * The pieces of a request until its end, or until it is `stopped`. After each millisecond that others spent on them comes
 * as long a pause: files as fast as the machine can take them would leave words no time.
 */
export async function* readBody(
  body: ReadableStream<Uint8Array>,
  stopped?: AbortSignal,
): AsyncIterable<Uint8Array> {
  const reader = body.getReader();
  // Whoever broke off hears no answer, so that is nobody's fault.
  const read = (): Promise<Uint8Array | undefined> =>
    reader.read().then(
      ({ value }) => value,
      () => Promise.reject(ERRORS.ABORTED),
    );
  const stop = (): void => void reader.cancel().catch(() => undefined);
  stopped?.addEventListener("abort", stop, { once: true });
  let workedMs = 0;
  try {
    for (let piece = await read(); piece; piece = await read()) {
      const startedAtMs = performance.now();
      yield piece;
      workedMs += performance.now() - startedAtMs;
      if (workedMs < workMs) continue;
      await Bun.sleep(Math.min(workedMs, maxPauseMs));
      workedMs = 0;
    }
  } finally {
    stopped?.removeEventListener("abort", stop);
  }
}
