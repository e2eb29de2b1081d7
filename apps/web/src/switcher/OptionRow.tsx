import { useEffect, useRef } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { RoomAvatar } from "../rooms/RoomAvatar.tsx";
import { MessageArt, MessageSnippet } from "../search/MessageOption.tsx";
import { sayCount, sayPlace } from "../search/say-found.ts";
import { NewMark } from "../sidebar/NewMark.tsx";
import { Avatar } from "../ui/Avatar.tsx";
import { Icon, type IconName } from "../ui/Icon.tsx";
import { sayRich } from "../words/rich.tsx";
import { say } from "../words/words.ts";
import type { Option } from "./options.ts";

interface OptionRowProps {
  readonly id: string;
  readonly option: Option;
  readonly query: string;
  readonly isChosen: boolean;
  readonly onOpen: () => void;
}

export function OptionRow({ id, option, query, isChosen, onOpen }: OptionRowProps) {
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isChosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [isChosen]);
  return (
    // The keyboard stays in the field: the options have no stop of their own.
    <div
      ref={row}
      id={id}
      class="opt"
      role="option"
      aria-selected={isChosen}
      tabIndex={-1}
      onClick={onOpen}
      onKeyDown={(event) => event.key === "Enter" && onOpen()}
    >
      <OptionArt option={option} />
      <span class="grow">
        <bdi class="opt-title cut">
          <OptionTitle option={option} query={query} />
        </bdi>
        <OptionNote option={option} />
      </span>
      {option.kind === "room" && option.room.isNew && <NewMark />}
    </div>
  );
}

function OptionArt({ option }: { readonly option: Option }) {
  const client = useClient();
  switch (option.kind) {
    case "room":
      return <RoomAvatar room={option.room} size="small" />;
    case "person":
    case "author": {
      const presence = client.people.state(option.user.id).value;
      return <Avatar id={option.user.id} name={option.user.name} size="small" presence={presence} />;
    }
    case "listing":
      return <Avatar id={option.listing.id} name={option.listing.title} shape="room" size="small" />;
    case "command":
      return <OptionIcon name={option.icon} />;
    case "create":
      return <OptionIcon name="plus" />;
    case "message":
      return <MessageArt message={option.message} />;
    case "suggestion":
      return <OptionIcon name="search" />;
    case "more":
      return <OptionIcon name="down" />;
  }
}

function OptionIcon({ name }: { readonly name: IconName }) {
  return (
    <span class="opt-icon">
      <Icon name={name} size="small" />
    </span>
  );
}

function OptionTitle({ option, query }: Pick<OptionRowProps, "option" | "query">) {
  switch (option.kind) {
    case "room":
    case "command":
      return <Marked text={option.title} query={query.replace(/^\//, "")} />;
    case "person":
    case "author":
      return <Marked text={option.user.name} query={query} />;
    case "listing":
      return <Marked text={option.listing.title} query={query} />;
    case "create":
      return <>{sayRich("switcher.createNamed", { title: <b key="title">{option.title}</b> })}</>;
    case "message":
      return <MessageSnippet message={option.message} words={option.words} />;
    case "suggestion":
      return <>{sayRich("search.didYouMean", { query: <b key="query">{option.suggestion.query}</b> })}</>;
    case "more":
      return <>{say("search.more")}</>;
  }
}

function OptionNote({ option }: { readonly option: Option }) {
  const client = useClient();
  const note = option.kind === "message" ? sayPlace(client, option.message) : sayNote(option);
  return note ? <span class="opt-note cut">{note}</span> : null;
}

function sayNote(option: Exclude<Option, { kind: "message" }>): string {
  switch (option.kind) {
    case "room":
      return option.room.kind === "direct"
        ? say("switcher.direct")
        : say("switcher.room", { count: option.room.memberCount });
    case "person":
      return say("switcher.person");
    case "listing":
      return say("switcher.room", { count: option.listing.memberCount });
    case "suggestion":
      return sayCount(option.suggestion);
    case "command":
    case "create":
    case "more":
    case "author":
      return "";
  }
}

/** The part of the name that was typed stands out. */
function Marked({ text, query }: { readonly text: string; readonly query: string }) {
  const wanted = query.trim().toLowerCase();
  const at = wanted ? text.toLowerCase().indexOf(wanted) : -1;
  if (at === -1) return <>{text}</>;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + wanted.length)}</mark>
      {text.slice(at + wanted.length)}
    </>
  );
}
