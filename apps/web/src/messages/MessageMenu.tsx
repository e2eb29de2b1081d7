import { placeOf } from "@hearth/client";
import type { Message, UserCard } from "@hearth/protocol";
import { openDialog } from "../app/dialogs.ts";
import { formatRoute, routeOf } from "../app/route.ts";
import type { OpenMenu, OpenRoom } from "../timeline/open-room.ts";
import { useRoom } from "../timeline/room-context.ts";
import { copyText } from "../ui/copy-text.ts";
import { Menu, type MenuItem } from "../ui/Menu.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";
import { rightsOver, setPinned, startEdit, startReply } from "./message-acts.ts";
import { quickEmoji, react } from "./react.ts";
import { tell } from "./tell.ts";
import "./message-menu.css";

interface Props {
  readonly menu: Extract<OpenMenu, { kind: "actions" }>;
}

/** All that can be done with one message. */
export function MessageMenu({ menu }: Props) {
  const open = useRoom();
  const { message, anchor } = menu;
  const close = () => {
    if (open.menu.value === menu) open.menu.value = null;
  };
  const pick = (emoji: string) => void react(open.client, message, emoji, true);
  return (
    <Menu
      label={say("actions.label")}
      items={listItems(open, message)}
      anchor={anchor}
      onClose={close}
      quick={
        rightsOver(open, message).write
          ? {
              label: say("actions.react"),
              items: quickEmoji.map((emoji) => ({ label: emoji, onSelect: () => pick(emoji) })),
            }
          : undefined
      }
    />
  );
}

function listItems(open: OpenRoom, message: Message): readonly MenuItem[] {
  return [
    ...listAnswers(open, message),
    ...listCopies(open, message),
    ...listKeeping(open, message),
    ...listChanges(open, message),
  ];
}

function listAnswers(open: OpenRoom, message: Message): readonly MenuItem[] {
  const may = rightsOver(open, message);
  const { anchor } = open.menu.value ?? {};
  const onPick = (emoji: string) => void react(open.client, message, emoji, true);
  const items: (MenuItem & { readonly may: boolean })[] = [
    {
      may: may.write,
      icon: "smile",
      label: say("actions.reactOther"),
      onSelect: () => {
        if (anchor) open.menu.value = { kind: "emoji", onPick, anchor };
      },
    },
    { may: may.write, icon: "reply", label: say("actions.reply"), onSelect: () => startReply(open, message) },
    {
      may: may.thread,
      icon: "thread",
      label: say("actions.thread"),
      onSelect: () => {
        open.openThread.value = message.seq;
      },
    },
  ];
  return items.filter((item) => item.may);
}

function listCopies({ room }: OpenRoom, message: Message): readonly MenuItem[] {
  const { body } = message;
  const state = room.state.value;
  const copy = async (text: string, done: string) => {
    const isDone = await copyText(text);
    showToast(isDone ? { tone: "ok", title: done } : { tone: "bad", title: say("actions.notCopied") });
  };
  const place =
    message.threadRoot === undefined
      ? { seq: message.seq }
      : { thread: message.threadRoot, seq: message.seq };
  const link = () => location.origin + formatRoute({ ...routeOf(state), ...place });
  const text = body?.kind === "text" ? body.text : null;
  return [
    ...(text === null
      ? []
      : [
          {
            icon: "copy" as const,
            label: say("actions.copyText"),
            onSelect: () => void copy(text, say("actions.textCopied")),
          },
        ]),
    {
      icon: "link",
      label: say("actions.copyLink"),
      onSelect: () => void copy(link(), say("actions.linkCopied")),
    },
  ];
}

/** Passing on, finding again, reading later: nobody else sees that. */
function listKeeping(open: OpenRoom, message: Message): readonly MenuItem[] {
  const { client, room, threadRoot } = open;
  const { seq, author, body } = message;
  const isSaved = client.saved.value.has(placeOf(message));
  const saving = { type: isSaved ? "message.unsave" : "message.save", room: room.id, seq } as const;
  const isOther = "user" in author && author.user !== client.me.value?.id;
  const card = "user" in author ? client.people.card(author.user).value : undefined;
  const items: (MenuItem & { readonly may: boolean })[] = [
    {
      may: body?.kind === "text",
      icon: "right",
      label: say("actions.forward"),
      onSelect: () => openDialog({ kind: "forward", message }),
    },
    {
      may: true,
      icon: "flag",
      label: say(isSaved ? "actions.unsave" : "actions.save"),
      onSelect: () => void tell(client.ask(saving)),
    },
    {
      may: threadRoot === null,
      icon: "bell",
      label: say("actions.markUnread"),
      onSelect: () => void markUnread(open, message),
    },
    {
      may: isOther && card !== undefined,
      icon: "person",
      label: say(isBlocked() ? "actions.unblock" : "actions.block", { name: card?.name ?? "" }),
      isDanger: !isBlocked(),
      onSelect: () => card && (isBlocked() ? unblock(card) : openDialog({ kind: "blockPerson", user: card })),
    },
  ];
  return items.filter((item) => item.may);

  function isBlocked(): boolean {
    return card !== undefined && client.blocked.value.has(card.id);
  }

  function unblock({ id }: UserCard): void {
    void tell(client.ask({ type: "person.unblock", user: id }));
  }
}

async function markUnread({ client, room }: OpenRoom, { seq }: Message): Promise<void> {
  // A mark that still waits for its turn would end it again.
  client.flush();
  const isDone = await tell(client.ask({ type: "read.unmark", room: room.id, seq }));
  if (isDone) showToast({ tone: "ok", title: say("actions.markedUnread") });
}

function listChanges(open: OpenRoom, message: Message): readonly MenuItem[] {
  const may = rightsOver(open, message);
  const isPinned = message.pinned === true;
  const items: (MenuItem & { readonly may: boolean })[] = [
    {
      may: may.pin,
      icon: "pin",
      label: say(isPinned ? "actions.unpin" : "actions.pin"),
      onSelect: () => void tell(setPinned(open.client, message, !isPinned)),
    },
    { may: may.edit, icon: "edit", label: say("actions.edit"), onSelect: () => startEdit(open, message) },
    {
      may: may.delete,
      icon: "trash",
      label: say("actions.delete"),
      isDanger: true,
      onSelect: () => openDialog({ kind: "deleteMessage", message }),
    },
  ];
  return items.filter((item) => item.may);
}
