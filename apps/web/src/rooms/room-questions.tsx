import type { RoomState } from "@hearth/client";
import type { UserCard } from "@hearth/protocol";
import { navigate } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { Confirm } from "../ui/Confirm.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";

interface RoomQuestionProps {
  readonly room: RoomState;
  readonly onClose: () => void;
}

export function LeaveRoom({ room, onClose }: RoomQuestionProps) {
  const client = useClient();
  const leave = async () => {
    await client.ask({ type: "room.leave", room: room.id });
    navigate({ page: "home" });
    showToast({ tone: "ok", title: say("room.left", { room: room.title }) });
  };
  return (
    <Confirm
      title={say("room.leaveTitle", { room: room.title })}
      body={say(room.kind === "private" ? "room.leaveBodyPrivate" : "room.leaveBody")}
      keepLabel={say("room.stay")}
      doLabel={say("room.leave")}
      onDo={leave}
      onClose={onClose}
    />
  );
}

export function ArchiveRoom({ room, onClose }: RoomQuestionProps) {
  const client = useClient();
  return (
    <Confirm
      title={say("room.archiveTitle", { room: room.title })}
      body={say("room.archiveBody")}
      keepLabel={say("action.cancel")}
      doLabel={say("room.archive")}
      isDanger={false}
      onDo={async () => {
        await client.ask({ type: "room.archive", room: room.id });
      }}
      onClose={onClose}
    />
  );
}

export function DeleteRoom({ room, onClose }: RoomQuestionProps) {
  const client = useClient();
  const remove = async () => {
    await client.ask({ type: "room.delete", room: room.id });
    navigate({ page: "home" });
  };
  return (
    <Confirm
      title={say("room.deleteTitle", { room: room.title })}
      body={say("room.deleteBody", { count: room.memberCount })}
      keepLabel={say("room.keep")}
      doLabel={say("room.delete")}
      onDo={remove}
      onClose={onClose}
    />
  );
}

interface HandOverProps extends RoomQuestionProps {
  readonly user: UserCard;
}

export function HandOver({ room, user, onClose }: HandOverProps) {
  const client = useClient();
  const { name } = user;
  const handOver = async () => {
    await client.ask({ type: "room.handOver", room: room.id, user: user.id });
    showToast({ tone: "ok", title: say("room.handedOver", { name, room: room.title }) });
  };
  return (
    <Confirm
      title={say("room.handOverTitle", { room: room.title, name })}
      body={say("room.handOverBody", { name })}
      keepLabel={say("action.cancel")}
      doLabel={say("room.handOver")}
      onDo={handOver}
      onClose={onClose}
    />
  );
}
