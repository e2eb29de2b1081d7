import { useClient } from "../app/session.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { formatTime } from "../words/format.ts";
import { say } from "../words/words.ts";
import { CodeCard } from "./CodeCard.tsx";
import { useCode } from "./use-code.ts";

/** A code for another device of the same person. */
export function LinkDialog({ onClose }: { readonly onClose: () => void }) {
  const client = useClient();
  const code = useCode(() => client.ask({ type: "link.create" }));
  return (
    <Dialog title={say("settings.linkTitle")} onClose={onClose}>
      <CodeCard
        code={code}
        body={(expiresAtMs) => say("settings.linkBody", { time: formatTime(expiresAtMs) })}
      />
    </Dialog>
  );
}
