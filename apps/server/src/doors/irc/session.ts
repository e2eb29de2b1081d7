import { assertNever, type ServerFrame } from "@hearth/protocol";
import type { Topic } from "../../core/ports.ts";
import type { Session } from "../../core/session.ts";
import type { Client } from "./client.ts";

/** What a session asks of the door. */
export interface SessionDoor {
  readonly subscribe: (client: Client, topic: Topic) => void;
  readonly unsubscribe: (client: Client, topic: Topic) => void;
  readonly receive: (client: Client, frame: ServerFrame) => void;
  readonly close: (client: Client, reason: string) => void;
}

/** An IRC connection as core sees it, in the name it bears now. */
export function createSession(client: Client, door: SessionDoor): Session {
  const { login, link } = client;
  return {
    id: client.id,
    user: login?.id ?? null,
    get actor() {
      return login ? { user: login.id } : { guest: client.id, name: client.nick };
    },
    device: null,
    address: `${link.ip.includes(":") ? `[${link.ip}]` : link.ip}:${link.port}`,
    client: "IRC",
    door: "irc",
    openedAtMs: client.openedAtMs,
    subscribe: (topic) => door.subscribe(client, topic),
    unsubscribe: (topic) => door.unsubscribe(client, topic),
    send: (frame) => door.receive(client, frame),
    end: (why) => door.close(client, reasonOf(why)),
  };
}

function reasonOf(why: "stopping" | "device_ended"): string {
  switch (why) {
    case "stopping":
      return "Hearth is stopping";
    case "device_ended":
      return "Signed out";
    default:
      return assertNever(why);
  }
}
