import "./people-picker.css";
import type { UserCard, UserId } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Field } from "../ui/Field.tsx";
import { Icon } from "../ui/Icon.tsx";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { PersonRow } from "./PersonRow.tsx";
import { usePeople } from "./use-people.ts";

interface PeoplePickerProps {
  readonly chosen: readonly UserCard[];
  readonly onChange: (chosen: readonly UserCard[]) => void;
  /** People who cannot be chosen, such as those who are in already. */
  readonly without?: ReadonlySet<UserId>;
}

/** Chooses people by name: the chosen ones above as chips, all others below as boxes to tick. */
export function PeoplePicker({ chosen, onChange, without }: PeoplePickerProps) {
  const client = useClient();
  const [text, setText] = useState("");
  const pages = usePeople(text);
  const me = client.me.value?.id;
  const people = pages.items.filter((user) => user.id !== me && !without?.has(user.id));
  const isChosen = (user: UserCard) => chosen.some((other) => other.id === user.id);
  const toggle = (user: UserCard) => {
    onChange(isChosen(user) ? chosen.filter((other) => other.id !== user.id) : [...chosen, user]);
  };
  return (
    <div class="picker">
      <Field label={say("people.find")} icon="search" value={text} onInput={setText} isFirst />
      {chosen.length > 0 && (
        <ul class="picker-chosen">
          {chosen.map((user) => (
            <li key={user.id}>
              <button
                type="button"
                class="picker-chip"
                aria-label={say("people.remove", { name: user.name })}
                onClick={() => toggle(user)}
              >
                <bdi>{user.name}</bdi>
                <Icon name="x" size="small" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {pages.phase === "failed" && <ErrorNote text={sayFailure(pages.error)} />}
      <ul class="picker-list">
        {people.map((user) => (
          <li key={user.id}>
            <label class="picker-option">
              <PersonRow user={user} presence={client.people.state(user.id).value} />
              <input type="checkbox" checked={isChosen(user)} onChange={() => toggle(user)} />
            </label>
          </li>
        ))}
      </ul>
      {pages.hasMore && <Button onClick={pages.loadMore}>{say("action.showMore")}</Button>}
      {pages.phase === "ready" && people.length === 0 && (
        <p class="muted sm">{say(text ? "people.none" : "people.alone")}</p>
      )}
    </div>
  );
}
