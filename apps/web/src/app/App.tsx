import { useEffect, useState } from "preact/hooks";
import { JoinPage } from "../join/JoinPage.tsx";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { ToastHost } from "../ui/ToastHost.tsx";
import { showToast } from "../ui/toasts.ts";
import { sayRefusal } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { claimOwnership } from "./claim-ownership.ts";
import type { Carried } from "./fragment.ts";
import { Shell } from "./Shell.tsx";
import { useSession } from "./session.ts";
import { openFirstRoom } from "./start-room.ts";
import { spokenLanguage } from "./switch-language.ts";
import { usePageTitle } from "./use-page-title.ts";

/** From the first byte to the chat: who is this, are they connected, where do they go. */
export function App({ carried: opened }: { readonly carried: Carried | null }) {
  const { client } = useSession();
  const [carried, setCarried] = useState(opened);
  usePageTitle(client);
  useSignedOutNotice();
  useOwnerLink(carried, () => setCarried(null));
  return (
    <>
      <Stage key={spokenLanguage.value} carried={carried} forgetCarried={() => setCarried(null)} />
      <ToastHost />
    </>
  );
}

interface StageProps {
  readonly carried: Carried | null;
  readonly forgetCarried: () => void;
}

function Stage({ carried, forgetCarried }: StageProps) {
  const { client } = useSession();
  const status = client.status.value;
  const isKnown = client.me.value !== null;
  const onJoined = () => {
    if (carried?.kind === "link") forgetCarried();
    if (isKnown) location.assign("/");
    else openFirstRoom(client);
  };
  if (status.phase === "joining") return <JoinPage carried={carried} onJoined={onJoined} />;
  if (carried?.kind === "link" && isKnown) {
    return <JoinPage carried={carried} onJoined={onJoined} onStay={forgetCarried} />;
  }
  if (isKnown) return <Shell />;
  return <Waiting />;
}

/** Before the first word of the host: nothing at first, then why nothing comes. */
function Waiting() {
  const { client } = useSession();
  const status = client.status.value;
  const again = <Button onClick={() => client.retryNow()}>{say("connection.tryNow")}</Button>;
  if (status.phase === "refused") {
    return (
      <main class="waiting">
        <Empty level={1} title={say("connection.refused")} body={sayRefusal(status.refusal)}>
          {again}
        </Empty>
      </main>
    );
  }
  if (status.phase !== "offline") {
    return (
      <main class="waiting">
        <h1 class="sr">{say("app.name")}</h1>
        <Skeleton label={say("connection.connecting")} />
      </main>
    );
  }
  return (
    <main class="waiting">
      <Empty level={1} title={say("join.unreachable")} body={say("join.unreachableBody")}>
        {again}
      </Empty>
    </main>
  );
}

/** Whoever finds the join screen where their chats were is told why. */
function useSignedOutNotice(): void {
  const { client } = useSession();
  const status = client.status.value;
  const isSignedOut = status.phase === "joining" && client.me.value !== null;
  const isDeleted = status.phase === "joining" && status.refusal?.reason === "person_deleted";
  useEffect(() => {
    if (!isSignedOut) return;
    if (!isDeleted)
      showToast({ tone: "bad", title: say("settings.signedOut"), body: say("settings.signedOutBody") });
    else {
      showToast({ tone: "bad", title: say("settings.nameDeleted"), body: say("refusal.person_deleted") });
      void import("./forget-device.ts").then(({ forgetDevice }) => forgetDevice());
    }
  }, [isSignedOut, isDeleted]);
}

/** The owner's link counts once its person has a name here. */
function useOwnerLink(carried: Carried | null, forget: () => void): void {
  const { client } = useSession();
  const isReady = client.me.value !== null && client.status.value.phase === "live";
  const code = carried?.kind === "owner" ? carried.code : null;
  useEffect(() => {
    if (!isReady || code === null) return;
    forget();
    void claimOwnership(client, code);
  }, [client, isReady, code, forget]);
}
