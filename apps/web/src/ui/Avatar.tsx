import "./avatar.css";
import type { PresenceState } from "@hearth/protocol";
import { classes } from "./classes.ts";
import { chooseTint, formatInitials } from "./initials.ts";
import { PresenceDot } from "./PresenceDot.tsx";

export interface AvatarProps {
  /** Decides the tint; never the role, never the name, so a rename keeps the colour. */
  readonly id: string;
  readonly name: string;
  /** Round is a person, square is a room. */
  readonly shape?: "person" | "room";
  readonly size?: "tiny" | "nav" | "small" | "normal" | "large" | "huge";
  readonly presence?: PresenceState | undefined;
}

/** Decoration beside a name; the dot's meaning is said by whoever shows it in words. */
export function Avatar({ id, name, shape = "person", size = "normal", presence }: AvatarProps) {
  return (
    <span
      class={classes("av", `av-${size}`, shape === "room" && "av-room", `av-tint${chooseTint(id)}`)}
      aria-hidden="true"
    >
      {shape === "room" ? formatInitials(name, 1) : formatInitials(name)}
      {presence && <PresenceDot state={presence} />}
    </span>
  );
}
