import type { Clock, SocketLike } from "@hearth/client";

/** This machine's time. */
export const machineClock: Clock = {
  now: () => Date.now(),
  setTimer: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A socket that says which device it is: terminals have no cookie. */
export function openSocketAs(secret: string): (url: string) => SocketLike {
  return (url) => new WebSocket(url, { headers: { authorization: `Bearer ${secret}` } });
}
