import { useRoom } from "../timeline/room-context.ts";
import { classes } from "../ui/classes.ts";
import { formatDateTime, formatTime } from "../words/format.ts";
import { MessageBody } from "./MessageBody.tsx";
import { drawFoot, drawQuote, type MessageProps, useAuthor } from "./RoomMessage.tsx";
import "./bubble.css";

/** A message in a direct chat: a bubble at the end edge when it is mine, else at the start. */
export function Bubble({ item, tabIndex, textId }: MessageProps) {
  const { room } = useRoom();
  const { name, isMine } = useAuthor(item);
  const isNamed = !isMine && !item.isContinued && room.state.value.people.length > 2;
  const { row, atMs } = item;
  return (
    <div class={classes("bubble-row", isMine && "bubble-mine", !item.isContinued && "bubble-first")}>
      {isNamed && (
        <b class="bubble-name">
          <bdi>{name}</bdi>
        </b>
      )}
      <div id={textId} class={classes("bubble", !item.endsGroup && "bubble-inner")}>
        {drawQuote(row, tabIndex)}
        <MessageBody row={row} tabIndex={tabIndex} />
      </div>
      {drawFoot(row, tabIndex)}
      {item.endsGroup && (
        <time class="bubble-time" dateTime={new Date(atMs).toISOString()} title={formatDateTime(atMs)}>
          {formatTime(atMs)}
        </time>
      )}
    </div>
  );
}
