import type { Clock, SocketLike } from "@hearth/client";

/** This machine's time. */
export const machineClock: Clock = {
  now: () => Date.now(),
  setTimer: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** What the host's log calls this program. */
export function formatUserAgent(version: string): string {
  return `Hearth terminal/${version}`;
}

/** A socket that says which device it is: terminals have no cookie. */
export function openSocketAs(secret: string, version: string): (url: string) => SocketLike {
  const headers = { authorization: `Bearer ${secret}`, "user-agent": formatUserAgent(version) };
  return (url) => new WebSocket(url, { headers });
}
