const graceMinutes = 5;

/** Ends a run that nobody watches, and what it started, when it is still there a while after its time. */
export function limitTime(minutes: number, end: () => void): void {
  const late = (): void => {
    console.error(`FAILED: still running ${graceMinutes} minutes after its time`);
    end();
    process.exit(1);
  };
  setTimeout(late, (minutes + graceMinutes) * 60_000).unref();
}
