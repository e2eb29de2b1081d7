import {
  type CommandOf,
  type DeviceId,
  Refusal,
  type Role,
  type UserCard,
  type UserId,
} from "@hearth/protocol";
import { caps } from "../limits/caps.ts";
import { openRoom } from "../rooms/changes.ts";
import { addMember } from "../rooms/seats.ts";
import type { CardRow, CodeRow, DeviceRow, UserRow } from "../rows.ts";
import type { Turn } from "../turn.ts";
import { createNameKey, foldName } from "./name-key.ts";
import { createNick, createNickKey } from "./nick.ts";

/** A device before it is written: its secret never reaches a store, only the digest does. */
export type NewDevice = Pick<DeviceRow, "id" | "secretHash" | "label">;

export interface JoinDeed {
  readonly type: "user.join";
  readonly user: UserId;
  readonly name: string;
  /** `null`: someone who has a password instead. */
  readonly device: NewDevice | null;
  /** Title of the first room, where everyone starts; made with the first person. `null`: they find rooms themselves. */
  readonly homeTitle: string | null;
  readonly passwordHash?: string;
  readonly scram?: string;
}

/** A free name becomes a person with a device, who is in the home room. */
export async function joinCommunity(turn: Turn, deed: JoinDeed): Promise<unknown> {
  const names = await needFreeName(turn, deed.name, null);
  await turn.tx.put("users", {
    ...names,
    id: deed.user,
    role: "member",
    passwordHash: deed.passwordHash ?? null,
    createdAtMs: turn.atMs,
    lastSeenAtMs: turn.atMs,
    status: "",
    hidesLastSeen: 0,
    goneAtMs: null,
    eraseFrom: null,
    feedSeq: 0,
  });
  if (deed.device) await writeDevice(turn, deed.user, deed.device);
  if (deed.scram !== undefined) await turn.tx.put("logins", { user: deed.user, scram: deed.scram });
  if (deed.homeTitle !== null) await enterHome(turn, deed.user, deed.homeTitle);
  return { user: deed.user };
}

async function enterHome(turn: Turn, user: UserId, title: string): Promise<void> {
  const setting = await turn.tx.get("settings", "homeRoom");
  const known = setting && (await turn.tx.get("rooms", setting.value as never));
  if (known && (known.archivedAtMs !== null || known.memberCount >= caps.maxMembersPerRoom)) return;
  // A home room that somebody deleted stays deleted.
  if (setting && !known) return;
  const room =
    known ??
    (await openRoom(turn, {
      kind: "public",
      title,
      topic: "",
      directKey: null,
      createdBy: null,
    }));
  if (!setting) await turn.tx.put("settings", { key: "homeRoom", value: room.id });
  await addMember(turn, room.id, user, "member");
}

type Names = Pick<UserRow, "name" | "nameKey" | "nameFold" | "nick" | "nickKey">;

/** Throws `Refusal` (`name_taken`) when somebody else's name or nick looks like it. */
export async function needFreeName(turn: Turn, name: string, self: UserId | null): Promise<Names> {
  const nameKey = createNameKey(name);
  const holder = await findHolder(turn, nameKey, self);
  if (holder) throw new Refusal("name_taken", { name: holder.name });
  const nick = await createFreeNick(turn, name, self);
  return { name, nameKey, nameFold: foldName(name), nick, nickKey: createNickKey(nick) };
}

async function createFreeNick(turn: Turn, name: string, self: UserId | null): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const nick = createNick(name, attempt);
    if (!(await findHolder(turn, createNickKey(nick), self))) return nick;
  }
}

/** Who else has this key: names and nicks share one space, so that nobody's nick is another's name. */
async function findHolder(turn: Turn, key: string, self: UserId | null): Promise<UserRow | undefined> {
  const holders = [await turn.tx.userByNameKey(key), await turn.tx.userByNickKey(key)];
  return holders.find((holder) => holder && holder.id !== self);
}

