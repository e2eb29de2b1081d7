import { say } from "../words/words.ts";

/** The ember dot, and the word for who does not see it. */
export function NewMark() {
  return (
    <>
      <span class="glow" aria-hidden="true" />
      <span class="sr">{say("nav.new")}</span>
    </>
  );
}
