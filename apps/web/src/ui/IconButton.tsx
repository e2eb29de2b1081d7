import "./icon-button.css";
import type { Ref } from "preact";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { Tooltip } from "./Tooltip.tsx";

export interface IconButtonProps {
  readonly icon: IconName;
  readonly iconFlips?: boolean;
  /** Always there: the name for who cannot see the icon, and the tooltip for who can. */
  readonly label: string;
  readonly size?: "normal" | "compact";
  readonly type?: "button" | "submit";
  /** A toggle: pressed or not. */
  readonly pressed?: boolean;
  readonly expanded?: boolean;
  readonly hasPopup?: "menu" | "dialog" | "listbox";
  readonly disabled?: boolean;
  /** Ember: the one primary action of its place. */
  readonly primary?: boolean;
  readonly tabIndex?: number;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly onClick?: (event: MouseEvent) => void;
}

export function IconButton({ icon, label, size = "normal", type = "button", ...props }: IconButtonProps) {
  return (
    <Tooltip text={label}>
      <button
        type={type}
        ref={props.buttonRef ?? null}
        class={classes(
          "icon-btn",
          size === "compact" && "icon-btn-compact",
          props.primary && "icon-btn-primary",
        )}
        aria-label={label}
        aria-pressed={props.pressed}
        aria-expanded={props.expanded}
        aria-haspopup={props.hasPopup}
        disabled={props.disabled ?? false}
        tabIndex={props.tabIndex}
        onClick={props.onClick}
      >
        <Icon name={icon} flips={props.iconFlips ?? false} />
      </button>
    </Tooltip>
  );
}
