import "./mark.css";
import { classes } from "./classes.ts";
import sprite from "./icons.svg";

/** The hearth that is also a speech bubble. */
export function Mark({ size }: { readonly size?: "large" }) {
  return (
    <svg class={classes("mark", size && `mark-${size}`)} aria-hidden="true">
      <use href={`${sprite}#i-mark`} />
    </svg>
  );
}
