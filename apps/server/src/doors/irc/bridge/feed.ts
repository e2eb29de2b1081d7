import type { FeedEntry, UserId } from "@hearth/protocol";
import type { Irc } from "../contract.ts";
import { maskOf } from "../faces.ts";
import { markRead } from "../standing/read-marks.ts";

/** What concerns one person alone: invitations, read marks of their other devices. */
export async function deliverFeed(irc: Irc, user: UserId, { change }: FeedEntry): Promise<void> {
  switch (change.type) {
    case "invitation.added":
      return deliverInvitation(irc, user, change.invitation.room, change.invitation.by.id);
    case "read.marked":
      return deliverReadMark(irc, user, change.room, change.seq);
    default:
      return undefined;
  }
}

async function deliverInvitation(
  irc: Irc,
  user: UserId,
  room: Parameters<Irc["bridge"]["open"]>[0],
  by: UserId,
): Promise<void> {
  const channel = await irc.channels.load(room);
  await irc.bridge.authors.load({ user: by });
  if (!channel) return;
  const face = irc.bridge.authors.faceOf({ user: by });
  for (const client of irc.people.clientsOf(user)) {
    client.send({
      source: maskOf(face),
      account: face.account,
      command: "INVITE",
      params: [client.nick, channel.name],
    });
  }
}

async function deliverReadMark(
  irc: Irc,
  user: UserId,
  room: Parameters<Irc["bridge"]["open"]>[0],
  seq: number,
): Promise<void> {
  const event = await irc.core.lookups.event(room, seq);
  const channel = irc.channels.get(room);
  if (event && channel) await markRead(irc, user, channel, event.atMs);
}
