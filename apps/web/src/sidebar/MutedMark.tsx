import { Icon } from "../ui/Icon.tsx";
import { say } from "../words/words.ts";

/** A bell that is off, and the word for who does not see it. */
export function MutedMark() {
  return (
    <>
      <Icon name="belloff" size="small" />
      <span class="sr">{say("nav.muted")}</span>
    </>
  );
}
