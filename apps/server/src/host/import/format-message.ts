import {
  type Attachment,
  type Body,
  type ClientId,
  formatFileName,
  type RoomId,
  sizes,
  type UploadId,
  type UserId,
} from "@hearth/protocol";
import type { ImportMessageDeed } from "../../core/import/changes.ts";
import type { MessagePart } from "./parts.ts";
import type { Attached, MessageName, SourceMessage } from "./records.ts";

/** What a source's own words are here. */
export interface Keys {
  userOf(person: string): UserId;
  clientIdOf(message: { readonly room: string; readonly id: string }, part: number): ClientId;
}

/** Where a part of a message goes, and the uploads that are its files. */
export interface PartPlace {
  readonly room: RoomId;
  readonly index: number;
  readonly uploads: readonly UploadId[];
}

/** One part of a message as the deed that brings it; what happened to the message later comes with the first. */
export function formatDeed(
  message: SourceMessage,
  part: MessagePart,
  { room, index, uploads }: PartPlace,
  keys: Keys,
): ImportMessageDeed {
  const isFirst = index === 0;
  const name = (one: MessageName | undefined) =>
    one
      ? { author: keys.userOf(one.author), clientId: keys.clientIdOf({ ...one, room: message.room }, 0) }
      : null;
  return {
    type: "import.message",
    room,
    clientId: keys.clientIdOf(message, index),
    body: message.text === null ? null : formatBody(message, part, keys),
    files: uploads,
    threadRoot: name(message.threadRoot),
    replyTo: isFirst ? name(message.replyTo) : null,
    isAlsoInRoom: message.isAlsoInRoom === true,
    editedAtMs: message.editedAtMs ?? null,
    isPinned: isFirst && message.isPinned === true,
    reactions: isFirst ? formatReactions(message, keys) : [],
  };
}

function formatReactions({ reactions = [] }: SourceMessage, keys: Keys): ImportMessageDeed["reactions"] {
  const kinds = new Set<string>();
  const once = new Set<string>();
  return reactions
    .map(({ emoji, person, atMs }) => ({ emoji, user: keys.userOf(person), atMs }))
    .filter(({ emoji, user }) => {
      // Two shortcodes can be one emoji.
      const isFirst = !once.has(`${emoji} ${user}`);
      once.add(`${emoji} ${user}`);
      return isFirst && (kinds.has(emoji) || kinds.size < sizes.maxReactionKinds) && kinds.add(emoji);
    });
}

function formatBody(message: SourceMessage, { text, files }: MessagePart, keys: Keys): Body {
  const mentions = (message.mentions ?? [])
    .filter((mention) => text.includes(mention.text))
    .map((mention) => ({ text: mention.text, user: keys.userOf(mention.person) }));
  return {
    kind: "text",
    text,
    ...(message.isAction && { action: true as const }),
    ...(message.isNotice && { notice: true as const }),
    ...(files.length > 0 && { attachments: files.map(formatAttachment) }),
    ...(mentions.length > 0 && { mentions }),
  };
}

function formatAttachment({ name, type, file }: Attached, index: number): Attachment {
  const guessed = (type ?? Bun.file(name).type).split(";")[0]?.trim().toLowerCase() ?? "";
  const isType = guessed.length <= 100 && /^[a-z0-9][a-z0-9.+-]*\/[a-z0-9][a-z0-9.+-]*$/u.test(guessed);
  return {
    file: index + 1,
    name: formatFileName(name),
    type: isType ? guessed : "application/octet-stream",
    bytes: file.bytes,
  };
}

const utf8 = new TextEncoder();

/** A topic as a room can hold it: one line, short enough. */
export function fitTopic(topic: string): string {
  const line = topic.replace(/[\p{Cc}\p{Cs}]+/gu, " ").trim();
  let kept = line.slice(0, sizes.maxTopicBytes);
  while (utf8.encode(kept).length > sizes.maxTopicBytes) kept = kept.slice(0, -1);
  return kept.replace(/\p{Cs}/gu, "");
}
