import "../ui/chips.css";
import "./filter-bar.css";
import type { RoomState } from "@hearth/client";
import { searchMarks } from "@hearth/protocol";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { formatDate } from "../app/days.ts";
import { useClient } from "../app/session.ts";
import { isCurrentRoom } from "../sidebar/current-room.ts";
import { useRovingFocus } from "../ui/roving-focus.ts";
import { say } from "../words/words.ts";
import { DateFields } from "./DateFields.tsx";
import { type Filters, isNarrowed, noFilters } from "./filters.ts";

interface FilterBarProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  /** Somebody is to be chosen. */
  readonly onPickPerson: () => void;
}

/** Where to look: each chip narrows by itself; the first takes all others back. */
export function FilterBar({ filters, onChange, onPickPerson }: FilterBarProps) {
  const client = useClient();
  const chips = useRovingFocus<HTMLDivElement>(".chip");
  const [hasDates, setHasDates] = useState(false);
  const room: RoomState | undefined = filters.room ?? client.rooms.value.find(isCurrentRoom);
  const week = formatDate(client.serverNow(), 6);
  const isWeek = filters.fromDate === week && filters.toDate === "";
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  const everywhere = () => {
    setHasDates(false);
    onChange({ ...noFilters, isBestFirst: filters.isBestFirst });
  };
  return (
    <>
      <div ref={chips} class="chips filter-bar" role="group" aria-label={say("search.where")}>
        <Chip isOn={!isNarrowed(filters)} onPress={everywhere}>
          {say("search.everywhere")}
        </Chip>
        {room && (
          <Chip isOn={filters.room !== null} onPress={() => set({ room: filters.room ? null : room })}>
            {say("search.thisRoom")}
          </Chip>
        )}
        <Chip isOn={filters.by !== null} onPress={() => (filters.by ? set({ by: null }) : onPickPerson())}>
          {filters.by ? say("search.from", { name: filters.by.name }) : say("search.fromPerson")}
        </Chip>
        {searchMarks.map((mark) => (
          <Chip
            key={mark}
            isOn={filters.has === mark}
            onPress={() => set({ has: filters.has === mark ? null : mark })}
          >
            {say(`search.${mark}`)}
          </Chip>
        ))}
        <Chip isOn={hasDates} onPress={() => setHasDates(!hasDates)}>
          {say("search.dates")}
        </Chip>
        <Chip isOn={filters.isBestFirst} onPress={() => set({ isBestFirst: !filters.isBestFirst })}>
          {say("search.best")}
        </Chip>
      </div>
      {hasDates && (
        <div class="filter-dates">
          <DateFields fromDate={filters.fromDate} toDate={filters.toDate} onChange={set} />
          <Chip isOn={isWeek} onPress={() => set({ fromDate: isWeek ? "" : week, toDate: "" })}>
            {say("search.week")}
          </Chip>
        </div>
      )}
    </>
  );
}

interface ChipProps {
  readonly isOn: boolean;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
}

function Chip({ isOn, onPress, children }: ChipProps) {
  return (
    <button type="button" class="chip" aria-pressed={isOn} onClick={onPress}>
      {children}
    </button>
  );
}
