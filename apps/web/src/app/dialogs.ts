import type { RoomState } from "@hearth/client";
import type { Message, RoomId, UserCard } from "@hearth/protocol";
import { signal } from "@preact/signals";

/** Which dialog is open; one at a time, and any part of the app may open one. */
export type DialogRequest =
  /** `room`: look only there. */
  | { readonly kind: "switcher"; readonly query?: string; readonly room?: RoomId }
  | { readonly kind: "keys" }
  | { readonly kind: "createRoom"; readonly title?: string }
  | { readonly kind: "newDirect" }
  /** Without a room: into the community. */
  | { readonly kind: "invite"; readonly room?: RoomId }
  | {
      readonly kind: "renameRoom" | "setTopic" | "archiveRoom" | "deleteRoom" | "leaveRoom";
      readonly room: RoomState;
    }
  | { readonly kind: "roomPeople" | "roomFiles" | "saveChat"; readonly room: RoomId }
  | { readonly kind: "handOver"; readonly room: RoomState; readonly user: UserCard }
  | { readonly kind: "deleteMessage" | "forward"; readonly message: Message }
  | { readonly kind: "attention"; readonly room: RoomId }
  | { readonly kind: "blockPerson"; readonly user: UserCard }
  | {
      readonly kind: "unknownCommand";
      readonly name: string;
      readonly onAnswer: (answer: "text" | "kept") => void;
    }
  | { readonly kind: "personCode"; readonly user: UserCard };

export const openedDialog = signal<DialogRequest | null>(null);

export function openDialog(request: DialogRequest): void {
  openedDialog.value = request;
}

export function closeDialog(): void {
  openedDialog.value = null;
}
