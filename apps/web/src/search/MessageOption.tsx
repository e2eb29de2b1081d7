import { type Message, type SearchWord, searchableText } from "@hearth/protocol";
import { useClient } from "../app/session.ts";
import { idOf } from "../timeline/items.ts";
import { nameOf } from "../timeline/room-context.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { cutSnippet } from "./snippet.ts";

export function MessageArt({ message }: { readonly message: Message }) {
  const client = useClient();
  return <Avatar id={idOf(message.author)} name={nameOf(client, message.author)} size="small" />;
}

/** What a found message says, what was asked for standing out. */
export function MessageSnippet({
  message,
  words,
}: {
  readonly message: Message;
  readonly words: readonly SearchWord[];
}) {
  const text = searchableText(message.body) ?? "";
  return (
    <>
      {cutSnippet(text, words).map((part, index) =>
        part.isMarked ? <mark key={index}>{part.text}</mark> : <span key={index}>{part.text}</span>,
      )}
    </>
  );
}
