import type { CommunityCard } from "@hearth/protocol";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { Mark } from "../ui/Mark.tsx";
import { say } from "../words/words.ts";

const qrCode = createLazyPart(async () => (await import("../ui/QrCode.tsx")).QrCode);

/** Beside the form on computers: how many are here, never who, and how a phone comes in. */
export function Around({ community }: { readonly community: CommunityCard | null }) {
  return (
    <aside class="join-around" aria-label={say("join.hereLabel")}>
      <HearthArc here={community?.here ?? 0} />
      <p class="join-count">
        {community &&
          (community.here > 0 ? say("join.here", { count: community.here }) : say("join.hereNobody"))}
      </p>
      {community && <PhoneWay address={community.address} />}
    </aside>
  );
}

function PhoneWay({ address }: { readonly address: string }) {
  const shown = address.replace(/^https?:\/\//, "");
  return (
    <div class="join-phone">
      <div class="join-qr">
        <Lazy part={qrCode} props={{ text: address, label: say("join.address", { address: shown }) }} />
      </div>
      <div>
        <p class="strong">{say("join.onPhone")}</p>
        <p class="join-phone-hint">{say("join.onPhoneHint")}</p>
        <p class="mono strong">{shown}</p>
      </div>
    </div>
  );
}

/** Places around the arc, in the drawing's units; one is taken by each person here, up to seven. */
const places = [
  { x: 220, y: 14 },
  { x: 126, y: 40 },
  { x: 314, y: 40 },
  { x: 52, y: 110 },
  { x: 388, y: 110 },
  { x: 10, y: 208 },
  { x: 430, y: 208 },
] as const;

/** The hearth, and around it as many rounds as people are here. Without letters: they have not met you yet. */
export function HearthArc({ here }: { readonly here: number }) {
  return (
    <div class="join-arc" aria-hidden="true">
      <svg viewBox="-24 -14 488 282" aria-hidden="true">
        <path class="join-arc-line" d="M8 264v-32C8 111 103 14 220 14s212 97 212 218v32" />
        <path class="join-arc-line" d="M76 264v-32c0-83 64-148 144-148s144 65 144 148v32" />
        <path class="join-arc-glow" d="M146 264v-34c0-43 32-76 74-76s74 33 74 76v34Z" />
        <path class="join-arc-line" d="M-20 264h480" />
        {places.slice(0, here).map(({ x, y }, index) => (
          <circle key={index} class={`join-round join-round${index + 1}`} cx={x} cy={y} r="25.5" />
        ))}
      </svg>
      <Mark />
    </div>
  );
}
