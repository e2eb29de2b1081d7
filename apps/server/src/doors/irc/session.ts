import {
  type Author,
  assertNever,
  type ServerFrame,
  type SessionEnd,
  type SessionId,
  type UserId,
} from "@hearth/protocol";
import type { Topic } from "../../core/ports.ts";
import type { Session } from "../../core/session.ts";
import type { Account, Client } from "./client.ts";

/** What a session asks of the door. */
export interface SessionDoor {
  readonly subscribe: (client: Client, topic: Topic) => void;
  readonly unsubscribe: (client: Client, topic: Topic) => void;
  readonly receive: (client: Client, frame: ServerFrame) => void;
  readonly close: (client: Client, reason: string) => void;
}

/** An IRC connection as core sees it, in the name it bears now. A class, so that thousands share their functions. */
export class IrcSession implements Session {
  readonly #client: Client;
  readonly #door: SessionDoor;
  readonly #login: Account | null;

  constructor(client: Client, door: SessionDoor) {
    this.#client = client;
    this.#door = door;
    this.#login = client.login;
  }

  get id(): SessionId {
    return this.#client.id;
  }
  get user(): UserId | null {
    return this.#login?.id ?? null;
  }
  get actor(): Author {
    return this.#login ? { user: this.#login.id } : { guest: this.#client.id, name: this.#client.nick };
  }
  get device(): null {
    return null;
  }
  get address(): string {
    const { ip, port } = this.#client.link;
    return `${ip.includes(":") ? `[${ip}]` : ip}:${port}`;
  }
  get client(): string {
    return "IRC";
  }
  get door(): string {
    return "irc";
  }
  get openedAtMs(): number {
    return this.#client.openedAtMs;
  }

  subscribe(topic: Topic): void {
    this.#door.subscribe(this.#client, topic);
  }
  unsubscribe(topic: Topic): void {
    this.#door.unsubscribe(this.#client, topic);
  }
  send(frame: ServerFrame): void {
    this.#door.receive(this.#client, frame);
  }
  end(why: SessionEnd): void {
    this.#door.close(this.#client, reasonOf(why));
  }
}

function reasonOf(why: SessionEnd): string {
  switch (why) {
    case "stopping":
      return "Hearth is stopping";
    case "device_ended":
      return "Signed out";
    case "person_deleted":
      return "This name was deleted";
    default:
      return assertNever(why);
  }
}
