import "./person-row.css";
import type { PresenceState, UserCard } from "@hearth/protocol";
import type { ComponentChildren } from "preact";
import { useClient } from "../app/session.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { say } from "../words/words.ts";
import { aboutOf } from "./about.ts";

interface PersonRowProps {
  readonly user: UserCard;
  /** Known only for people in a room that is watched. */
  readonly presence?: PresenceState | undefined;
  /** What follows the name, such as a role. */
  readonly note?: string | undefined;
  readonly children?: ComponentChildren;
}

/** Circle, name, and what there is to say or do; under the name what the person says of themselves. */
export function PersonRow({ user, presence, note, children }: PersonRowProps) {
  const client = useClient();
  const isMe = client.me.value?.id === user.id;
  const about = aboutOf(user, presence, client.serverNow());
  return (
    <>
      <Avatar id={user.id} name={user.name} size="small" presence={presence} />
      <span class="person-name grow cut">
        <bdi>{user.name}</bdi>
        {isMe && <span class="muted"> {say("people.you")}</span>}
        {presence && <span class="sr"> {say(`presence.${presence}`)}</span>}{" "}
        {about && (
          <span class="person-about cut" dir="auto">
            {about}
          </span>
        )}
      </span>
      {note && <span class="person-note">{note}</span>}
      {children}
    </>
  );
}
