import { useClient } from "../app/session.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Mark } from "../ui/Mark.tsx";
import { QrCode } from "../ui/QrCode.tsx";
import { sayRich } from "../words/rich.tsx";
import { say } from "../words/words.ts";
import { type InviteProps, sayScan, shortAddress } from "./InviteCard.tsx";

interface InviteBoardProps extends InviteProps {
  readonly onClose: () => void;
}

/** The same for a projector: to be read from six metres. */
export function InviteBoard({ room, address, onClose }: InviteBoardProps) {
  const client = useClient();
  const shown = shortAddress(address);
  return (
    <Dialog title={sayScan(room)} size="full" onClose={onClose}>
      <div class="board">
        <div class="board-code">
          <QrCode text={address} label={say("join.address", { address: shown })} />
        </div>
        <div class="board-steps">
          <p class="board-community">
            <Mark size="large" />
            <bdi>{client.community.value?.name}</bdi>
          </p>
          <ol class="board-list">
            <li>
              {say("room.inviteStepWifi")}
              <span class="board-small">{say("room.inviteStepWifiBody")}</span>
            </li>
            <li>
              <span>
                {sayRich("room.inviteStepScan", {
                  address: (
                    <b key="address" class="mono">
                      {shown}
                    </b>
                  ),
                })}
              </span>
            </li>
            <li>{say("room.inviteStepName")}</li>
          </ol>
          <p class="board-here" role="status">
            {say("room.inviteHere", { count: client.hereCount.value })}
          </p>
        </div>
      </div>
    </Dialog>
  );
}
