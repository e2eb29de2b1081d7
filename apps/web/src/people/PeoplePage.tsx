import "./people-page.css";
import type { Client } from "@hearth/client";
import type { Role, UserCard } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { openDialog } from "../app/dialogs.ts";
import { isPhone } from "../app/layout.ts";
import { Page } from "../app/Page.tsx";
import { useClient } from "../app/session.ts";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Field } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import type { MenuItem } from "../ui/Menu.tsx";
import { MenuButton } from "../ui/MenuButton.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { showToast } from "../ui/toasts.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { openDirect } from "./open-direct.ts";
import { PersonRow } from "./PersonRow.tsx";
import { usePeople } from "./use-people.ts";

/** Everyone who has a name here; a press opens the chat with them. */
export function PeoplePage() {
  const [text, setText] = useState("");
  const pages = usePeople(text);
  const invite = () => openDialog({ kind: "invite" });
  const inviteButton = (
    <Button size="compact" icon="qr" onClick={invite}>
      {say("room.inviteEveryone")}
    </Button>
  );
  return (
    <Page title={say("people.title")} isTab={isPhone.value} actions={inviteButton}>
      <Field
        label={say("people.find")}
        labelHidden
        placeholder={say("people.find")}
        icon="search"
        value={text}
        onInput={setText}
      />
      {pages.phase === "loading" && <Skeleton label={say("app.loading")} />}
      {pages.phase === "failed" && <ErrorNote text={sayFailure(pages.error)} />}
      <ul class="people-list">
        {pages.items.map((user) => (
          <PersonItem key={user.id} user={user} onChanged={pages.reload} />
        ))}
      </ul>
      {pages.hasMore && <Button onClick={pages.loadMore}>{say("action.showMore")}</Button>}
      {pages.phase === "ready" && pages.items.length === 0 && (
        <Empty art="search" title={say("people.none")} body={say("people.noneBody")} />
      )}
      {pages.phase === "ready" && text === "" && pages.items.length === 1 && (
        <Empty title={say("people.alone")} body={say("people.aloneBody")} />
      )}
    </Page>
  );
}

interface PersonItemProps {
  readonly user: UserCard;
  readonly onChanged: () => void;
}

function PersonItem({ user, onChanged }: PersonItemProps) {
  const client = useClient();
  const isMe = client.me.value?.id === user.id;
  const presence = isMe ? "here" : client.people.state(user.id).value;
  const note = user.role === "member" ? undefined : say(`role.${user.role}`);
  const row = <PersonRow user={user} presence={presence} note={note} />;
  return (
    <li class="person">
      {isMe ? (
        row
      ) : (
        <button type="button" class="person-open" onClick={() => void tell(openDirect(client, [user.id]))}>
          {row}
          <span class="person-write">
            <Icon name="edit" size="small" />
            <span class="sr">{say("people.writeHere")}</span>
          </span>
        </button>
      )}
      {!isMe && (
        <MenuButton
          label={say("member.menu", { name: user.name })}
          items={[...listOwnersActions(client, user, onChanged), blockAction(client, user)]}
        />
      )}
    </li>
  );
}

function blockAction(client: Client, user: UserCard): MenuItem {
  const isBlocked = client.blocked.value.has(user.id);
  return {
    icon: "person",
    label: say(isBlocked ? "actions.unblock" : "actions.block", { name: user.name }),
    isDanger: !isBlocked,
    onSelect: () => {
      if (!isBlocked) openDialog({ kind: "blockPerson", user });
      else void tell(client.ask({ type: "person.unblock", user: user.id }).then(() => undefined));
    },
  };
}

/** What only the community's owner does: help people back in, and make moderators. */
function listOwnersActions(client: Client, user: UserCard, onChanged: () => void): readonly MenuItem[] {
  if (client.me.value?.role !== "owner") return [];
  const code: MenuItem = {
    icon: "link",
    label: say("people.giveCode"),
    onSelect: () => openDialog({ kind: "personCode", user }),
  };
  if (user.role === "owner") return [code];
  const role: Role = user.role === "moderator" ? "member" : "moderator";
  const setRole = async () => {
    await client.ask({ type: "person.setRole", user: user.id, role });
    showToast({
      tone: "ok",
      title: say("member.roleChanged", { name: user.name, role: say(`role.${role}`) }),
    });
    onChanged();
  };
  const label = say(role === "moderator" ? "people.makeModerator" : "people.makeMember");
  return [code, { icon: "shield", label, onSelect: () => void tell(setRole()) }];
}

async function tell(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (failure) {
    showToast({ tone: "bad", title: say("failure.title"), body: sayFailure(failure) });
  }
}
