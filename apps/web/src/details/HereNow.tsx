import type { UserCard } from "@hearth/protocol";
import { openDialog } from "../app/dialogs.ts";
import { aboutOf } from "../people/about.ts";
import { useRoom } from "../timeline/room-context.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { say } from "../words/words.ts";
import { type Present, sortPresent } from "./present.ts";
import { useLastSeen } from "./use-last-seen.ts";

/** Names shown before "Show everyone". */
const maxShown = 8;

/** Who of the room is here, and how many of how many. */
export function HereNow() {
  const { client, room } = useRoom();
  const { kind, memberCount, id, people } = room.state.value;
  const here = room.here.value;
  return (
    <section class="details-section">
      <h3>
        {say(kind === "direct" ? "details.people" : "details.hereNow")}
        <span class="details-count">{say("details.hereOf", { here, all: memberCount })}</span>
      </h3>
      <PresentList present={kind === "direct" ? listPeople(people) : listPresent()} />
      {kind !== "direct" && (
        <button type="button" class="link-btn" onClick={() => openDialog({ kind: "roomPeople", room: id })}>
          {say("details.everyone")}
        </button>
      )}
    </section>
  );

  function listPresent(): readonly Present[] {
    const present = [...room.presence.value].flatMap(([user, state]): readonly Present[] => {
      const card = client.people.card(user).value;
      return card && state !== "offline" ? [{ card, state }] : [];
    });
    return sortPresent(present).slice(0, maxShown);
  }

  function listPeople(cards: readonly UserCard[]): readonly Present[] {
    return sortPresent(cards.map((card) => ({ card, state: client.people.state(card.id).value })));
  }
}

function PresentList({ present }: { readonly present: readonly Present[] }) {
  if (present.length === 0) return <p class="sm muted">{say("details.nobody")}</p>;
  return (
    <ul>
      {present.map(({ card, state }) => (
        <PresentPerson key={card.id} card={card} state={state} />
      ))}
    </ul>
  );
}

function PresentPerson({ card, state }: Present) {
  const { client } = useRoom();
  const about = aboutOf(useLastSeen(card, state), state, client.serverNow());
  return (
    <li class="details-person">
      <Avatar id={card.id} name={card.name} size="small" presence={state} />
      <span class="details-name cut">
        <bdi>{card.name}</bdi>
        {card.id === client.me.value?.id && <span class="muted"> {say("people.you")}</span>}{" "}
        {about && (
          <span class="details-about xs muted cut" dir="auto">
            {about}
          </span>
        )}
      </span>
      <span class={state === "here" ? "sr" : "xs muted"}>{say(`presence.${state}`)}</span>
      {card.role !== "member" && <span class="xs muted">{say(`role.${card.role}`)}</span>}
    </li>
  );
}
