import { createConnection, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { Inbox } from "@hearth/test-kit";
import { type Line, parseLine } from "../src/doors/irc/wire/parse.ts";
import type { Hearth } from "./hearth.ts";

let nextToken = 1;

/** An IRC client spoken by hand: sends the lines it is told to, remembers those that come, answers pings. */
export class IrcClient {
  readonly inbox = new Inbox<Line>();
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  #rest = "";

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setEncoding("utf8");
    socket.on("error", () => undefined);
    this.closed = new Promise((resolve) => socket.on("close", () => resolve()));
    socket.on("data", (text) => this.#receive(String(text)));
  }

  static connect(port: number): IrcClient {
    return new IrcClient(createConnection({ port, host: "127.0.0.1" }));
  }

  /** Over TLS, trusting only the certificate `ca`. */
  static connectTls(port: number, ca: string): IrcClient {
    return new IrcClient(connectTls({ port, host: "127.0.0.1", ca, servername: "localhost" }));
  }

  /** Connects, asks for capabilities and registers. */
  static async enter(hearth: Hearth, nick: string, caps = ""): Promise<IrcClient> {
    const client = IrcClient.connect(hearth.irc.port);
    await client.register(nick, caps);
    return client;
  }

  async register(nick: string, caps = ""): Promise<void> {
    if (caps !== "") await this.ask(`CAP REQ :${caps}`, "CAP");
    this.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`, ...(caps === "" ? [] : ["CAP END"]));
    await this.expect("001");
    await this.sync();
  }

  send(...lines: readonly string[]): void {
    for (const line of lines) this.write(`${line}\r\n`);
  }
  write(bytes: string | Uint8Array): void {
    this.#socket.write(bytes);
  }

  /** The first line from `from` on with this command and these parameters (where given: others may follow). */
  expect(command: string, ...params: readonly (string | RegExp)[]): Promise<Line> {
    return this.expectFrom(0, command, ...params);
  }
  expectFrom(from: number, command: string, ...params: readonly (string | RegExp)[]): Promise<Line> {
    return this.inbox.first((line) => isLike(line, command, params), from);
  }

  /** Sends a line and waits for the answer. */
  ask(line: string, command: string, ...params: readonly (string | RegExp)[]): Promise<Line> {
    const from = this.inbox.all.length;
    this.send(line);
    return this.expectFrom(from, command, ...params);
  }

  /** Sends lines; what came until they were done, the ping's own answer aside. */
  async sync(...lines: readonly string[]): Promise<Line[]> {
    const token = `token-${nextToken++}`;
    const from = this.inbox.all.length;
    this.send(...lines, `PING ${token}`);
    await this.expectFrom(from, "PONG", /./, token);
    return this.inbox.all.slice(from, -1);
  }

  /** How often a line like this has come. */
  count(command: string, ...params: readonly (string | RegExp)[]): number {
    return this.inbox.all.filter((line) => isLike(line, command, params)).length;
  }

  pause(): void {
    this.#socket.pause();
  }
  /** The network goes away. */
  drop(): void {
    this.#socket.destroy();
  }
  async quit(reason = "bye"): Promise<void> {
    this.send(`QUIT :${reason}`);
    await this.closed;
  }

  #receive(text: string): void {
    const lines = (this.#rest + text).split("\r\n");
    this.#rest = lines.pop() ?? "";
    for (const raw of lines) {
      const line = parseLine(raw);
      if (line.command === "PING") this.send(`PONG ${line.params[0]}`);
      else this.inbox.push(line);
    }
  }
}

function isLike(line: Line, command: string, params: readonly (string | RegExp)[]): boolean {
  const matches = (param: string | undefined, wanted: string | RegExp): boolean =>
    typeof wanted === "string" ? param === wanted : param !== undefined && wanted.test(param);
  return line.command === command && params.every((wanted, place) => matches(line.params[place], wanted));
}
