import "./chips.css";
import { useRovingFocus } from "./roving-focus.ts";

interface ChipsProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

/** A filter: one of a few is on. One Tab stop. */
export function Chips<T extends string>({ label, options, value, onChange }: ChipsProps<T>) {
  const group = useRovingFocus<HTMLDivElement>(".chip");
  return (
    <div ref={group} class="chips" role="group" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          class="chip"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  );
}
