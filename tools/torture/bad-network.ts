import { connect, createServer, type Server, type Socket } from "node:net";

/** A bad access point between people and the server: stalls, cuts, and sometimes goes silent without a word. */
export interface BadNetwork {
  readonly port: number;
  /** Faults done so far. */
  readonly faults: { cut: number; stalled: number; silent: number };
  /** Everything works until further notice. */
  calm(isCalm: boolean): void;
  close(): void;
}

const stallMs = 400;
const silentMs = 1_500;

/** Opens it in front of whatever `portOf` says at the moment somebody connects. */
export function openBadNetwork(portOf: () => number, random: () => number): Promise<BadNetwork> {
  const faults = { cut: 0, stalled: 0, silent: 0 };
  const sockets = new Set<Socket>();
  let isCalm = false;
  const server: Server = createServer((near) => {
    const far = connect(portOf(), "127.0.0.1");
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("error", end).on("close", end);
      from.on("close", () => sockets.delete(from));
      from.on("data", (bytes) => {
        to.write(bytes);
        if (!isCalm) meddle(from, end, random(), faults);
      });
    }
  });
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve({
        port: typeof address === "object" && address ? address.port : 0,
        faults,
        calm(next) {
          isCalm = next;
        },
        close() {
          server.close();
          for (const socket of sockets) socket.destroy();
        },
      });
    });
  });
}

/** Half of what was said is on its way, the rest is not. */
function meddle(from: Socket, end: () => void, fault: number, faults: BadNetwork["faults"]): void {
  if (fault < 0.0004) {
    faults.cut += 1;
    end();
  } else if (fault < 0.002) {
    faults.stalled += 1;
    pause(from, (stallMs * fault) / 0.002);
  } else if (fault < 0.0022) {
    faults.silent += 1;
    pause(from, silentMs);
    setTimeout(end, silentMs);
  }
}

function pause(socket: Socket, ms: number): void {
  socket.pause();
  setTimeout(() => socket.resume(), ms);
}
