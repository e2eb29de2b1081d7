import "./button.css";
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { Spinner } from "./Spinner.tsx";

export interface ButtonProps {
  /** One primary per view; danger only in dialogs. */
  readonly kind?: "primary" | "quiet" | "line" | "ghost" | "danger";
  readonly size?: "normal" | "compact" | "big";
  readonly type?: "button" | "submit";
  readonly icon?: IconName;
  readonly iconFlips?: boolean;
  readonly wide?: boolean;
  /** Keeps width and label, adds a spinner, takes no press. */
  readonly busy?: boolean;
  readonly disabled?: boolean;
  readonly label?: string;
  /** The id of the form it submits, when it stands outside of it. */
  readonly form?: string;
  readonly controls?: string;
  readonly expanded?: boolean;
  readonly onClick?: (event: MouseEvent) => void;
  readonly children: ComponentChildren;
}

export function Button({ kind = "quiet", size = "normal", type = "button", ...props }: ButtonProps) {
  const icon = props.icon && <Icon name={props.icon} flips={props.iconFlips ?? false} />;
  return (
    <button
      type={type}
      class={classes("btn", `btn-${kind}`, size !== "normal" && `btn-${size}`, props.wide && "btn-wide")}
      form={props.form}
      disabled={props.disabled ?? false}
      aria-label={props.label}
      aria-busy={props.busy ? "true" : undefined}
      aria-controls={props.controls}
      aria-expanded={props.expanded}
      onClick={props.busy ? stopPress : props.onClick}
    >
      {props.busy ? <Spinner /> : icon}
      {props.children}
    </button>
  );
}

/** A busy button keeps its focus, so it cannot be `disabled`; a second press must not submit again. */
function stopPress(event: MouseEvent): void {
  event.preventDefault();
}
