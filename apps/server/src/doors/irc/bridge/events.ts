import { assertNever, type RoomEvent } from "@hearth/protocol";
import type { Channel } from "../channel.ts";
import type { Irc } from "../contract.ts";
import {
  deliverArchived,
  deliverRenamed,
  deliverRoleChange,
  deliverRules,
  deliverSpeaker,
  deliverTopic,
} from "./changes.ts";
import { deliverDeleted, deliverJoined, deliverLeft, deliverRemoved } from "./membership.ts";
import { deliverDeletion, deliverEdit, deliverMessage, deliverReaction, deliverTags } from "./messages.ts";

/** Tells one entry of a room's log to everyone who listens, and brings the picture up to date. */
export function deliverEvent(irc: Irc, channel: Channel, event: RoomEvent): void {
  switch (event.type) {
    case "message.sent":
      return deliverMessage(irc, channel, event);
    case "message.edited":
      return deliverEdit(irc, channel, event);
    case "message.deleted":
      return deliverDeletion(irc, channel, event);
    case "reaction.added":
    case "reaction.removed":
      return deliverReaction(irc, channel, event);
    case "tags.sent":
      return deliverTags(irc, channel, event);
    case "member.joined":
      return deliverJoined(irc, channel, event, event.user);
    case "guest.joined":
      return "guest" in event.author ? deliverJoined(irc, channel, event, event.author.guest) : undefined;
    case "member.left":
      return deliverLeft(irc, channel, event, event.user);
    case "guest.left":
      return "guest" in event.author ? deliverLeft(irc, channel, event, event.author.guest) : undefined;
    case "member.removed":
      return deliverRemoved(irc, channel, event, event.user);
    case "guest.removed":
      return deliverRemoved(irc, channel, event, event.guest);
    case "role.changed":
      return deliverRoleChange(irc, channel, event, event.user);
    case "guest.roleChanged":
      return deliverRoleChange(irc, channel, event, event.guest);
    case "speaker.changed":
      return deliverSpeaker(irc, channel, event);
    case "rules.changed":
      return deliverRules(irc, channel, event);
    case "topic.changed":
      return deliverTopic(irc, channel, event);
    case "room.renamed":
      return deliverRenamed(irc, channel, event);
    case "room.archived":
    case "room.unarchived":
      return deliverArchived(irc, channel, event);
    case "room.deleted":
      return deliverDeleted(irc, channel, event);
    case "room.created":
    case "member.unbanned":
    case "message.pinned":
    case "message.unpinned":
      return undefined;
    default:
      return assertNever(event);
  }
}
