import type { DeviceId, SessionId, UserId } from "@hearth/protocol";
import type { ServerWebSocket } from "bun";
import type { Topic } from "../../core/ports.ts";
import type { DeviceRow } from "../../core/rows.ts";
import type { Session } from "../../core/session.ts";

/** What a connection goes through; each state carries only its own. */
export type Phase =
  | { readonly type: "greeting" }
  | { readonly type: "opening"; readonly topics: Set<Topic>; readonly held: string[] }
  | { readonly type: "open"; readonly session: Session }
  | { readonly type: "closed" };

/** A web socket with what the door knows of it. */
export interface Connection {
  readonly id: SessionId;
  readonly device: DeviceRow | null;
  readonly address: string;
  readonly client: string;
  readonly openedAtMs: number;
  phase: Phase;
  /** When it opened, on the clock of durations. */
  readonly upgradedAtMs: number;
  /** When the last frame arrived: what is sent proves nothing about the other side. */
  lastInboundMs: number;
  pingedAtMs: number;
  /** Why the door closed it, when it did. */
  closing: "silent" | "stopping" | "device_ended" | "wire" | null;
}
export type Socket = ServerWebSocket<Connection>;

/**
 * A session whose topics are Bun's own, once it is open. Until its welcome was sent they are only noted, and
 * what is published to them is held: the welcome is the first frame, and nothing falls between.
 */
export function createSession(
  socket: Socket,
  format: (frame: Parameters<Session["send"]>[0]) => string,
): Session {
  const { id, device, address, client, openedAtMs } = socket.data;
  const user: UserId | null = device?.user ?? null;
  const deviceId: DeviceId | null = device?.id ?? null;
  return {
    id,
    user,
    device: deviceId,
    address,
    client,
    openedAtMs,
    door: "web",
    actor: user ? { user } : { guest: id, name: "" },
    subscribe(topic) {
      const { phase } = socket.data;
      if (phase.type === "opening") phase.topics.add(topic);
      else if (phase.type === "open") socket.subscribe(topic);
    },
    unsubscribe(topic) {
      const { phase } = socket.data;
      if (phase.type === "opening") phase.topics.delete(topic);
      else if (phase.type === "open") socket.unsubscribe(topic);
    },
    send: (frame) => void socket.send(format(frame)),
    end: (why) => {
      socket.data.closing = why;
      socket.send(format({ type: "bye", why }));
      socket.close(why === "stopping" ? 1001 : 4401, why);
    },
  };
}
