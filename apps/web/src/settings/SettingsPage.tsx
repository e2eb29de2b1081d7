import "./settings-page.css";
import { useState } from "preact/hooks";
import { isPhone } from "../app/layout.ts";
import { Page } from "../app/Page.tsx";
import { useClient } from "../app/session.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Button } from "../ui/Button.tsx";
import { say } from "../words/words.ts";
import { AttentionForm } from "./AttentionForm.tsx";
import { DeleteName } from "./DeleteName.tsx";
import { DeviceList } from "./DeviceList.tsx";
import { FetchForm } from "./FetchForm.tsx";
import { LogOut } from "./LogOut.tsx";
import { LookForm } from "./LookForm.tsx";
import { NameForm } from "./NameForm.tsx";
import { PasswordForm } from "./PasswordForm.tsx";
import { StatusForm } from "./StatusForm.tsx";

/** "You": who one is here, how one gets back in, where one is signed in, and how it looks. */
export function SettingsPage() {
  const client = useClient();
  const me = client.me.value;
  const community = client.community.value;
  const [question, setQuestion] = useState<"leave" | "delete" | null>(null);
  const close = () => setQuestion(null);
  if (!me) return null;
  return (
    <Page title={say("settings.title")} isTab={isPhone.value}>
      <div class="settings">
        <div class="settings-me">
          <Avatar id={me.id} name={me.name} size="huge" />
          <div class="grow">
            <p class="settings-name">
              <bdi>{me.name}</bdi>
            </p>
            <p class="muted">
              <bdi>{community?.name}</bdi>
              {me.role !== "member" && ` · ${say(`role.${me.role}`)}`}
            </p>
          </div>
        </div>
        <NameForm key={me.name} me={me} />
        <StatusForm key={me.status ?? ""} me={me} />
        <PasswordForm me={me} />
        <DeviceList />
        <AttentionForm />
        <LookForm />
        <FetchForm />
        <section class="settings-part">
          <Button kind="line" onClick={() => setQuestion("leave")}>
            {say("settings.logOut")}
          </Button>
          <Button kind="ghost" onClick={() => setQuestion("delete")}>
            {say("settings.deleteName")}
          </Button>
          {community && <p class="muted xs">{say("settings.version", { version: community.version })}</p>}
        </section>
      </div>
      {question === "leave" && <LogOut me={me} onClose={close} />}
      {question === "delete" && <DeleteName me={me} onClose={close} />}
    </Page>
  );
}
