import type { UserId } from "@hearth/protocol";
import type { UserRow } from "../../core/rows.ts";
import type { Client } from "./client.ts";
import type { Face, PersonId } from "./faces.ts";
import { foldCase } from "./wire/names.ts";

/** Who was here under a nick, for WHOWAS. */
export interface Gone {
  readonly nick: string;
  readonly user: string;
  readonly host: string;
  readonly realname: string;
  readonly atMs: number;
  readonly ip: string;
}

/** Everyone IRC can see: this door's connections by nick and by person, and people who are here by other doors. */
export class People {
  readonly #clients = new Set<Client>();
  /** Several connections of one account may bear the same nick. Lists, since nearly all hold one; replaced, never changed. */
  readonly #byNick = new Map<string, readonly Client[]>();
  readonly #byPerson = new Map<PersonId, readonly Client[]>();
  #entered = 0;
  readonly #elsewhere = new Map<UserId, Face>();
  readonly #elsewhereByNick = new Map<string, Face>();
  readonly #lingering = new Set<UserId>();
  readonly #gone: Gone[] = [];
  readonly #maxGone: number;
  readonly #host: string;
  /** The most there ever were, for LUSERS. */
  maxClients = 0;

  constructor(options: { readonly maxGone: number; readonly host: string }) {
    this.#maxGone = options.maxGone;
    this.#host = options.host;
  }

  get clients(): ReadonlySet<Client> {
    return this.#clients;
  }

  add(client: Client): void {
    this.#clients.add(client);
  }

