import type { Client, Me } from "@hearth/client";
import { useEffect, useState } from "preact/hooks";
import { forgetDevice } from "../app/forget-device.ts";
import { useSession } from "../app/session.ts";
import { Confirm } from "../ui/Confirm.tsx";
import { say } from "../words/words.ts";

interface LogOutProps {
  readonly me: Me;
  readonly onClose: () => void;
}

/** Says what would be lost before it is: messages that wait, and the name itself when there is no way back. */
export function LogOut({ me, onClose }: LogOutProps) {
  const { account, client } = useSession();
  const hasOtherDevice = useOtherDevice(client);
  const waiting = client.outbox.value.length;
  const leave = async () => {
    await account.logOut();
    client.close();
    await forgetDevice();
    location.assign("/");
  };
  const body = [
    me.hasPassword || hasOtherDevice
      ? say("settings.logOutBody")
      : say("settings.logOutBodyNoWay", { name: me.name }),
    waiting > 0 ? say("settings.logOutWaiting", { count: waiting }) : "",
  ].join(" ");
  return (
    <Confirm
      title={say("settings.logOutTitle")}
      body={body}
      keepLabel={say("settings.stay")}
      doLabel={say("settings.logOut")}
      onDo={leave}
      onClose={onClose}
    />
  );
}

function useOtherDevice(client: Client): boolean {
  const [hasOther, setHasOther] = useState(false);
  useEffect(() => {
    client.ask({ type: "device.list" }).then(
      ({ devices }) => setHasOther(devices.some((device) => !device.current)),
      () => setHasOther(false),
    );
  }, [client]);
  return hasOther;
}
