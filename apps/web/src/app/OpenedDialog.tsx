import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { closeDialog, type DialogRequest } from "./dialogs.ts";

const switcher = createLazyPart(async () => (await import("../switcher/Switcher.tsx")).Switcher);
const keysDialog = createLazyPart(async () => (await import("./KeysDialog.tsx")).KeysDialog);
const createRoom = createLazyPart(
  async () => (await import("../rooms/CreateRoomDialog.tsx")).CreateRoomDialog,
);
const editRoom = createLazyPart(async () => (await import("../rooms/EditRoomDialog.tsx")).EditRoomDialog);
const invite = createLazyPart(async () => (await import("../rooms/InviteDialog.tsx")).InviteDialog);
const roomPeople = createLazyPart(
  async () => (await import("../rooms/RoomPeopleDialog.tsx")).RoomPeopleDialog,
);
const roomFiles = createLazyPart(async () => (await import("../files/RoomFilesDialog.tsx")).RoomFilesDialog);
const saveChat = createLazyPart(async () => (await import("../export/SaveChatDialog.tsx")).SaveChatDialog);
const newDirect = createLazyPart(async () => (await import("../people/NewDirectDialog.tsx")).NewDirectDialog);
const unknownCommand = createLazyPart(
  async () => (await import("../slash/UnknownCommand.tsx")).UnknownCommand,
);
const personCode = createLazyPart(
  async () => (await import("../people/PersonCodeDialog.tsx")).PersonCodeDialog,
);

const deleteMessage = createLazyPart(
  async () => (await import("../messages/DeleteMessage.tsx")).DeleteMessage,
);

const forward = createLazyPart(async () => (await import("../messages/ForwardDialog.tsx")).ForwardDialog);
const attention = createLazyPart(async () => (await import("../rooms/AttentionDialog.tsx")).AttentionDialog);
const blockPerson = createLazyPart(async () => (await import("../people/BlockPerson.tsx")).BlockPerson);
const questions = () => import("../rooms/room-questions.tsx");
const archiveRoom = createLazyPart(async () => (await questions()).ArchiveRoom);
const deleteRoom = createLazyPart(async () => (await questions()).DeleteRoom);
const leaveRoom = createLazyPart(async () => (await questions()).LeaveRoom);
const handOver = createLazyPart(async () => (await questions()).HandOver);

/** One dialog, whatever it is about; each one's code comes when it is first opened. */
export function OpenedDialog({ request }: { readonly request: DialogRequest }) {
  const onClose = closeDialog;
  switch (request.kind) {
    case "switcher":
      return (
        <Lazy part={switcher} props={{ query: request.query ?? "", room: request.room ?? null, onClose }} />
      );
    case "keys":
      return <Lazy part={keysDialog} props={{ onClose }} />;
    case "createRoom":
      return <Lazy part={createRoom} props={{ title: request.title ?? "", onClose }} />;
    case "newDirect":
      return <Lazy part={newDirect} props={{ onClose }} />;
    case "invite":
      return <Lazy part={invite} props={{ room: request.room ?? null, onClose }} />;
    case "renameRoom":
    case "setTopic":
      return <Lazy part={editRoom} props={{ room: request.room, field: request.kind, onClose }} />;
    case "roomPeople":
      return <Lazy part={roomPeople} props={{ room: request.room, onClose }} />;
    case "roomFiles":
      return <Lazy part={roomFiles} props={{ room: request.room, onClose }} />;
    case "saveChat":
      return <Lazy part={saveChat} props={{ room: request.room, onClose }} />;
    case "unknownCommand":
      return (
        <Lazy part={unknownCommand} props={{ name: request.name, onAnswer: request.onAnswer, onClose }} />
      );
    case "personCode":
      return <Lazy part={personCode} props={{ user: request.user, onClose }} />;
    case "deleteMessage":
      return <Lazy part={deleteMessage} props={{ message: request.message, onClose }} />;
    case "forward":
      return <Lazy part={forward} props={{ message: request.message, onClose }} />;
    case "attention":
      return <Lazy part={attention} props={{ room: request.room, onClose }} />;
    case "blockPerson":
      return <Lazy part={blockPerson} props={{ user: request.user, onClose }} />;
    case "archiveRoom":
      return <Lazy part={archiveRoom} props={{ room: request.room, onClose }} />;
    case "deleteRoom":
      return <Lazy part={deleteRoom} props={{ room: request.room, onClose }} />;
    case "leaveRoom":
      return <Lazy part={leaveRoom} props={{ room: request.room, onClose }} />;
    case "handOver":
      return <Lazy part={handOver} props={{ room: request.room, user: request.user, onClose }} />;
  }
}
