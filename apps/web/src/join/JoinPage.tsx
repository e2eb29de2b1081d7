import "./join-page.css";
import type { CommunityCard } from "@hearth/protocol";
import { useEffect, useState } from "preact/hooks";
import type { Carried } from "../app/fragment.ts";
import { useSession } from "../app/session.ts";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { Mark } from "../ui/Mark.tsx";
import { say } from "../words/words.ts";
import { Around, HearthArc } from "./Around.tsx";
import { Languages } from "./Languages.tsx";
import { NameStep } from "./NameStep.tsx";

const codeStep = createLazyPart(async () => (await import("./CodeStep.tsx")).CodeStep);
const linkStep = createLazyPart(async () => (await import("./LinkStep.tsx")).LinkStep);
const passwordStep = createLazyPart(async () => (await import("./PasswordStep.tsx")).PasswordStep);

/** What the person is asked for; one thing at a time. */
export type JoinStep =
  | { readonly step: "name"; readonly name: string }
  | { readonly step: "password"; readonly name: string }
  | { readonly step: "code"; readonly name: string }
  | { readonly step: "link"; readonly code: string };

interface JoinPageProps {
  readonly carried: Carried | null;
  /** The device belongs to somebody now. */
  readonly onJoined: () => void;
  /** For somebody who is signed in already and opened a link with a code: leave it unused. */
  readonly onStay?: () => void;
}

export function JoinPage({ carried, onJoined, onStay }: JoinPageProps) {
  const community = useCommunity();
  const [step, setStep] = useState<JoinStep>(
    carried?.kind === "link" ? { step: "link", code: carried.code } : { step: "name", name: "" },
  );
  return (
    <main class="join">
      <section class="join-form">
        <p class="join-brand">
          <Mark />
          <b>{say("app.name")}</b>
        </p>
        <div class="join-arc-phone">
          <HearthArc here={community?.here ?? 0} />
        </div>
        <CommunityLine community={community} />
        <StepView
          step={step}
          setStep={setStep}
          isOwner={carried?.kind === "owner"}
          onJoined={onJoined}
          onStay={onStay}
        />
        <Languages />
      </section>
      <Around community={community} />
    </main>
  );
}

interface StepViewProps {
  readonly step: JoinStep;
  readonly setStep: (step: JoinStep) => void;
  readonly isOwner: boolean;
  readonly onJoined: () => void;
  readonly onStay: (() => void) | undefined;
}

function StepView({ step, setStep, isOwner, onJoined, onStay }: StepViewProps) {
  const toName = () => setStep({ step: "name", name: "name" in step ? step.name : "" });
  switch (step.step) {
    case "name":
      return <NameStep name={step.name} isOwner={isOwner} setStep={setStep} onJoined={onJoined} />;
    case "password":
      return <Lazy part={passwordStep} props={{ name: step.name, onBack: toName, onJoined }} />;
    case "code":
      return <Lazy part={codeStep} props={{ onBack: toName, onJoined }} />;
    case "link":
      return <Lazy part={linkStep} props={{ code: step.code, onBack: onStay ?? toName, onJoined }} />;
  }
}

function CommunityLine({ community }: { readonly community: CommunityCard | null }) {
  if (!community) return <p class="join-community">&nbsp;</p>;
  return (
    <p class="join-community">
      <bdi>{community.name}</bdi>
      {community.here > 0 && (
        <span class="join-here-phone"> · {say("nav.here", { count: community.here })}</span>
      )}
    </p>
  );
}

/** The card may fail to come: the page works without it. */
function useCommunity(): CommunityCard | null {
  const { account } = useSession();
  const [community, setCommunity] = useState<CommunityCard | null>(null);
  useEffect(() => {
    account.community().then(setCommunity, () => setCommunity(null));
  }, [account]);
  return community;
}
