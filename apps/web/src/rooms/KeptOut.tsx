import type { Client } from "@hearth/client";
import type { RoomId, UserCard } from "@hearth/protocol";
import { useCallback } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { type PageOf, usePages } from "../app/use-pages.ts";
import { useTask } from "../app/use-task.ts";
import { PersonRow } from "../people/PersonRow.tsx";
import { Button } from "../ui/Button.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { showToast } from "../ui/toasts.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";

/** Who was removed and may not come back, with the way to allow it. */
export function KeptOut({ room }: { readonly room: RoomId }) {
  const client = useClient();
  const load = useCallback(() => loadBans(client, room), [client, room]);
  const pages = usePages(load);
  const task = useTask();
  const letBack = (user: UserCard) =>
    task.run(async () => {
      await client.ask({ type: "member.unban", room, user: user.id });
      showToast({ tone: "ok", title: say("member.unbanned", { name: user.name }) });
      pages.reload();
    });
  return (
    <>
      {pages.phase === "failed" && <ErrorNote text={sayFailure(pages.error)} />}
      <ErrorNote text={task.error} />
      {pages.phase === "ready" && pages.items.length === 0 && <p class="muted">{say("room.noBans")}</p>}
      <ul>
        {pages.items.map((user) => (
          <li key={user.id} class="person">
            <PersonRow user={user} />
            <Button kind="line" size="compact" onClick={() => letBack(user)}>
              {say("member.unban")}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

async function loadBans(client: Client, room: RoomId): Promise<PageOf<UserCard>> {
  const { users } = await client.ask({ type: "ban.list", room });
  return { items: users, next: null };
}
