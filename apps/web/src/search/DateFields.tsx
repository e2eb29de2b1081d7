import "./date-fields.css";
import { useId } from "preact/hooks";
import { say } from "../words/words.ts";

interface DateFieldsProps {
  readonly fromDate: string;
  readonly toDate: string;
  readonly onChange: (change: { readonly fromDate?: string; readonly toDate?: string }) => void;
}

/** The first and the last day, in the device's own way of choosing days; each may stay open. */
export function DateFields({ fromDate, toDate, onChange }: DateFieldsProps) {
  return (
    <div class="date-fields">
      <DateField
        label={say("search.fromDate")}
        value={fromDate}
        max={toDate}
        onInput={(value) => onChange({ fromDate: value })}
      />
      <DateField
        label={say("search.toDate")}
        value={toDate}
        min={fromDate}
        onInput={(value) => onChange({ toDate: value })}
      />
    </div>
  );
}

interface DateFieldProps {
  readonly label: string;
  readonly value: string;
  readonly min?: string;
  readonly max?: string;
  readonly onInput: (value: string) => void;
}

function DateField({ label, value, min, max, onInput }: DateFieldProps) {
  const id = useId();
  return (
    <div class="field-group">
      <label class="field-label" for={id}>
        {label}
      </label>
      <div class="field">
        <input
          id={id}
          type="date"
          value={value}
          min={min || undefined}
          max={max || undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      </div>
    </div>
  );
}
