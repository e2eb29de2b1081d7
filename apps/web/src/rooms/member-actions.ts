import type { Client, RoomState } from "@hearth/client";
import type { MemberCard } from "@hearth/protocol";
import { openDialog } from "../app/dialogs.ts";
import { openDirect } from "../people/open-direct.ts";
import type { MenuItem } from "../ui/Menu.tsx";
import { showToast } from "../ui/toasts.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { outranks, rightsIn, roleIn } from "./rights.ts";

/** What is asked before it is done to a member. */
export interface MemberQuestion {
  readonly kind: "remove" | "ban";
  readonly member: MemberCard;
}

interface MemberMenu {
  readonly client: Client;
  readonly room: RoomState;
  readonly member: MemberCard;
  readonly onClose: () => void;
  readonly onAsk: (question: MemberQuestion) => void;
  readonly onChanged: () => void;
}

/** What one may do with a member of a room: write to them, and keep order among those below oneself. */
export function listMemberActions(menu: MemberMenu): readonly MenuItem[] {
  const { client, room, member } = menu;
  if (client.me.value?.id === member.id) return [];
  const rights = rightsIn(room, client.me.value);
  const stands = outranks(roleIn(room, client.me.value), member.roomRole);
  return [
    listWriting(menu),
    rights.own && stands ? listRoles(menu) : [],
    rights.moderate && stands ? listRemoving(menu) : [],
  ].flat();
}

function listWriting({ client, member, onClose }: MemberMenu): readonly MenuItem[] {
  const write = async () => {
    await openDirect(client, [member.id]);
    onClose();
  };
  const label = say("people.write", { name: member.name });
  return [{ icon: "edit", label, onSelect: () => void attempt(write) }];
}

function listRoles({ client, room, member, onChanged }: MemberMenu): readonly MenuItem[] {
  const { name } = member;
  const role = member.roomRole === "moderator" ? "member" : "moderator";
  const setRole = async () => {
    await client.ask({ type: "member.setRole", room: room.id, user: member.id, role });
    showToast({ tone: "ok", title: say("member.roleChanged", { name, role: say(`role.${role}`) }) });
    onChanged();
  };
  return [
    {
      icon: "shield",
      label: say(role === "moderator" ? "member.makeModerator" : "member.makeMember"),
      onSelect: () => void attempt(setRole),
    },
    {
      icon: "right",
      label: say("room.handOver"),
      onSelect: () => openDialog({ kind: "handOver", room, user: member }),
    },
  ];
}

function listRemoving({ member, onAsk }: MemberMenu): readonly MenuItem[] {
  return [
    {
      icon: "x",
      label: say("member.remove"),
      isDanger: true,
      onSelect: () => onAsk({ kind: "remove", member }),
    },
    {
      icon: "hand",
      label: say("member.ban"),
      isDanger: true,
      onSelect: () => onAsk({ kind: "ban", member }),
    },
  ];
}

async function attempt(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (failure) {
    showToast({ tone: "bad", title: say("failure.title"), body: sayFailure(failure) });
  }
}
