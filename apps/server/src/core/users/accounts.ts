import {
  type CommandOf,
  type DeviceId,
  Refusal,
  type ResultOf,
  type SessionId,
  sizes,
  type UserCard,
  type UserId,
} from "@hearth/protocol";
import { needUser } from "../answers.ts";
import type { Change, Deed } from "../changes.ts";
import type { Core } from "../core.ts";
import { announceCard } from "../finish-change.ts";
import type { CodeRow, DeviceRow, UserRow } from "../rows.ts";
import type { Session } from "../session.ts";
import { cardOf } from "./changes.ts";
import { createNameKey } from "./name-key.ts";

const linkForMs = 10 * 60_000;
const reclaimForMs = 24 * 60 * 60_000;
const ownerLinkForMs = 365 * 24 * 60 * 60_000;
/** When the store could not say which devices are left. */
const lookAgainAfterMs = 1_000;
/** 10 letters of 28: 48 bits, typed by hand, tried at most a few hundred times while it lives. */
const codeLength = 10;

/** Who asks, before anyone is signed in: limits are kept by address. */
export interface Caller {
  /** Address without port. */
  readonly ip: string;
  /** What the device calls itself: "Chrome 129, Android 13". */
  readonly label: string;
}

/** A new device, with the secret that it alone will know. */
export interface NewSignIn {
  readonly user: UserCard;
  readonly device: DeviceId;
  readonly secret: string;
}

/** Names, devices, passwords and codes: how someone becomes a session's user. */
export class Accounts {
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Takes a free name. */
  async join(caller: Caller, name: string): Promise<NewSignIn> {
    this.#core.ledger.take("joinsByAddress", caller.ip);
    this.#core.ledger.take("joins", "community");
    this.#core.guests.needFreeName(name);
    const user = this.#core.parts.ids.uuid() as UserId;
    const { homeTitle } = this.#core.parts;
    return this.#addDevice(caller, (device) => ({ type: "user.join", user, name, device, homeTitle }));
  }

  /** Takes a free name with a password and no device; `self` is the guest that bears the name already. */
  async register(caller: Caller, name: string, password: string, self: SessionId): Promise<UserRow> {
    this.#core.ledger.take("joinsByAddress", caller.ip);
    this.#core.ledger.take("joins", "community");
    this.#core.guests.needFreeName(name, self);
    needPasswordSize(password, 1);
    const { ids, hashes } = this.#core.parts;
    const passwordHash = await hashes.hashPassword(password);
    const scram = await hashes.createScram(password);
    const user = ids.uuid() as UserId;
    const deed: Deed = { type: "user.join", user, name, device: null, homeTitle: null, passwordHash, scram };
    await this.#core.commit({ actor: null, atMs: this.#now(), deed });
    const row = await this.#core.parts.store.get("users", user);
    if (!row) throw new Refusal("user_missing");
    return row;
  }

  /** The person whose name (or nick) and password these are. Refuses `password_wrong` alike for both. */
  async verify(caller: Caller, name: string, password: string): Promise<UserRow> {
    this.#takeSignIn(caller, name);
    const user = await this.#core.lookups.userByNick(name);
    const hash = user?.passwordHash ?? null;
    const isRight =
      hash === null
        ? await this.#waste(password)
        : await this.#core.parts.hashes.verifyPassword(password, hash);
    if (!user || !isRight) throw new Refusal("password_wrong");
    return user;
  }

  /** A person with what SCRAM needs of them; counts as a password tried. */
  async findScram(caller: Caller, name: string): Promise<{ user: UserRow; scram: string } | undefined> {
    this.#takeSignIn(caller, name);
    const user = await this.#core.lookups.userByNick(name);
    const scram = user && (await this.#core.parts.store.get("logins", user.id))?.scram;
    return user && scram ? { user, scram } : undefined;
  }

  #takeSignIn(caller: Caller, name: string): void {
    this.#core.ledger.take("signInsByAddress", caller.ip);
    this.#core.ledger.take("signIns", createNameKey(name));
  }

