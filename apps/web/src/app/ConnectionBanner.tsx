import { Banner } from "../ui/Banner.tsx";
import { Button } from "../ui/Button.tsx";
import { sayRefusal } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import type { BannerState } from "./connection-banner.ts";
import { useSession } from "./session.ts";

/** One line under the bar about the connection, while there is something to say; its place is always spoken. */
export function ConnectionBanner() {
  const { client, banner } = useSession();
  return (
    <div role="status">
      <BannerLine state={banner.value} onTryNow={() => client.retryNow()} />
    </div>
  );
}

interface BannerLineProps {
  readonly state: BannerState;
  readonly onTryNow: () => void;
}

function BannerLine({ state, onTryNow }: BannerLineProps) {
  const tryNow = (
    <Button kind="ghost" size="compact" onClick={onTryNow}>
      {say("connection.tryNow")}
    </Button>
  );
  switch (state.kind) {
    case "none":
      return null;
    case "lost":
      return (
        <Banner tone="warn" title={say("connection.lost")} body={say("connection.lostBody")} isBusy>
          {tryNow}
        </Banner>
      );
    case "asleep":
      return (
        <Banner tone="bad" title={say("connection.asleep")} body={say("connection.asleepBody")}>
          {tryNow}
        </Banner>
      );
    case "back":
      return <Banner tone="ok" title={say("connection.back")} body={sayBack(state.sent)} />;
    case "refused":
      return (
        <Banner tone="bad" title={say("connection.refused")} body={sayRefusal(state.refusal)}>
          <Button kind="ghost" size="compact" onClick={() => location.reload()}>
            {say("connection.reload")}
          </Button>
        </Banner>
      );
  }
}

function sayBack(sent: number): string {
  return sent > 0 ? say("connection.backBody", { count: sent }) : "";
}
