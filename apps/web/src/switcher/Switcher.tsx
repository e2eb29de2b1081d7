import "./switcher.css";
import { useId, useState } from "preact/hooks";
import { openDialog } from "../app/dialogs.ts";
import { routeOf } from "../app/route.ts";
import { navigate } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { openDirect } from "../people/open-direct.ts";
import { Icon } from "../ui/Icon.tsx";
import { showToast } from "../ui/toasts.ts";
import { useModal } from "../ui/use-modal.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { findCommands } from "./commands.ts";
import { OptionRow } from "./OptionRow.tsx";
import { findRooms, type Option } from "./options.ts";
import { useFound } from "./use-found.ts";

interface SwitcherProps {
  readonly query: string;
  readonly onClose: () => void;
}

interface Group {
  readonly label: string;
  readonly options: readonly Option[];
}

/** Search and jump: one field, and below it everything it could mean; `/` lists commands. */
export function Switcher({ query: firstQuery, onClose }: SwitcherProps) {
  const client = useClient();
  const id = useId();
  const [text, setText] = useState(firstQuery);
  const [at, setAt] = useState(0);
  const { groups, isLoading } = useGroups(text);
  const options = groups.flatMap((group) => group.options);
  const chosen = options[Math.min(at, options.length - 1)];
  const dialog = useModal(onClose, false);
  const open = (option: Option) => {
    onClose();
    openOption(option);
  };
  const openOption = (option: Option) => {
    switch (option.kind) {
      case "room":
        return navigate(routeOf(option.room));
      case "listing":
        return navigate(routeOf({ ...option.listing, kind: "public" }));
      case "create":
        return openDialog({ kind: "createRoom", title: option.title });
      case "command":
        return option.run();
      case "person":
        openDirect(client, [option.user.id]).catch((failure: unknown) => {
          showToast({ tone: "bad", title: say("failure.title"), body: sayFailure(failure) });
        });
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && options.length > 0) {
      event.preventDefault();
      setAt((Math.min(at, options.length - 1) + step + options.length) % options.length);
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      open(chosen);
    }
  };
  return (
    <dialog
      ref={dialog}
      class="dialog palette"
      aria-label={say("switcher.label")}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-page">
        <div class="palette-query">
          <Icon name="search" />
          <input
            data-first="always"
            type="text"
            role="combobox"
            aria-label={say("switcher.label")}
            aria-expanded="true"
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={chosen ? `${id}-${chosen.key}` : undefined}
            dir="auto"
            autocomplete="off"
            spellcheck={false}
            enterkeyhint="go"
            placeholder={say("switcher.label")}
            value={text}
            onInput={(event) => {
              setText(event.currentTarget.value);
              setAt(0);
            }}
            onKeyDown={onKeyDown}
          />
          <kbd>Esc</kbd>
        </div>
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
                  onOpen={() => open(option)}
                />
              ))}
            </div>
          ))}
        </div>
        <Footer count={options.length} isLoading={isLoading} />
      </div>
    </dialog>
  );
}

function Footer({ count, isLoading }: { readonly count: number; readonly isLoading: boolean }) {
  return (
    <footer class="palette-foot">
      <span class="palette-keys">
        <kbd>↑</kbd>
        <kbd>↓</kbd>
        {say("switcher.move")}
      </span>
      <span class="palette-keys">
        <kbd>Enter</kbd>
        {say("switcher.open")}
      </span>
      <span class="palette-keys">
        <kbd>/</kbd>
        {say("switcher.commands")}
      </span>
      <span class="palette-count" role="status">
        {isLoading ? say("app.loading") : say("switcher.found", { count })}
      </span>
    </footer>
  );
}

/** What fits, in the order people most often mean it. */
function useGroups(text: string): { readonly groups: readonly Group[]; readonly isLoading: boolean } {
  const client = useClient();
  const isCommand = text.startsWith("/");
  const query = isCommand ? "" : text.trim();
  const found = useFound(client, query);
  if (isCommand) {
    return {
      groups: dropEmpty([{ label: say("switcher.commands"), options: findCommands(client, text.slice(1)) }]),
      isLoading: false,
    };
  }
  const create: readonly Option[] = query ? [{ kind: "create", key: "create", title: query }] : [];
  const groups = dropEmpty([
    { label: say("switcher.goTo"), options: findRooms(client, query) },
    { label: say("switcher.people"), options: found.people },
    { label: say("switcher.rooms"), options: found.listings },
    { label: say("nav.newRoom"), options: create },
  ]);
  return { groups, isLoading: found.isLoading };
}

function dropEmpty(groups: readonly Group[]): readonly Group[] {
  return groups.filter((group) => group.options.length > 0);
}
