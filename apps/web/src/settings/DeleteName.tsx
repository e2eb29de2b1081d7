import type { Me } from "@hearth/client";
import { useState } from "preact/hooks";
import { forgetDevice } from "../app/forget-device.ts";
import { useClient } from "../app/session.ts";
import { Confirm } from "../ui/Confirm.tsx";
import { Field } from "../ui/Field.tsx";
import { say } from "../words/words.ts";

interface DeleteNameProps {
  readonly me: Me;
  readonly onClose: () => void;
}

/** Says exactly what goes and what stays, and asks for the password where there is one. */
export function DeleteName({ me, onClose }: DeleteNameProps) {
  const client = useClient();
  const [current, setCurrent] = useState("");
  const leave = async () => {
    await client.ask({ type: "account.delete", ...(me.hasPassword && { current }) });
    client.close();
    await forgetDevice();
    location.assign("/");
  };
  return (
    <Confirm
      title={say("settings.deleteTitle", { name: me.name })}
      body={say("settings.deleteBody")}
      keepLabel={say("settings.deleteKeep")}
      doLabel={say("settings.deleteDo")}
      onDo={leave}
      onClose={onClose}
    >
      {me.hasPassword && (
        <Field
          label={say("settings.passwordCurrent")}
          type="password"
          autoComplete="current-password"
          value={current}
          onInput={setCurrent}
        />
      )}
    </Confirm>
  );
}
