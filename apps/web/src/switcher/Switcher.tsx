import "../ui/dialog.css";
import "./switcher.css";
import type { RoomId } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { useClient } from "../app/session.ts";
import { FilterBar } from "../search/FilterBar.tsx";
import { type Filters, noFilters } from "../search/filters.ts";
import { NothingFound } from "../search/NothingFound.tsx";
import { PersonChoice } from "../search/PersonChoice.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { useModal } from "../ui/use-modal.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { openOption } from "./open-option.ts";
import type { Option } from "./options.ts";
import { PaletteBody } from "./PaletteBody.tsx";
import { useGroups } from "./use-groups.ts";

interface SwitcherProps {
  readonly query: string;
  /** Look only here, until one says otherwise. */
  readonly room: RoomId | null;
  readonly onClose: () => void;
}

/** Search and jump: one field, and below it everything it could mean; `/` lists commands. */
export function Switcher({ query, room, onClose }: SwitcherProps) {
  const client = useClient();
  const [text, setText] = useState(query);
  const [filters, setFilters] = useState<Filters>(() => ({
    ...noFilters,
    room: (room && client.room(room)?.state.value) || null,
  }));
  const [isPicking, setPicking] = useState(false);
  const back = () => (isPicking ? setPicking(false) : onClose());
  const dialog = useModal(onClose, false);
  return (
    <dialog
      ref={dialog}
      class="dialog palette"
      aria-label={say("switcher.label")}
      onCancel={(event) => {
        event.preventDefault();
        back();
      }}
    >
      {isPicking ? (
        <PersonChoice
          onChoose={(by) => {
            setFilters({ ...filters, by });
            setPicking(false);
          }}
        />
      ) : (
        <Everything
          text={text}
          onText={setText}
          filters={filters}
          onFilters={setFilters}
          onPickPerson={() => setPicking(true)}
          onClose={onClose}
        />
      )}
    </dialog>
  );
}

interface EverythingProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
  readonly onPickPerson: () => void;
  readonly onClose: () => void;
}

function Everything({ text, onText, filters, onFilters, onPickPerson, onClose }: EverythingProps) {
  const client = useClient();
  const found = useGroups(client, text, filters);
  const onOpen = (option: Option) => {
    switch (option.kind) {
      case "more":
        return found.loadMore();
      case "suggestion":
        return onText(option.suggestion.query);
      case "author":
        return;
      default:
        onClose();
        openOption(client, option);
    }
  };
  return (
    <PaletteBody
      label={say("switcher.label")}
      text={text}
      onText={onText}
      groups={found.groups}
      isLoading={found.isLoading}
      onOpen={onOpen}
    >
      {!text.startsWith("/") && (
        <FilterBar filters={filters} onChange={onFilters} onPickPerson={onPickPerson} />
      )}
      {found.error !== null && <ErrorNote text={sayFailure(found.error)} />}
      {found.isNothing && <NothingFound query={text.trim()} filters={filters} />}
    </PaletteBody>
  );
}
