import type { DeviceId, SessionId, UserId } from "@hearth/protocol";
import type { ServerWebSocket } from "bun";
import type { DeviceRow } from "../../core/rows.ts";
import type { Session } from "../../core/session.ts";

/** What a connection goes through; each state carries only its own. */
export type Phase =
  | { readonly type: "greeting" }
  | { readonly type: "opening" }
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
  /** When the last frame arrived: what is sent proves nothing about the other side. */
  lastInboundMs: number;
  pingedAtMs: number;
  /** Why the door closed it, when it did. */
  closing: "silent" | "stopping" | "device_ended" | "wire" | null;
}
export type Socket = ServerWebSocket<Connection>;

/** A session whose topics are Bun's own. */
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
    subscribe: (topic) => void socket.subscribe(topic),
    unsubscribe: (topic) => void socket.unsubscribe(topic),
    send: (frame) => void socket.send(format(frame)),
    end: (why) => {
      socket.data.closing = why;
      socket.send(format({ type: "bye", why }));
      socket.close(why === "stopping" ? 1001 : 4401, why);
    },
  };
}
