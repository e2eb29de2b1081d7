import type { Client, RoomState } from "@hearth/client";
import type { MemberCard, RoomId, UserCard } from "@hearth/protocol";
import { useCallback, useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { useChange } from "../app/use-change.ts";
import { type PageOf, usePages } from "../app/use-pages.ts";
import { PersonRow } from "../people/PersonRow.tsx";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { MenuButton } from "../ui/MenuButton.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { KeptOut } from "./KeptOut.tsx";
import { MemberConfirm } from "./MemberConfirm.tsx";
import { listMemberActions, type MemberQuestion } from "./member-actions.ts";
import { rightsIn } from "./rights.ts";

interface RoomPeopleDialogProps {
  readonly room: RoomId;
  readonly onClose: () => void;
}

type View = "members" | "bans";

/** Everyone in a room, and for who keeps order: what can be done, and who may not come back. */
export function RoomPeopleDialog({ room: id, onClose }: RoomPeopleDialogProps) {
  const client = useClient();
  const [view, setView] = useState<View>("members");
  const room = client.rooms.value.find((mine) => mine.id === id);
  if (!room) return null;
  const title = say("room.people", { room: room.title });
  const members = <Members room={room} onClose={onClose} />;
  return (
    <Dialog title={title} onClose={onClose}>
      {rightsIn(room, client.me.value).moderate ? (
        <Tabs
          label={title}
          value={view}
          onChange={setView}
          tabs={[
            { value: "members", label: say("room.members", { count: room.memberCount }) },
            { value: "bans", label: say("room.bans") },
          ]}
        >
          {view === "members" ? members : <KeptOut room={room.id} />}
        </Tabs>
      ) : (
        members
      )}
    </Dialog>
  );
}

interface MembersProps {
  readonly room: RoomState;
  readonly onClose: () => void;
}

function Members({ room, onClose }: MembersProps) {
  const client = useClient();
  const [question, setQuestion] = useState<MemberQuestion | null>(null);
  const load = useCallback(
    (after: string | undefined) => loadMembers(client, room.id, after),
    [client, room.id],
  );
  const pages = usePages(load);
  useChange(room.memberCount, pages.reload);
  return (
    <>
      {pages.phase === "loading" && <Skeleton label={say("app.loading")} />}
      {pages.phase === "failed" && <ErrorNote text={sayFailure(pages.error)} />}
      <ul>
        {pages.items.map((member) => (
          <li key={member.id} class="person">
            <PersonRow
              user={member}
              presence={presenceIn(client, room.id, member)}
              note={member.roomRole === "member" ? undefined : say(`role.${member.roomRole}`)}
            />
            <MenuButton
              label={say("member.menu", { name: member.name })}
              items={listMemberActions({
                client,
                room,
                member,
                onClose,
                onAsk: setQuestion,
                onChanged: pages.reload,
              })}
            />
          </li>
        ))}
      </ul>
      {pages.hasMore && <Button onClick={pages.loadMore}>{say("action.showMore")}</Button>}
      {question && (
        <MemberConfirm
          room={room}
          question={question}
          onDone={pages.reload}
          onClose={() => setQuestion(null)}
        />
      )}
    </>
  );
}

/** Unknown, and so not shown, in a room that is not on screen. */
function presenceIn(client: Client, room: RoomId, member: UserCard) {
  const handle = client.room(room);
  if (!handle || handle.here.value === 0) return undefined;
  return handle.presence.value.get(member.id) ?? "offline";
}

async function loadMembers(
  client: Client,
  room: RoomId,
  after: string | undefined,
): Promise<PageOf<MemberCard>> {
  const page = await client.ask({ type: "member.list", room, ...(after !== undefined && { after }) });
  return { items: page.members, next: page.next };
}
