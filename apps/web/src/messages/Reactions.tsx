import type { Message, Reaction } from "@hearth/protocol";
import { useRoom } from "../timeline/room-context.ts";
import { classes } from "../ui/classes.ts";
import { Icon } from "../ui/Icon.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import { formatList } from "../words/format.ts";
import { sayName } from "../words/say-name.ts";
import { formatNumber, say } from "../words/words.ts";
import { react } from "./react.ts";
import "./reactions.css";

interface Props {
  readonly message: Message;
  readonly tabIndex: number;
}

/** Who felt what about a message: a press adds mine or takes it back; the last one adds another emoji. */
export function Reactions({ message, tabIndex }: Props) {
  const { client, menu } = useRoom();
  const { reactions = [] } = message;
  if (reactions.length === 0) return null;
  const choose = (event: MouseEvent & { readonly currentTarget: Element }) => {
    const onPick = (emoji: string) => void react(client, message, emoji, true);
    menu.value = { kind: "emoji", onPick, anchor: event.currentTarget };
  };
  return (
    <div class="reactions" role="group" aria-label={say("reaction.label")}>
      {reactions.map((reaction) => (
        <Chip key={reaction.emoji} message={message} reaction={reaction} tabIndex={tabIndex} />
      ))}
      <Tooltip text={say("reaction.add")}>
        <button
          type="button"
          class="reaction"
          aria-label={say("reaction.add")}
          aria-haspopup="dialog"
          tabIndex={tabIndex}
          onClick={choose}
        >
          <Icon name="smile" size="small" />
        </button>
      </Tooltip>
    </div>
  );
}

function Chip({ message, reaction, tabIndex }: Props & { readonly reaction: Reaction }) {
  const { client } = useRoom();
  const { emoji, count, mine = false } = reaction;
  const who = useWho(reaction);
  return (
    <Tooltip text={who}>
      <button
        type="button"
        class={classes("reaction", mine && "reaction-mine")}
        aria-pressed={mine}
        aria-label={`${emoji} ${formatNumber(count)}: ${who}`}
        tabIndex={tabIndex}
        onClick={() => void react(client, message, emoji, !mine)}
      >
        <span aria-hidden="true">
          {emoji} {formatNumber(count)}
        </span>
      </button>
    </Tooltip>
  );
}

/** "You, Ananya and 3 others". */
function useWho({ users, count, mine }: Reaction): string {
  const { client } = useRoom();
  const me = client.me.value?.id;
  const others = users
    .filter((user) => user !== me)
    .map((user) => sayName(client.people.card(user).value?.name ?? say("message.someone")));
  const names = mine ? [say("reaction.you"), ...others] : others;
  const unnamed = count - names.length;
  return formatList(unnamed > 0 ? [...names, say("reaction.others", { count: unnamed })] : names);
}
