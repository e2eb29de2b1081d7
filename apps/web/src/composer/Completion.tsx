import type { RefObject } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { findByCode, findEmoji } from "../emoji/find-emoji.ts";
import { listCommands, type SlashCommand } from "../slash/registry.ts";
import { useRoom } from "../timeline/room-context.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { classes } from "../ui/classes.ts";
import { say } from "../words/words.ts";
import { findPeople, type NamedPerson } from "./find-people.ts";
import type { CompletionKeys } from "./MessageField.tsx";
import type { Trigger } from "./trigger.ts";
import "./completion.css";

interface Props {
  readonly trigger: Trigger;
  readonly keys: CompletionKeys;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly onTake: (insert: string) => void;
  readonly onLeave: () => void;
}

type Option =
  | { readonly kind: "person"; readonly key: string; readonly insert: string; readonly person: NamedPerson }
  | {
      readonly kind: "command";
      readonly key: string;
      readonly insert: string;
      readonly command: SlashCommand;
    }
  | { readonly kind: "emoji"; readonly key: string; readonly insert: string; readonly code: string };

/** What fits what is being typed: ↑ ↓ choose, Enter or Tab takes, Esc keeps the text as it is. */
export function Completion({ trigger, keys, field, onTake, onLeave }: Props) {
  const options = useOptions(trigger);
  const [chosen, setChosen] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const take = useRef(onTake);
  take.current = onTake;
  const at = Math.min(chosen, options.length - 1);
  useEffect(() => {
    setChosen(0);
    // A shortcode typed to its end needs no choice.
    if (trigger.kind !== "emoji" || !trigger.query.endsWith(":")) return;
    const emoji = findByCode(trigger.query.slice(0, -1));
    if (emoji) take.current(emoji);
  }, [trigger.kind, trigger.query]);
  useLayoutEffect(() => {
    const element = field.current;
    if (options.length === 0 || !element) return;
    keys.current = (event) => takeKey(event);
    element.setAttribute("aria-controls", id);
    element.setAttribute("aria-activedescendant", `${id}-${at}`);
    list.current?.children[at]?.scrollIntoView({ block: "nearest" });
    return () => {
      keys.current = null;
      element.removeAttribute("aria-controls");
      element.removeAttribute("aria-activedescendant");
    };
  });
  const takeKey = (event: KeyboardEvent): boolean => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        setChosen((at + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length);
        return true;
      case "Enter":
      case "Tab":
        onTake(options[at]?.insert ?? "");
        return true;
      case "Escape":
        event.stopPropagation();
        onLeave();
        return true;
      default:
        return false;
    }
  };
  if (options.length === 0) return null;
  return (
    <div ref={list} id={id} class="completion" role="listbox" aria-label={say(`completion.${trigger.kind}`)}>
      {options.map((option, index) => (
        <div
          key={option.key}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          class={classes("completion-option", index === at && "completion-chosen")}
          // Before the field loses the focus.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(option.insert)}
          onKeyDown={() => undefined}
        >
          <OptionView option={option} />
        </div>
      ))}
    </div>
  );
}

function OptionView({ option }: { readonly option: Option }) {
  const { client } = useRoom();
  if (option.kind === "emoji") {
    return (
      <>
        <span class="completion-emoji">{option.insert}</span>
        <span class="cut">:{option.code}:</span>
      </>
    );
  }
  if (option.kind === "command") return <CommandView command={option.command} />;
  const { person } = option;
  const state = person.id === null ? null : client.people.state(person.id).value;
  return (
    <>
      {person.id === null ? (
        <span class="completion-emoji" aria-hidden="true">
          @
        </span>
      ) : (
        <Avatar id={person.id} name={person.name} size="small" />
      )}
      <bdi class="cut">{person.name}</bdi>
      {person.hint && <span class="completion-hint">{person.hint}</span>}
      {state === "away" && <span class="completion-hint">{say("presence.away")}</span>}
    </>
  );
}

function CommandView({ command: { name, does, hint } }: { readonly command: SlashCommand }) {
  return (
    <>
      <b dir="ltr">/{name}</b>
      {hint && <i class="completion-hint">{hint()}</i>}
      <span class="cut">{does()}</span>
    </>
  );
}

/** Written to its end, a command needs no choice: Enter runs it. */
function listCommandOptions(query: string): readonly Option[] {
  const found = listCommands(query.toLowerCase());
  if (found.length === 1 && found[0]?.name === query.toLowerCase()) return [];
  return found.map((command) => ({
    kind: "command",
    key: command.name,
    insert: `/${command.name}`,
    command,
  }));
}

const maxOptions = 8;

function useOptions({ kind, query }: Trigger): readonly Option[] {
  const { client, room } = useRoom();
  const [people, setPeople] = useState<readonly NamedPerson[]>([]);
  useEffect(() => {
    if (kind !== "people") return;
    let isWanted = true;
    void findPeople(client, room, query).then((found) => isWanted && setPeople(found));
    return () => {
      isWanted = false;
    };
  }, [client, room, kind, query]);
  if (kind === "people") {
    return people.slice(0, maxOptions).map((person) => ({
      kind: "person",
      key: person.id ?? person.name,
      insert: `@${person.name}`,
      person,
    }));
  }
  if (kind === "commands") return listCommandOptions(query);
  return findEmoji(query, maxOptions).map(({ emoji, codes }) => ({
    kind: "emoji",
    key: emoji,
    insert: emoji,
    code: codes.find((code) => code.startsWith(query.toLowerCase())) ?? codes[0] ?? "",
  }));
}