async function writeDevice(turn: Turn, user: UserId, device: NewDevice): Promise<void> {
  const devices = await turn.tx.devicesOf(user);
  const oldest = [...devices].sort((a, b) => a.lastSeenAtMs - b.lastSeenAtMs)[0];
  if (oldest && devices.length >= caps.maxDevicesPerUser) await turn.tx.remove("devices", oldest.id);
  await turn.tx.put("devices", { ...device, user, createdAtMs: turn.atMs, lastSeenAtMs: turn.atMs });
}

export interface AddDeviceDeed {
  readonly type: "device.add";
  readonly user: UserId;
  readonly device: NewDevice;
}
/** After the password was verified. */
export async function addDevice(turn: Turn, deed: AddDeviceDeed): Promise<unknown> {
  if ((await turn.tx.get("users", deed.user))?.goneAtMs !== null) throw new Refusal("user_missing");
  await writeDevice(turn, deed.user, deed.device);
  await turn.tell(deed.user, { type: "devices.changed" });
  return { user: deed.user };
}

export interface CreateCodeDeed {
  readonly type: "code.create";
  readonly code: CodeRow;
}
/** A person has one code at a time, the community one owner link: a new one replaces the last. */
export async function createCode(turn: Turn, deed: CreateCodeDeed): Promise<unknown> {
  const { user } = deed.code;
  if (user !== null && (await turn.tx.get("users", user))?.goneAtMs) throw new Refusal("user_missing");
  const slot = await clearCode(turn, deed.code);
  await turn.tx.put("codes", deed.code);
  await turn.tx.put("settings", { key: slot, value: deed.code.hash });
  return {};
}

/** Ends the code there is; answers the setting that names it. */
export async function clearCode(turn: Turn, code: Pick<CodeRow, "kind" | "user">): Promise<string> {
  const slot = `code:${code.kind}:${code.user ?? ""}`;
  const last = await turn.tx.get("settings", slot);
  if (last) await turn.tx.remove("codes", last.value);
  await turn.tx.remove("settings", slot);
  return slot;
}

export interface RedeemCodeDeed {
  readonly type: "code.redeem";
  readonly hash: string;
  readonly device: NewDevice;
}
export async function redeemCode(turn: Turn, deed: RedeemCodeDeed): Promise<unknown> {
  const code = await takeCode(turn, deed.hash, "device");
  if (!code.user) throw new Refusal("code_wrong");
  return addDevice(turn, { type: "device.add", user: code.user, device: deed.device });
}

export interface ClaimOwnerDeed {
  readonly type: "owner.claimHash";
  readonly hash: string;
}
export async function claimOwner(turn: Turn, deed: ClaimOwnerDeed): Promise<unknown> {
  if (await turn.tx.hasUserWithRole("owner")) throw new Refusal("owner_exists");
  const user = await needUserRow(turn, turn.user);
  await takeCode(turn, deed.hash, "owner");
  await writeRole(turn, user, "owner");
  return { user: cardOf({ ...user, role: "owner" }) };
}

/** A code works once and only in time. */
async function takeCode(turn: Turn, hash: string, kind: CodeRow["kind"]): Promise<CodeRow> {
  const code = await turn.tx.get("codes", hash);
  if (!code || code.kind !== kind || code.expiresAtMs <= turn.atMs) throw new Refusal("code_wrong");
  await turn.tx.remove("codes", hash);
  return code;
}

export interface StorePasswordDeed {
  readonly type: "password.store";
  readonly passwordHash: string | null;
  /** The verifier of the same password, for those who sign in by SCRAM. */
  readonly scram: string | null;
}
export async function storePassword(turn: Turn, deed: StorePasswordDeed): Promise<unknown> {
  const user = await needUserRow(turn, turn.user);
  if (deed.scram === null) await turn.tx.remove("logins", turn.user);
  else await turn.tx.put("logins", { user: turn.user, scram: deed.scram });
  await turn.tx.put("users", { ...user, passwordHash: deed.passwordHash });
  return {};
}

