import type { RoomState } from "@hearth/client";
import { useClient } from "../app/session.ts";
import { Confirm } from "../ui/Confirm.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";
import type { MemberQuestion } from "./member-actions.ts";

interface MemberConfirmProps {
  readonly room: RoomState;
  readonly question: MemberQuestion;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

export function MemberConfirm({ room, question, onDone, onClose }: MemberConfirmProps) {
  const client = useClient();
  const { member, kind } = question;
  const { name } = member;
  const isBan = kind === "ban";
  const run = async () => {
    await client.ask({ type: `member.${kind}`, room: room.id, user: member.id });
    showToast({ tone: "ok", title: say("member.removed", { name }) });
    onDone();
  };
  return (
    <Confirm
      title={isBan ? say("member.banTitle", { name, room: room.title }) : say("member.removeTitle", { name })}
      body={say(isBan ? "member.banBody" : "member.removeBody", { name, room: room.title })}
      keepLabel={say("member.keep")}
      doLabel={say(isBan ? "member.ban" : "member.remove")}
      onDo={run}
      onClose={onClose}
    />
  );
}
