import { openDialog } from "../app/dialogs.ts";
import { isPhone } from "../app/layout.ts";
import { goBack } from "../app/router.ts";
import { isDetailsOpen } from "../details/details-open.ts";
import { RoomAvatar } from "../rooms/RoomAvatar.tsx";
import { RoomMenu } from "../rooms/RoomMenu.tsx";
import { othersOf, titleOf } from "../rooms/title.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { say } from "../words/words.ts";
import { useRoom, useRoomState } from "./room-context.ts";
import "./room-bar.css";

/** What the room is called, who is here, and what can be done with it. */
export function RoomBar() {
  const { client, kind, room } = useRoom();
  const title = useRoomState((state) => titleOf(state, client.me.value?.id));
  return (
    <header class="room-bar">
      {isPhone.value && <IconButton icon="back" iconFlips label={say("action.back")} onClick={goBack} />}
      <RoomAvatar room={room.state.peek()} size={isPhone.value ? "small" : "normal"} />
      <div class="room-bar-title">
        <h1 class="cut">
          <bdi>{title}</bdi>
        </h1>
        <Subtitle />
      </div>
      {!isPhone.value && kind !== "direct" && <HereCount />}
      {!isPhone.value && (
        <IconButton
          icon="search"
          label={say("room.search")}
          onClick={() => openDialog({ kind: "switcher", room: room.id })}
        />
      )}
      <IconButton
        icon="info"
        label={say("details.show")}
        pressed={isDetailsOpen.value}
        onClick={() => {
          isDetailsOpen.value = !isDetailsOpen.value;
        }}
      />
      <RoomMenu room={room} />
    </header>
  );
}

/** In a room its topic, on phones who is here; in a direct chat whether the other one is. */
function Subtitle() {
  const { client, room } = useRoom();
  const state = room.state.value;
  if (state.kind === "direct") {
    const [person, second] = othersOf(state, client.me.value?.id);
    if (!person || second)
      return <p class="room-bar-sub">{say("room.members", { count: state.memberCount })}</p>;
    const presence = say(`presence.${client.people.state(person.id).value}`);
    return (
      <p class="room-bar-sub cut" dir="auto">
        {person.status ? `${presence} · ${person.status}` : presence}
      </p>
    );
  }
  if (isPhone.value) return <p class="room-bar-sub">{say("details.here", { count: room.here.value })}</p>;
  if (!state.topic) return null;
  return (
    <p class="room-bar-sub cut" dir="auto">
      {state.topic}
    </p>
  );
}

const maxFaces = 3;

function HereCount() {
  const { client, room } = useRoom();
  const faces = [...room.presence.value].filter(([, state]) => state === "here").slice(0, maxFaces);
  return (
    <div class="here-count">
      <span class="here-faces" aria-hidden="true">
        {faces.map(([id]) => (
          <Avatar key={id} id={id} name={client.people.card(id).value?.name ?? ""} size="tiny" />
        ))}
      </span>
      <span class="here-number">{say("details.here", { count: room.here.value })}</span>
    </div>
  );
}
