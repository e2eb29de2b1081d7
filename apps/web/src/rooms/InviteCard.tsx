import "./invite.css";
import type { RoomState } from "@hearth/client";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { QrCode } from "../ui/QrCode.tsx";
import { say } from "../words/words.ts";

export interface InviteProps {
  readonly room: RoomState | undefined;
  readonly address: string;
}

interface InviteCardProps extends InviteProps {
  readonly onLarge: () => void;
}

/** The code and the address, to hold up or to send. */
export function InviteCard({ room, address, onLarge }: InviteCardProps) {
  const shown = shortAddress(address);
  return (
    <div class="invite-card">
      <div class="invite-code">
        <QrCode text={address} label={say("join.address", { address: shown })} />
      </div>
      <p class="strong">{sayScan(room)}</p>
      <p class="muted sm">{say("join.onPhoneHint")}</p>
      <p class="invite-address mono">{shown}</p>
      {room?.kind === "private" && <p class="muted sm">{say("room.invitePrivate")}</p>}
      <div class="invite-actions">
        <CopyButton text={address} label={say("room.inviteCopy")} />
        <Button icon="qr" onClick={onLarge}>
          {say("room.inviteFullScreen")}
        </Button>
      </div>
    </div>
  );
}

export function sayScan(room: RoomState | undefined): string {
  return room?.kind === "public" ? say("room.inviteScanRoom", { room: room.title }) : say("room.inviteScan");
}

/** As people type it: browsers add what is in front. */
export function shortAddress(address: string): string {
  return address.replace(/^https?:\/\//, "");
}
