import { type Author, type ChangingCommand, Refusal } from "@hearth/protocol";
import { type ConnectionDeed, noteConnection } from "./connections.ts";
import * as files from "./files/changes.ts";
import * as imports from "./import/changes.ts";
import { setAttention, unmarkRead } from "./messages/attention.ts";
import * as messages from "./messages/changes.ts";
import { type ForwardDeed, forwardMessage } from "./messages/forward.ts";
import { saveMessage } from "./messages/saved.ts";
import type { Ids, Tx } from "./ports.ts";
import * as rooms from "./rooms/changes.ts";
import * as guests from "./rooms/guests.ts";
import * as members from "./rooms/membership.ts";
import { setRules } from "./rooms/rules.ts";
import { followThread, readThread } from "./threads/changes.ts";
import { type Outcome, Turn } from "./turn.ts";
import { blockPerson } from "./users/blocks.ts";
import * as users from "./users/changes.ts";
import * as leaving from "./users/leaving.ts";

/** Changes that are not commands: what core does after it checked a password or a code. */
type InnerDeed =
  | ForwardDeed
  | users.JoinDeed
  | users.AddDeviceDeed
  | users.CreateCodeDeed
  | users.RedeemCodeDeed
  | users.ClaimOwnerDeed
  | users.StorePasswordDeed
  | users.EndDeviceDeed
  | users.SeenDeed
  | leaving.DeletePersonDeed
  | leaving.ErasePersonDeed
  | members.EnterDeed
  | guests.EndGuestDeed
  | guests.RenameGuestDeed
  | guests.AdoptGuestDeed
  | guests.OpenPairDeed
  | ConnectionDeed
  | files.CreateUploadDeed
  | files.FinishUploadDeed
  | files.RemoveUploadDeed
  | files.ForgetBlobDeed
  | users.PutSettingDeed
  | imports.ImportPersonDeed
  | imports.ImportRoomDeed
  | imports.ImportMembersDeed
  | imports.ImportMessageDeed
  | imports.FinishImportDeed;

export type Deed = Exclude<ChangingCommand, { type: "message.forward" }> | InnerDeed;

/** Plain data, so that it can travel to a worker: who does what, when. */
export interface Change {
  /** `null`: the server itself. */
  readonly actor: Author | null;
  readonly atMs: number;
  readonly deed: Deed;
}

type Apply<D> = (turn: Turn, deed: D) => Promise<unknown>;

/** How each deed is done, inside the store's transaction. Adding a deed without its line does not compile. */
const deeds: { readonly [T in Deed["type"]]: Apply<Extract<Deed, { type: T }>> } = {
  "message.send": messages.sendMessage,
  "message.edit": messages.editMessage,
  "message.delete": messages.deleteMessage,
  "message.pin": messages.pinMessage,
  "message.unpin": messages.pinMessage,
  "reaction.add": messages.addReaction,
  "reaction.remove": messages.removeReaction,
  "message.forward": forwardMessage,
  "message.save": saveMessage,
  "message.unsave": saveMessage,
  "room.setAttention": setAttention,
  "read.unmark": unmarkRead,
  "thread.follow": followThread,
  "thread.unfollow": followThread,
  "thread.read": readThread,
  "person.block": blockPerson,
  "person.unblock": blockPerson,
  "read.mark": messages.markRead,
  "room.create": rooms.createRoom,
  "room.rename": rooms.renameRoom,
  "room.setTopic": rooms.setTopic,
  "room.archive": rooms.archiveRoom,
  "room.unarchive": rooms.archiveRoom,
  "room.delete": rooms.deleteRoom,
  "room.handOver": rooms.handOver,
  "direct.open": rooms.openDirect,
  "room.setRules": setRules,
  "direct.openPair": rooms.openPairRoom,
  "guest.remove": guests.removeGuest,
  "guest.setRole": guests.setGuestRole,
  "guest.end": guests.endGuest,
  "guest.rename": guests.renameGuest,
  "guest.adopt": guests.adoptGuest,
  "speaker.set": guests.setSpeaker,
  "tags.send": messages.sendTags,
  "room.enter": members.joinRoom,
  "room.join": members.joinRoom,
  "room.leave": members.leaveRoom,
  "room.invite": members.inviteToRoom,
  "invitation.decline": members.declineInvitation,
  "member.remove": members.removeMember,
  "member.ban": members.removeMember,
  "member.unban": members.unbanMember,
  "member.setRole": members.setMemberRole,
  "profile.rename": users.renameUser,
  "profile.set": users.setProfile,
  "person.setRole": users.setPersonRole,
  "user.join": users.joinCommunity,
  "user.seen": users.noteSeen,
  "person.delete": leaving.deletePerson,
  "person.erase": leaving.erasePerson,
  "device.add": users.addDevice,
  "device.remove": users.endDevice,
  "code.create": users.createCode,
  "code.redeem": users.redeemCode,
  "owner.claimHash": users.claimOwner,
  "password.store": users.storePassword,
  "upload.create": files.createUpload,
  "upload.finish": files.finishUpload,
  "upload.remove": files.removeUpload,
  "blob.forget": files.forgetBlob,
  "setting.put": users.putSetting,
  "import.person": imports.importPerson,
  "import.room": imports.importRoom,
  "import.members": imports.importMembers,
  "import.message": imports.importMessage,
  "import.finish": imports.finishImport,
  "connection.note": noteConnection,
};

/**
 * Does one change in `tx`. Throws `Refusal` before anything is written; any other error means the
 * transaction must be rolled back.
 */
export async function applyChange(tx: Tx, ids: Ids, change: Change): Promise<Outcome> {
  const turn = new Turn(tx, ids, actorOf(change), change.atMs);
  await needPresent(tx, change);
  const apply = deeds[change.deed.type] as Apply<Deed>;
  return turn.finish(await apply(turn, change.deed));
}

/** What a session had begun when its person was deleted comes too late; only erasing goes on in their name. */
async function needPresent(tx: Tx, { actor, deed: { type } }: Change): Promise<void> {
  if (!actor || !("user" in actor) || type === "person.erase" || type.startsWith("import.")) return;
  // Asked where its sender's standing is read anyway.
  if (type === "message.send") return;
  if ((await tx.get("users", actor.user))?.goneAtMs) throw new Refusal("person_deleted");
}

/** Someone who joins acts in their own name from the first entry on. */
function actorOf({ actor, deed }: Change): Author | null {
  return deed.type === "user.join" ? { user: deed.user } : actor;
}
