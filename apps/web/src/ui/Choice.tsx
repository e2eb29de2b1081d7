import "./choice.css";
import { useId } from "preact/hooks";
import { classes } from "./classes.ts";

export interface ChoiceOption<T extends string> {
  readonly value: T;
  readonly label: string;
  readonly hint?: string;
  /** The label's own language, where it is not the page's. */
  readonly language?: string;
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly ChoiceOption<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  /** Side by side when short, below each other when they have hints. */
  readonly layout?: "row" | "list";
}

/** One of a few: native radio buttons, so arrows and screen readers work as everywhere. */
export function Choice<T extends string>({
  label,
  options,
  value,
  onChange,
  layout = "list",
}: ChoiceProps<T>) {
  const name = useId();
  return (
    <fieldset class={`choice choice-${layout}`}>
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value} class={classes("choice-option", option.value === value && "choice-chosen")}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span class="grow">
            <span class="choice-label" lang={option.language}>
              {option.label}
            </span>
            {option.hint && <span class="choice-hint">{option.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
