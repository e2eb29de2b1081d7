import "./page.css";
import type { ComponentChildren } from "preact";
import { IconButton } from "../ui/IconButton.tsx";
import { say } from "../words/words.ts";
import { ConnectionBanner } from "./ConnectionBanner.tsx";
import { isPhone } from "./layout.ts";
import { goBack } from "./router.ts";

interface PageProps {
  readonly title: string;
  readonly actions?: ComponentChildren;
  /** On phones the three tabs have no way back: they are where one is. */
  readonly isTab?: boolean;
  /** Text and forms keep to a column that can be read; tables take what there is. */
  readonly isWide?: boolean;
  readonly children: ComponentChildren;
}

/** Everything that is not a room: a bar with the title, the banner, and a column that scrolls. */
export function Page({ title, actions, isTab = false, isWide = false, children }: PageProps) {
  return (
    <main class="page" id="main" tabIndex={-1} data-region="main">
      <header class="page-bar">
        {isPhone.value && !isTab && (
          <IconButton icon="back" iconFlips label={say("action.back")} onClick={goBack} />
        )}
        <h1>{title}</h1>
        {actions}
      </header>
      <ConnectionBanner />
      <div class="page-scroll">
        <div class={isWide ? "page-wide" : "page-column"}>{children}</div>
      </div>
    </main>
  );
}
