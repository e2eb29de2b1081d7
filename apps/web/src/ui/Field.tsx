import "./field.css";
import type { ComponentChildren, Ref } from "preact";
import { useId } from "preact/hooks";
import { classes } from "./classes.ts";
import { Icon, type IconName } from "./Icon.tsx";

export interface FieldProps {
  readonly label: string;
  /** The label is for screen readers only, such as beside a magnifying glass. */
  readonly labelHidden?: boolean;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: ComponentChildren | undefined;
  /** What is wrong, in a sentence; it replaces the hint. */
  readonly error?: ComponentChildren | undefined;
  readonly type?: "text" | "password";
  readonly size?: "normal" | "big";
  readonly icon?: IconName;
  readonly placeholder?: string;
  readonly autoComplete?: string;
  readonly inputMode?: "text" | "search" | "numeric";
  readonly enterKeyHint?: "go" | "done" | "search" | "next";
  readonly maxLength?: number;
  readonly disabled?: boolean;
  readonly required?: boolean;
  /** Codes and addresses are always left to right. */
  readonly direction?: "auto" | "ltr";
  readonly autoCapitalize?: "off" | "words" | "characters";
  /** In a dialog: has the focus when it opens, on computers. */
  readonly isFirst?: boolean;
  readonly name?: string;
  readonly inputRef?: Ref<HTMLInputElement>;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
}

export function Field({ label, value, error, hint, type = "text", ...props }: FieldProps) {
  const id = useId();
  const note = error ?? hint;
  const input = {
    id,
    ref: props.inputRef ?? null,
    name: props.name,
    "data-first": props.isFirst ? "" : undefined,
    dir: type === "password" ? "ltr" : (props.direction ?? "auto"),
    value,
    placeholder: props.placeholder,
    autocomplete: props.autoComplete ?? "off",
    autocapitalize: props.autoCapitalize,
    inputMode: props.inputMode,
    enterkeyhint: props.enterKeyHint,
    maxLength: props.maxLength,
    spellcheck: false,
    disabled: props.disabled ?? false,
    required: props.required ?? false,
    "aria-invalid": error ? "true" : undefined,
    "aria-describedby": note ? `${id}-note` : undefined,
    onInput: (event: InputEvent) => props.onInput((event.currentTarget as HTMLInputElement).value),
    onKeyDown: props.onKeyDown,
  } as const;
  return (
    <div class="field-group">
      <label class={props.labelHidden ? "sr" : "field-label"} for={id}>
        {label}
      </label>
      <div class={frameClass(error, props)}>
        {props.icon && <Icon name={props.icon} size="small" />}
        {type === "password" ? <input type="password" {...input} /> : <input type="text" {...input} />}
      </div>
      {note && <FieldNote id={`${id}-note`} isError={Boolean(error)} text={note} />}
    </div>
  );
}

function frameClass(error: ComponentChildren, { size, disabled }: Pick<FieldProps, "size" | "disabled">) {
  return classes(
    "field",
    size === "big" && "field-big",
    Boolean(error) && "field-wrong",
    disabled && "field-off",
  );
}

interface FieldNoteProps {
  readonly id: string;
  readonly isError: boolean;
  readonly text: ComponentChildren;
}

function FieldNote({ id, isError, text }: FieldNoteProps) {
  if (!isError)
    return (
      <p id={id} class="field-hint">
        {text}
      </p>
    );
  return (
    <div id={id} class="field-hint field-error" role="alert">
      <Icon name="alert" size="small" />
      <span>{text}</span>
    </div>
  );
}