  /** A name and its password, on a new device. */
  async signIn(caller: Caller, name: string, password: string): Promise<NewSignIn> {
    const nameKey = createNameKey(name);
    this.#core.ledger.take("signInsByAddress", caller.ip);
    this.#core.ledger.take("signIns", nameKey);
    const user = await this.#core.parts.store.userByNameKey(nameKey);
    // A name without a password takes as long and says the same as a wrong password.
    const hash = user?.passwordHash ?? null;
    const isRight =
      hash === null
        ? await this.#waste(password)
        : await this.#core.parts.hashes.verifyPassword(password, hash);
    if (!user || !isRight) throw new Refusal("password_wrong");
    return this.#addDevice(caller, (device) => ({ type: "device.add", user: user.id, device }));
  }

  /** A code from another device of the same person, or from the owner. */
  async redeem(caller: Caller, code: string): Promise<NewSignIn> {
    this.#core.ledger.take("codes", caller.ip);
    return this.#addDevice(caller, (device) => ({
      type: "code.redeem",
      hash: this.#digestCode(code),
      device,
    }));
  }

  /** The device that knows this secret. */
  async findDevice(secret: string): Promise<DeviceRow | undefined> {
    return this.#core.parts.store.deviceBySecretHash(this.#core.parts.hashes.digest(secret));
  }

  async logOut(device: DeviceRow): Promise<void> {
    await this.#removeDevice(device.user, device.id);
  }

  async setPassword(
    session: Session,
    { password, current }: CommandOf<"password.set">,
  ): Promise<ResultOf<"password.set">> {
    const user = await this.#needPassword(session, current);
    const { hashes } = this.#core.parts;
    if (password !== null) needPasswordSize(password);
    const passwordHash = password === null ? null : await hashes.hashPassword(password);
    const login = await this.#core.parts.store.get("logins", user.id);
    const isKept = password !== null && (this.#core.parts.keepsScram || login !== undefined);
    const scram = isKept ? await hashes.createScram(password) : null;
    await this.#commit(session, { type: "password.store", passwordHash, scram });
    return {};
  }

  /** Deletes the session's person; whoever found an open page still needs the password, where there is one. */
  async deleteSelf(
    session: Session,
    { current }: CommandOf<"account.delete">,
  ): Promise<ResultOf<"account.delete">> {
    const { id } = await this.#needPassword(session, current);
    await this.#commit(session, { type: "person.delete", user: id });
    return {};
  }

  async #needPassword(session: Session, current = ""): Promise<UserRow> {
    const user = await this.#core.parts.store.get("users", needUser(session));
    if (!user) throw new Refusal("sign_in_needed");
    this.#core.ledger.take("signIns", user.nameKey);
    const { hashes } = this.#core.parts;
    if (user.passwordHash !== null && !(await hashes.verifyPassword(current, user.passwordHash)))
      throw new Refusal("password_wrong");
    return user;
  }

  async listDevices(session: Session): Promise<ResultOf<"device.list">> {
    const user = needUser(session);
    const open = [...this.#core.hub.sessionsOf(user)];
    const devices = (await this.#core.parts.store.devicesOf(user)).map(
      ({ id, label, createdAtMs, lastSeenAtMs }) => ({
        id,
        label,
        createdAtMs,
        lastSeenAtMs,
        current: id === session.device,
        sessions: open
          .filter((other) => other.device === id)
          .map((other) => ({
            id: other.id,
            address: other.address,
            openedAtMs: other.openedAtMs,
            client: other.client,
          })),
      }),
    );
    return { devices };
  }

  async endDevice(session: Session, device: DeviceId): Promise<ResultOf<"device.end">> {
    await this.#removeDevice(needUser(session), device);
    return {};
  }

  /**
   * Ends the sessions of a person's devices that are there no more. The feed says when to look, so that it
   * happens in every process, however the device ended.
   */
  endGoneDevices(user: UserId): void {
    this.#endGoneDevices(user).catch(() => {
      this.#core.parts.clock.setTimer(() => this.endGoneDevices(user), lookAgainAfterMs);
    });
  }

  async createLink(session: Session): Promise<ResultOf<"link.create">> {
    return this.#createCode("device", needUser(session), linkForMs);
  }

  /** For someone whose devices are lost: the community's owner hands out the code. */
  async createCodeFor(session: Session, user: UserId): Promise<ResultOf<"person.createCode">> {
    const me = await this.#core.parts.store.get("users", needUser(session));
    if (me?.role !== "owner") throw new Refusal("right_missing", { command: "person.createCode" });
    const person = await this.#core.parts.store.get("users", user);
    if (!person || person.goneAtMs !== null) throw new Refusal("user_missing");
    return this.#createCode("device", user, reclaimForMs);
  }

  /** The code of a fresh owner link, or `null` when the community has an owner. */
  async createOwnerCode(): Promise<string | null> {
    if (await this.#core.parts.store.hasUserWithRole("owner")) return null;
    const secret = this.#core.parts.ids.secret(16);
    await this.#storeCode({
      hash: this.#digestCode(secret),
      kind: "owner",
      user: null,
      expiresAtMs: this.#now() + ownerLinkForMs,
    });
    return secret;
  }

  async claimOwner(session: Session, code: string): Promise<ResultOf<"owner.claim">> {
    this.#core.ledger.take("codes", session.user ?? session.id);
    const result = await this.#commit(session, { type: "owner.claimHash", hash: this.#digestCode(code) });
    await announceCard(this.#core, (result as { user: UserCard }).user);
    return {};
  }

  async #addDevice(
    caller: Caller,
    deedOf: (device: Pick<DeviceRow, "id" | "secretHash" | "label">) => Deed,
  ): Promise<NewSignIn> {
    const { ids, hashes, store } = this.#core.parts;
    const secret = ids.secret(32);
    const id = ids.uuid() as DeviceId;
    const deed = deedOf({ id, secretHash: hashes.digest(secret), label: caller.label });
    const { result } = await this.#core.commit({ actor: null, atMs: this.#now(), deed });
    const row = await store.get("users", (result as { user: UserId }).user);
    if (!row) throw new Refusal("user_missing");
    return { user: cardOf(row), device: id, secret };
  }

  async #removeDevice(user: UserId, device: DeviceId): Promise<void> {
    await this.#core.commit({ actor: { user }, atMs: this.#now(), deed: { type: "device.remove", device } });
  }

  async #endGoneDevices(user: UserId): Promise<void> {
    if ((await this.#core.parts.store.get("users", user))?.goneAtMs)
      return this.#core.departures.noteGone(user);
    for (const session of [...this.#core.hub.sessionsOf(user)]) {
      const { device } = session;
      if (device && !(await this.#core.parts.store.get("devices", device))) session.end("device_ended");
    }
  }

  async #createCode(
    kind: CodeRow["kind"],
    user: UserId,
    livesMs: number,
  ): Promise<{ code: string; expiresAtMs: number }> {
    const code = this.#core.parts.ids.code(codeLength);
    const expiresAtMs = this.#now() + livesMs;
    await this.#storeCode({ hash: this.#digestCode(code), kind, user, expiresAtMs });
    return { code, expiresAtMs };
  }

  async #storeCode(code: CodeRow): Promise<void> {
    await this.#core.commit({ actor: null, atMs: this.#now(), deed: { type: "code.create", code } });
  }

  async #commit(session: Session, deed: Deed): Promise<unknown> {
    const change: Change = { actor: session.actor, atMs: this.#now(), deed };
    return (await this.#core.commit(change)).result;
  }

  async #waste(password: string): Promise<false> {
    await this.#core.parts.hashes.hashPassword(password.slice(0, 64));
    return false;
  }

  /** People type codes with spaces, dashes and capitals; owner links keep their case. */
  #digestCode(code: string): string {
    const plain = code.replace(/[\s-]/g, "");
    return this.#core.parts.hashes.digest(plain.length === codeLength ? plain.toLowerCase() : code.trim());
  }

  #now(): number {
    return this.#core.parts.clock.now();
  }
}

function needPasswordSize(password: string, minBytes: number = sizes.minPasswordBytes): void {
  const bytes = new TextEncoder().encode(password).length;
  if (bytes < minBytes) throw new Refusal("password_too_short", { minBytes });
  if (bytes > sizes.maxPasswordBytes)
    throw new Refusal("password_too_long", { maxBytes: sizes.maxPasswordBytes });
}
