import { isPhone } from "../app/layout.ts";
import { Page } from "../app/Page.tsx";
import { redirect, route } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { Tabs } from "../ui/Tabs.tsx";
import { say } from "../words/words.ts";
import "./mentions-page.css";
import { useState } from "preact/hooks";
import { MessageResults } from "./MessageResults.tsx";
import { ThreadResults } from "./ThreadResults.tsx";

type List = "mention" | "thread" | "saved";

/** The messages that name one, the threads one follows, and what one saved for later; a press goes there. */
export function MentionsPage() {
  const [isSaved, setSaved] = useState(false);
  const messages = isSaved ? "saved" : "mention";
  const list: List = route.value.page === "threads" ? "thread" : messages;
  const choose = (next: List) => {
    setSaved(next === "saved");
    redirect({ page: next === "thread" ? "threads" : "mentions" });
  };
  const rooms = useClient().rooms.value;
  const count = rooms.flatMap((room) => room.threads ?? []).reduce((sum, { unread }) => sum + unread, 0);
  const news = count > 0 ? [say("thread.new", { count })] : [];
  const tabs = [
    { value: "mention", label: say("mentions.title") },
    { value: "thread", label: [say("mentions.threads"), ...news].join(" · ") },
    { value: "saved", label: say("mentions.saved") },
  ] as const;
  const title = say(list === "thread" ? "mentions.threads" : "mentions.title");
  return (
    <Page title={title} isTab={isPhone.value}>
      <Tabs label={say("mentions.lists")} tabs={tabs} value={list} onChange={choose}>
        {list === "thread" ? <ThreadResults /> : <MessageResults key={list} list={list} />}
      </Tabs>
    </Page>
  );
}
