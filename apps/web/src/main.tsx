import "./styles/tokens.css";
import "./styles/base.css";
import { render } from "preact";
import { App } from "./app/App.tsx";
import { watchActivity } from "./app/activity.ts";
import { takeFragment } from "./app/fragment.ts";
import { applyPreferences, language } from "./app/preferences.ts";
import { openRouter } from "./app/router.ts";
import { openSession, SessionProvider } from "./app/session.ts";
import { loadWords } from "./words/words.ts";

async function start(root: Element): Promise<void> {
  applyPreferences();
  const carried = takeFragment();
  openRouter();
  const session = openSession();
  watchActivity(session.client);
  await loadWords(language.value);
  render(
    <SessionProvider value={session}>
      <App carried={carried} />
    </SessionProvider>,
    root,
  );
  // Not needed to draw anything.
  const { watchNews } = await import("./attention/watch-news.ts");
  watchNews(session.client);
  if (!matchMedia("(hover: hover)").matches) return;
  // Whoever has a keyboard types on at once after Ctrl+K: the field must be there.
  await Promise.all([import("./app/OpenedDialog.tsx"), import("./switcher/Switcher.tsx")]);
}

const root = document.querySelector("#app");
if (root) void start(root);
