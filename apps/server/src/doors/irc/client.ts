import type { Author, DeviceId, SessionId, UserId } from "@hearth/protocol";
import type { Session } from "../../core/session.ts";
import { type Cap, hasCap } from "./caps.ts";
import type { Face, PersonId } from "./faces.ts";
import { Kept, nothingKept, type ReadonlyKept } from "./kept.ts";
import { formatOut, type Out } from "./message.ts";
import type { Flusher } from "./out/outbox.ts";
import { Outbox, type Pipe } from "./out/outbox.ts";
import { foldCase } from "./wire/names.ts";

/** The account a connection has signed in to. */
export interface Account {
  readonly id: UserId;
  readonly name: string;
}

/** A way to one IRC client, over TCP or a web socket. */
export interface Link extends Pipe {
  /** Sends what is left, then closes. */
  end(): void;
  readonly ip: string;
  readonly port: number;
  readonly isSecure: boolean;
}

/** Lines that answer one labeled command, until it is known how many there are. */
interface Labeled {
  readonly label: string;
  readonly lines: Out[];
}

/** One IRC connection: what it said of itself, and what it is sent. */
export class Client implements Face {
  readonly id: SessionId;
  readonly link: Link;
  readonly outbox: Outbox;
  readonly openedAtMs: number;
  readonly serverName: string;

  caps = 0;
  /** CAP LS 302: knows values and cap-notify. */
  capVersion = 0;
  /** Between CAP LS or REQ and CAP END registration waits. */
  isNegotiating = false;
  isRegistered = false;
  isClosed = false;
  hasPass = false;

  nick = "*";
  /** A nick that was asked for before registration, while somebody bears it. */
  askedNick: string | null = null;
  /** The same, not yet refused: it may turn out to be the person's own once they sign in. */
  pendingNick: string | null = null;
  user = "*";
  host: string;
  realname = "";
  login: Account | null = null;
  away: string | null = null;
  isOper = false;
  isBot = false;
  isInvisible = false;
  seesWallops = false;
  /** User mode R: private messages only from people with an account. */
  wantsAccounts = false;
  session: Session | null = null;
  quitReason: string | null = null;
  /** A guest is becoming a person: the rooms it is in stay as they are on screen. */
  isAdopting = false;
  /** Nothing was heard for so long that the online list no longer has it. */
  isAbsent = false;
  /** A JOIN of this connection is under way: it introduces the room itself. */
  isJoining = false;
  lastInboundMs: number;
  lastActiveMs: number;
  pingedAtMs = 0;
  #kept: Kept = nothingKept;
  #labeled: Labeled | null = null;

  constructor(parts: {
    id: SessionId;
    link: Link;
    flusher: Flusher;
    host: string;
    serverName: string;
    nowMs: number;
    elapsedMs: number;
  }) {
    this.id = parts.id;
    this.link = parts.link;
    this.outbox = new Outbox(parts.link, parts.flusher);
    this.host = parts.host;
    this.serverName = parts.serverName;
    this.openedAtMs = parts.nowMs;
    this.lastInboundMs = parts.elapsedMs;
    this.lastActiveMs = parts.elapsedMs;
  }

  get person(): PersonId {
    return this.login?.id ?? this.id;
  }
  get actor(): Author {
    return this.login ? { user: this.login.id } : { guest: this.id, name: this.nick };
  }
  get account(): string | null {
    return this.login?.name ?? null;
  }
  get client(): this {
    return this;
  }
  /** To be read; `keep` is for changing it. */
  get kept(): ReadonlyKept {
    return this.#kept;
  }
  get device(): DeviceId | null {
    return null;
  }

  has(cap: Cap): boolean {
    return hasCap(this.caps, cap);
  }

  keep(): Kept {
    if (this.#kept === nothingKept) this.#kept = new Kept();
    return this.#kept;
  }

  isNamed(nick: string): boolean {
    return foldCase(nick) === foldCase(this.nick);
  }

  /** Sends a line that answers nothing. */
  send(out: Out): void {
    this.sendText(formatOut(out, this.caps));
  }

  /** The same, as this client's capabilities have it. */
  sendText(text: string): void {
    if (!this.isClosed) this.outbox.push(text);
  }

  /** Sends a line that answers the command being done. */
  reply(out: Out): void {
    if (this.#labeled) this.#labeled.lines.push(out);
    else this.send(out);
  }

  numeric(code: string, ...params: readonly string[]): void {
    this.reply({ source: this.serverName, command: code, params: [this.nick, ...params] });
  }

  /** IRCv3 standard replies; a NOTICE for clients that do not know them. */
  fail(kind: "FAIL" | "WARN" | "NOTE", command: string, code: string, ...params: readonly string[]): void {
    this.reply({ source: this.serverName, command: kind, params: [command, code, ...params] });
  }

  notice(text: string): void {
    this.reply({ source: this.serverName, command: "NOTICE", params: [this.nick, text] });
  }

  /** From here on `reply` collects, until `finishLabel`. */
  startLabel(label: string): void {
    this.#labeled = { label, lines: [] };
  }

  get isLabeled(): boolean {
    return this.#labeled !== null;
  }

  /** IRCv3 labeled-response: none is an ACK, one bears the label, more are a batch. */
  finishLabel(createBatchId: () => string): void {
    const labeled = this.#labeled;
    if (!labeled) return;
    this.#labeled = null;
    const { label, lines } = labeled;
    const [only] = lines;
    const source = this.serverName;
    if (!only) return this.send({ source, command: "ACK", params: [], label });
    if (lines.length === 1) return this.send({ ...only, label });
    if (isOneBatch(lines)) return this.#sendLabeled(lines, label);
    const batch = createBatchId();
    this.send({ source, command: "BATCH", params: [`+${batch}`, "labeled-response"], label });
    for (const line of lines) this.send(line.batch === undefined ? { ...line, batch } : line);
    this.send({ source, command: "BATCH", params: [`-${batch}`] });
  }

  #sendLabeled([first, ...rest]: readonly Out[], label: string): void {
    if (first) this.send({ ...first, label });
    for (const line of rest) this.send(line);
  }
}

/** Is the answer a single batch already? Then that batch bears the label. */
function isOneBatch(lines: readonly Out[]): boolean {
  const first = lines[0];
  const last = lines.at(-1);
  const id = first?.command === "BATCH" ? first.params[0]?.slice(1) : undefined;
  return id !== undefined && last?.command === "BATCH" && last.params[0] === `-${id}`;
}
