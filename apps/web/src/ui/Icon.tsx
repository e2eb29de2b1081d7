import "./icon.css";
import { classes } from "./classes.ts";
import type { IconName } from "./icon-names.ts";
import sprite from "./icons.svg";

interface IconProps {
  readonly name: IconName;
  readonly size?: "small" | "large";
  /** Mirrored from right to left: back, next, reply, send (ui.md section 8). */
  readonly flips?: boolean;
}

export type { IconName };

/** Decoration: whatever an icon means stands in words beside it or in its button's label. */
export function Icon({ name, size, flips }: IconProps) {
  return (
    <svg class={classes("icon", size && `icon-${size}`, flips && "icon-flips")} aria-hidden="true">
      <use href={`${sprite}#i-${name}`} />
    </svg>
  );
}