export interface EndDeviceDeed {
  readonly type: "device.remove";
  readonly device: DeviceId;
}
export async function endDevice(turn: Turn, deed: EndDeviceDeed): Promise<unknown> {
  const device = await turn.tx.get("devices", deed.device);
  if (!device || device.user !== turn.user) throw new Refusal("device_missing");
  await turn.tx.remove("devices", deed.device);
  await turn.tell(turn.user, { type: "devices.changed" });
  return {};
}

export interface SeenDeed {
  readonly type: "user.seen";
  readonly user: UserId;
  readonly device: DeviceId | null;
}
export async function noteSeen(turn: Turn, deed: SeenDeed): Promise<unknown> {
  const user = await turn.tx.get("users", deed.user);
  if (user?.goneAtMs === null) await turn.tx.put("users", { ...user, lastSeenAtMs: turn.atMs });
  const device = deed.device && (await turn.tx.get("devices", deed.device));
  if (device) await turn.tx.put("devices", { ...device, lastSeenAtMs: turn.atMs });
  return {};
}

export async function renameUser(turn: Turn, c: CommandOf<"profile.rename">): Promise<unknown> {
  const user = await needUserRow(turn, turn.user);
  const names = await needFreeName(turn, c.name, user.id);
  const renamed = { ...user, ...names };
  await turn.tx.put("users", renamed);
  await turn.tell(user.id, { type: "profile.changed", user: cardOf(renamed) });
  return { user: cardOf(renamed) };
}

/** What a person says of themselves, and whether others are told when they were last here. */
export async function setProfile(turn: Turn, c: CommandOf<"profile.set">): Promise<unknown> {
  const user = await needUserRow(turn, turn.user);
  const hidden = c.hidesLastSeen ?? user.hidesLastSeen === 1;
  const changed: UserRow = { ...user, status: c.status ?? user.status, hidesLastSeen: hidden ? 1 : 0 };
  if (changed.status === user.status && changed.hidesLastSeen === user.hidesLastSeen)
    return { user: cardOf(user) };
  await turn.tx.put("users", changed);
  if (changed.status !== user.status)
    await turn.tell(user.id, { type: "profile.changed", user: cardOf(changed) });
  if (changed.hidesLastSeen !== user.hidesLastSeen)
    await turn.tell(user.id, { type: "privacy.changed", hidesLastSeen: hidden });
  return { user: cardOf(changed) };
}

/** The community's owner makes moderators and further owners; there is always one owner left. */
export async function setPersonRole(turn: Turn, c: CommandOf<"person.setRole">): Promise<unknown> {
  const me = await needUserRow(turn, turn.user);
  if (me.role !== "owner") throw new Refusal("right_missing", { command: c.type });
  const person = await turn.tx.get("users", c.user);
  if (!person || person.goneAtMs !== null) throw new Refusal("user_missing");
  if (person.id === me.id && c.role !== "owner") throw new Refusal("last_owner");
  await writeRole(turn, person, c.role);
  return { user: cardOf({ ...person, role: c.role }) };
}

async function writeRole(turn: Turn, user: UserRow, role: Role): Promise<void> {
  await turn.tx.put("users", { ...user, role });
  await turn.tell(user.id, { type: "role.changed", role });
}

async function needUserRow(turn: Turn, id: UserId): Promise<UserRow> {
  const user = await turn.tx.get("users", id);
  if (!user) throw new Refusal("user_missing");
  return user;
}

/** What everyone may know of a person. */
export function cardOf({ id, name, role, status, goneAtMs }: CardRow): UserCard {
  return { id, name, role, ...(status !== "" && { status }), ...(goneAtMs !== null && { gone: true }) };
}

export interface PutSettingDeed {
  readonly type: "setting.put";
  readonly key: string;
  readonly value: string;
}
export async function putSetting(turn: Turn, { key, value }: PutSettingDeed): Promise<unknown> {
  await turn.tx.put("settings", { key, value });
  return {};
}
