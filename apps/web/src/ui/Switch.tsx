import "./switch.css";
import { useId } from "preact/hooks";

interface SwitchProps {
  readonly label: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly disabled?: boolean;
}

/** A setting that is on or off at once; its label is part of the target. */
export function Switch({ label, isOn, onChange, disabled = false }: SwitchProps) {
  const id = useId();
  return (
    <div class="switch-row">
      <label for={id}>{label}</label>
      <button
        id={id}
        type="button"
        role="switch"
        class="switch"
        aria-checked={isOn}
        disabled={disabled}
        onClick={() => onChange(!isOn)}
      />
    </div>
  );
}
