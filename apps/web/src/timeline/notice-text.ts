import { type Author, assertNever, type Notice, type RoomKind } from "@hearth/protocol";
import { formatList } from "../words/format.ts";
import { sayName } from "../words/say-name.ts";
import { say } from "../words/words.ts";

/** Names shown before the rest becomes a number. */
const maxNames = 3;

type NameOf = (author: Author) => string;

/** What happened, in sentences; neighbouring joins are one sentence, and so are neighbouring leaves. */
export function formatNotices(notices: readonly Notice[], kind: RoomKind, nameOf: NameOf): string {
  const sentences: string[] = [];
  for (let at = 0; at < notices.length; ) {
    const run = takeRun(notices.slice(at));
    sentences.push(formatRun(run, kind, nameOf));
    at += run.length;
  }
  return sentences.join(" · ");
}

/** The first notice, with those right behind it that share its sentence. */
function takeRun(notices: readonly Notice[]): readonly Notice[] {
  const type = notices[0]?.type;
  if (type !== "member.joined" && type !== "member.left") return notices.slice(0, 1);
  const end = notices.findIndex((notice) => notice.type !== type);
  return end < 0 ? notices : notices.slice(0, end);
}

function formatRun(run: readonly Notice[], kind: RoomKind, nameOf: NameOf): string {
  const first = run[0];
  if (!first) return "";
  if (first.type === "member.joined" || first.type === "member.left") return formatMoves(run, first.type);
  return formatNotice(first, kind, nameOf);
}

function formatMoves(run: readonly Notice[], type: "member.joined" | "member.left"): string {
  const names = [...new Set(run.map((notice) => ("name" in notice ? sayName(notice.name) : "")))];
  const verb = type === "member.joined" ? "joined" : "left";
  // One name more than fits is still better than "and 1 other".
  if (names.length <= maxNames + 1) {
    return say(`notice.${verb}`, { names: formatList(names), count: names.length });
  }
  const shown = names.slice(0, maxNames - 1).join(", ");
  return say(`notice.${verb}More`, { names: shown, count: names.length - maxNames + 1 });
}

function formatNotice(notice: Notice, kind: RoomKind, nameOf: NameOf): string {
  const name = nameOf(notice.author);
  switch (notice.type) {
    case "room.created":
      return kind === "direct"
        ? say("notice.createdDirect", { name })
        : say("notice.created", { name, title: notice.title });
    case "room.renamed":
      return say("notice.renamed", { name, title: notice.title });
    case "topic.changed":
      return notice.topic
        ? say("notice.topic", { name, topic: notice.topic })
        : say("notice.topicGone", { name });
    case "room.archived":
      return say("notice.archived", { name });
    case "room.unarchived":
      return say("notice.unarchived", { name });
    case "member.removed":
      return say(notice.banned ? "notice.banned" : "notice.removed", {
        by: name,
        name: sayName(notice.name),
      });
    case "member.unbanned":
      return say("notice.unbanned", { by: name, name: sayName(notice.name) });
    case "role.changed":
      return say("notice.role", { by: name, name: sayName(notice.name), role: say(`role.${notice.role}`) });
    case "member.joined":
    case "member.left":
      return formatMoves([notice], notice.type);
    default:
      return assertNever(notice);
  }
}