  /** The connection is known by its person from now on. */
  enter(client: Client): void {
    put(this.#byPerson, client.person, client);
    this.#entered += 1;
    this.maxClients = Math.max(this.maxClients, this.#entered);
  }

  /** Before its person changes. */
  withdraw(client: Client): void {
    if (take(this.#byPerson, client.person, client)) this.#entered -= 1;
  }

  remove(client: Client): void {
    this.withdraw(client);
    this.#clients.delete(client);
    this.#dropNick(client);
  }

  registered(): Client[] {
    return [...this.#clients].filter((client) => client.isRegistered);
  }

  /** For LUSERS, which everybody gets who comes: without a list of everybody. */
  count(): Readonly<Record<"users" | "invisible" | "opers" | "unknown", number>> {
    let [registered, invisible, opers, elsewhere] = [0, 0, 0, 0];
    for (const client of this.#clients) {
      if (!client.isRegistered) continue;
      registered += 1;
      if (client.isInvisible) invisible += 1;
      if (client.isOper) opers += 1;
    }
    for (const { person } of this.#elsewhere.values()) if (!this.#byPerson.has(person)) elsewhere += 1;
    return { users: registered + elsewhere, invisible, opers, unknown: this.#clients.size - registered };
  }

  /** The connection of this nick: of several, one that takes part. */
  clientByNick(nick: string): Client | undefined {
    const holders = this.#byNick.get(foldCase(nick)) ?? nobody;
    return holders.find((client) => client.isRegistered) ?? holders[0];
  }

  /** Is a nick borne by nobody, or only by connections of the same account? */
  isFree(nick: string, client: Client): boolean {
    const holders = this.#byNick.get(foldCase(nick)) ?? nobody;
    return holders.every(
      (holder) => holder === client || (holder.login !== null && holder.login.id === client.login?.id),
    );
  }

  /** The other connections of the same person under the same nick. */
  twinsOf(client: Client): Client[] {
    return this.clientsOf(client.person).filter((other) => other !== client && other.isNamed(client.nick));
  }

  /** A registered connection, or someone who is here by another door. */
  faceByNick(nick: string): Face | undefined {
    const client = this.clientByNick(nick);
    return client?.isRegistered ? client : this.#elsewhereByNick.get(foldCase(nick));
  }

  takeNick(client: Client, nick: string): void {
    this.#dropNick(client);
    client.nick = nick;
    if (nick !== "*") put(this.#byNick, foldCase(nick), client);
  }

  #dropNick(client: Client): void {
    take(this.#byNick, foldCase(client.nick), client);
  }

  clientsOf(person: PersonId): readonly Client[] {
    return this.#byPerson.get(person) ?? nobody;
  }

  /** How a person is seen now: by each nick of their IRC connections or, without any, once as someone from elsewhere. */
  facesOf(person: PersonId): readonly Face[] {
    const own = this.#byPerson.get(person);
    if (own)
      return own.length === 1 ? own : [...new Map(own.map((one) => [foldCase(one.nick), one])).values()];
    const elsewhere = this.#elsewhere.get(person as UserId);
    return elsewhere ? [elsewhere] : nobody;
  }

  /** Can this person be seen now? */
  isSeen(person: PersonId): boolean {
    return this.#byPerson.has(person) || this.#elsewhere.has(person as UserId);
  }

  /** Everyone who can be seen: WHO, WHOIS, LUSERS. */
  all(): Face[] {
    const elsewhere = [...this.#elsewhere.values()].filter((face) => !this.#byPerson.has(face.person));
    return [...this.registered(), ...elsewhere];
  }

  elsewhereOf(user: UserId): Face | undefined {
    return this.#elsewhere.get(user);
  }

  isElsewhere(user: UserId): boolean {
    return this.#elsewhere.has(user);
  }

  /** A person came, or went away, at another door. */
  putElsewhere(user: UserRow, away: string | null): Face {
    const face = this.createFace(user, away);
    this.dropElsewhere(user.id);
    this.#elsewhere.set(user.id, face);
    this.#elsewhereByNick.set(foldCase(face.nick), face);
    return face;
  }

  /** A connection was lost without a word: its person is still seen, until presence says that they are gone. */
  linger(client: Client, user: UserId): void {
    const { person, nick, host, realname, account, away, isBot, isOper } = client;
    const face = {
      person,
      nick,
      user: client.user,
      host,
      realname,
      account,
      away,
      isBot,
      isOper,
      client: null,
    };
    this.#lingering.add(user);
    this.#elsewhere.set(user, face);
    this.#elsewhereByNick.set(foldCase(nick), face);
  }

  /** They are back: how they were seen meanwhile. */
  endLinger(user: UserId): Face | undefined {
    return this.#lingering.has(user) ? this.dropElsewhere(user) : undefined;
  }

  dropElsewhere(user: UserId): Face | undefined {
    const face = this.#elsewhere.get(user);
    this.#lingering.delete(user);
    if (!face) return undefined;
    this.#elsewhere.delete(user);
    if (this.#elsewhereByNick.get(foldCase(face.nick)) === face)
      this.#elsewhereByNick.delete(foldCase(face.nick));
    return face;
  }

  /** How a person looks who has no connection here. */
  createFace(user: UserRow, away: string | null): Face {
    return {
      person: user.id,
      nick: user.nick,
      user: "web",
      host: this.#host,
      realname: user.name,
      account: user.name,
      away,
      isBot: false,
      isOper: false,
      client: null,
    };
  }

  remember(gone: Gone): void {
    this.#gone.unshift(gone);
    if (this.#gone.length > this.#maxGone) this.#gone.pop();
  }

  /** Newest first. */
  goneBy(nick: string): readonly Gone[] {
    return this.#gone.filter((gone) => foldCase(gone.nick) === foldCase(nick));
  }
}

const nobody: readonly never[] = [];

function put<K>(lists: Map<K, readonly Client[]>, key: K, client: Client): void {
  const own = lists.get(key) ?? nobody;
  if (!own.includes(client)) lists.set(key, [...own, client]);
}

/** Says whether it was there. */
function take<K>(lists: Map<K, readonly Client[]>, key: K, client: Client): boolean {
  const own = lists.get(key);
  if (!own?.includes(client)) return false;
  if (own.length === 1) lists.delete(key);
  else
    lists.set(
      key,
      own.filter((other) => other !== client),
    );
  return true;
}
