import { formatList } from "../words/format.ts";
import { say } from "../words/words.ts";
import { useRoom } from "./room-context.ts";
import "./typing-line.css";

/** "Ananya and Irfan are typing"; its place is always there, so that nothing moves when somebody starts. */
export function TypingLine() {
  const { room } = useRoom();
  const { users, more } = room.typing.value;
  const names = formatList(users.map((user) => user.name));
  return (
    <div class="typing-line">
      {users.length > 0 && (
        <>
          <span class="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span class="cut">
            {more > 0
              ? say("timeline.typingMore", { names: users.map((user) => user.name).join(", "), count: more })
              : say("timeline.typing", { names, count: users.length })}
          </span>
        </>
      )}
    </div>
  );
}
