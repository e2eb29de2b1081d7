import "./code-card.css";
import { useClient } from "../app/session.ts";
import { formatCode } from "../join/code.ts";
import { CopyButton } from "../ui/CopyButton.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { QrCode } from "../ui/QrCode.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { say } from "../words/words.ts";
import type { AskedCode } from "./use-code.ts";

interface CodeCardProps {
  readonly code: AskedCode;
  readonly body: (expiresAtMs: number) => string;
}

/** A code that signs somebody in: to scan, to copy and to read out. */
export function CodeCard({ code, body }: CodeCardProps) {
  const address = useClient().community.value?.address ?? location.origin;
  if (code.phase === "asking") return <Skeleton label={say("app.loading")} rows={1} />;
  if (code.phase === "failed") return <ErrorNote text={code.error} />;
  const link = `${address}/#link=${code.code.code}`;
  return (
    <div class="code-card">
      <p>{body(code.code.expiresAtMs)}</p>
      <div class="code-qr">
        <QrCode text={link} label={say("join.address", { address: link })} />
      </div>
      <p class="code-text mono">
        <span class="sr">{say("settings.linkCode")} </span>
        {formatCode(code.code.code)}
      </p>
      <CopyButton text={link} />
    </div>
  );
}
