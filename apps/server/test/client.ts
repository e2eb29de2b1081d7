import {
  type CommandInputOf,
  type CommandType,
  type DeviceId,
  isRoomEvent,
  Refusal,
  type Refused,
  type ResultOf,
  type RoomEvent,
  type RoomId,
  type ServerFrame,
  type SignedIn,
  type UserId,
  type Welcome,
} from "@hearth/protocol";
import { expectEvent, Inbox } from "@hearth/test-kit";

/** Someone who took a name, as the program that did it knows them. */
export interface Account {
  readonly id: UserId;
  readonly name: string;
  readonly device: DeviceId;
  readonly secret: string;
}

export interface Closed {
  readonly code: number;
  readonly reason: string;
}

/** Takes a free name as a program does, without a cookie. */
export async function takeName(origin: string, name: string): Promise<Account> {
  const answer = await fetch(`${origin}/api/join`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name }),
  });
  if (!answer.ok) throw new Error(`${name} could not join: ${await answer.text()}`);
  const { user, device, secret } = (await answer.json()) as SignedIn;
  return { id: user.id, name, device, secret: secret ?? "" };
}

/** A bare client on a real socket: sends what it is told, remembers what comes. */
export class Client {
  readonly account: Account;
  readonly socket: WebSocket;
  readonly inbox = new Inbox<ServerFrame>();
  readonly closed: Promise<Closed>;
  readonly opened: Promise<void>;
  welcome: Welcome | null = null;
  #nextId = 1;

  constructor(origin: string, account: Account, headers: Record<string, string> = {}) {
    this.account = account;
    const url = `${origin.replace("http", "ws")}/socket`;
    const authorization = account.secret === "" ? {} : { authorization: `Bearer ${account.secret}` };
    this.socket = new WebSocket(url, { headers: { ...authorization, ...headers } } as never);
    this.socket.addEventListener("message", ({ data }) => {
      this.inbox.push(JSON.parse(String(data)) as ServerFrame);
    });
    this.closed = new Promise((resolve) => {
      this.socket.addEventListener("close", ({ code, reason }) => resolve({ code, reason }));
    });
    this.opened = new Promise((resolve) => this.socket.addEventListener("open", () => resolve()));
  }

  /** Connects, says hello and waits for the welcome. */
  static async open(origin: string, account: Account): Promise<Client> {
    const client = new Client(origin, account);
    await client.opened;
    client.hello();
    client.welcome = await client.expect("welcome");
    return client;
  }

  get home(): RoomId {
    const [room] = this.welcome?.rooms ?? [];
    if (!room) throw new Error(`${this.account.name} is nowhere`);
    return room.id;
  }
  get frames(): readonly ServerFrame[] {
    return this.inbox.all;
  }
  eventsOf(room: RoomId): RoomEvent[] {
    return this.frames.filter(isRoomEvent).filter((event) => event.room === room);
  }

  hello(version = 1): void {
    this.send({ type: "hello", version, client: "story" });
  }
  send(frame: unknown): void {
    this.sendText(JSON.stringify(frame));
  }
  sendText(text: string): void {
    this.socket.send(text);
  }
  /** Sends a command and gives its number. */
  post(command: { readonly type: string }): number {
    const id = this.#nextId++;
    this.send({ id, ...command });
    return id;
  }

  async ask<T extends CommandType>(command: CommandInputOf<T> & { readonly type: T }): Promise<ResultOf<T>> {
    return (await this.answerOf(this.post(command))) as ResultOf<T>;
  }
  /** The refusal that a frame meets; fails when it is done. */
  async refused(command: { readonly type: string }): Promise<Refusal> {
    const done = await this.answerOf(this.post(command)).catch((error: unknown) => error);
    if (done instanceof Refusal) return done;
    throw new Error(`${command.type} was done: ${JSON.stringify(done)}`);
  }
  /** The result of the command with this number; throws its `Refusal`. */
  async answerOf(id: number): Promise<unknown> {
    const answer = await this.inbox.first(
      (frame) => (frame.type === "ack" || frame.type === "refused") && frame.id === id,
    );
    if (answer.type === "ack") return answer.result;
    const { reason, params, retryAfterMs } = answer as Refused;
    throw new Refusal(reason, params, retryAfterMs);
  }
  expect<T extends ServerFrame["type"]>(type: T, fields: Readonly<Record<string, unknown>> = {}) {
    return expectEvent(this.inbox, type, fields);
  }

  /** Ends the connection and waits for its end. */
  async leave(): Promise<void> {
    this.socket.close();
    await this.closed;
  }
}
