import type { Message, Seq } from "@hearth/protocol";
import { previewOf } from "../rooms/preview.ts";
import { nameOf, useRoom } from "../timeline/room-context.ts";
import { Icon } from "../ui/Icon.tsx";
import { say } from "../words/words.ts";
import "./quote.css";

interface Props {
  readonly seq: Seq;
  readonly tabIndex: number;
}

/** One line of the message that a reply answers; a press goes there. */
export function Quote({ seq, tabIndex }: Props) {
  const { quotes, jumpTo } = useRoom();
  const message = quotes.get(seq).value;
  if (message === null || message?.body === null) {
    return <p class="quote quote-gone">{say("message.quoteGone")}</p>;
  }
  return (
    <button type="button" class="quote" tabIndex={tabIndex} onClick={() => jumpTo(seq)}>
      <Icon name="reply" size="small" flips />
      {message && <QuoteLine message={message} />}
    </button>
  );
}

/** Who said what, in one line. */
export function QuoteLine({ message }: { readonly message: Message }) {
  const { client } = useRoom();
  return (
    <>
      <b>
        <bdi>{nameOf(client, message.author)}</bdi>
      </b>
      <span class="cut" dir="auto">
        {previewOf(message)}
      </span>
    </>
  );
}
