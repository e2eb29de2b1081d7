import "./new-mark.css";
import { formatNumber, say } from "../words/words.ts";

/** The ember dot, or how often one is named, and the word for who does not see it. */
export function NewMark({ mentions = 0 }: { readonly mentions?: number }) {
  if (mentions > 0) {
    return (
      <span class="names-you">
        <span aria-hidden="true">@{formatNumber(mentions)}</span>
        <span class="sr">{say("nav.namesYou", { count: mentions })}</span>
      </span>
    );
  }
  return (
    <>
      <span class="glow" aria-hidden="true" />
      <span class="sr">{say("nav.new")}</span>
    </>
  );
}
