import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { Icon } from "../ui/Icon.tsx";
import { say } from "../words/words.ts";
import { OptionRow } from "./OptionRow.tsx";
import type { Group, Option } from "./options.ts";
import { PaletteFoot } from "./PaletteFoot.tsx";

interface PaletteBodyProps {
  readonly label: string;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly groups: readonly Group[];
  readonly isLoading: boolean;
  readonly onOpen: (option: Option) => void;
  /** Between the field and the list. */
  readonly children?: ComponentChildren;
}

/** One field, and below it a list that its arrows move in; the focus never leaves the field for a row. */
export function PaletteBody({ label, text, onText, groups, isLoading, onOpen, children }: PaletteBodyProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [at, setAt] = useState(0);
  const options = groups.flatMap((group) => group.options);
  const chosen = options[Math.min(at, options.length - 1)];
  useEffect(() => field.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, options.length - 1) + step + options.length) % options.length);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      onOpen(chosen);
    }
  };
  return (
    <div class="dialog-page">
      <div class="palette-query">
        <Icon name="search" />
        <input
          ref={field}
          data-first="always"
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen ? `${id}-${chosen.key}` : undefined}
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          enterkeyhint="go"
          placeholder={label}
          value={text}
          onInput={(event) => {
            onText(event.currentTarget.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
        />
        <kbd>Esc</kbd>
      </div>
      {children}
      <div id={`${id}-list`} class="palette-list" role="listbox" aria-label={say("switcher.results")}>
        {groups.map((group) => (
          <div key={group.label} role="group" aria-label={group.label}>
            <div class="palette-head" aria-hidden="true">
              {group.label}
            </div>
            {group.options.map((option) => (
              <OptionRow
                key={option.key}
                id={`${id}-${option.key}`}
                option={option}
                query={text}
                isChosen={option === chosen}
                onOpen={() => onOpen(option)}
              />
            ))}
          </div>
        ))}
      </div>
      <PaletteFoot count={options.filter(isFound).length} isLoading={isLoading} />
    </div>
  );
}

/** Ways on are not what was looked for. */
function isFound({ kind }: Option): boolean {
  return kind !== "suggestion" && kind !== "more" && kind !== "create";
}
