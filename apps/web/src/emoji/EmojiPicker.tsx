import { createPortal } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { quickEmoji } from "../messages/react.ts";
import { classes } from "../ui/classes.ts";
import { type MenuAnchor, placeMenu } from "../ui/Menu.tsx";
import { topLayerOf } from "../ui/top-layer.ts";
import { say } from "../words/words.ts";
import { type Emoji, findBySign, findEmoji, listGroups, toneEmoji, tones } from "./find-emoji.ts";
import { chooseTone, emojiTone, noteEmoji, recentEmoji } from "./recent-emoji.ts";
import "./emoji-picker.css";

interface Props {
  readonly anchor: MenuAnchor;
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
}

type GroupName =
  `emoji.${"smileys" | "people" | "nature" | "food" | "places" | "activities" | "objects" | "symbols" | "flags"}`;

/** In the order of the list's groups. */
const groupNames: readonly GroupName[] = [
  "emoji.smileys",
  "emoji.people",
  "emoji.nature",
  "emoji.food",
  "emoji.places",
  "emoji.activities",
  "emoji.objects",
  "emoji.symbols",
  "emoji.flags",
];
const groupSigns = ["😀", "👋", "🌱", "🍎", "🚌", "⚽", "💡", "✅", "🏁"];
const maxFound = 64;

/** All emoji to choose from: found by a word, by group, and those one used lately. */
export function EmojiPicker({ anchor, onPick, onClose }: Props) {
  const panel = usePlacedPanel(anchor, onClose);
  const [query, setQuery] = useState("");
  const [group, setGroup] = useState<number | null>(null);
  const shown = listShown(query, group);
  const pick = (emoji: string) => {
    noteEmoji(emoji);
    onClose();
    onPick(emoji);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      onClose();
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      const [first] = shown;
      if (first) pick(toneEmoji(first, emojiTone.value));
    } else if (moveInGrid(event, panel.current)) event.preventDefault();
    else keepInside(event, panel.current);
  };
  return createPortal(
    <div class="menu-layer">
      <div
        ref={panel}
        class="menu emoji-picker"
        role="dialog"
        aria-modal="true"
        aria-label={say("emoji.label")}
        onKeyDown={onKeyDown}
      >
        <input
          type="search"
          class="emoji-search"
          aria-label={say("emoji.find")}
          placeholder={say("emoji.find")}
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
        <Groups group={group} onChoose={setGroup} />
        <h3 class="emoji-title">{sayTitle(query, group, shown)}</h3>
        <div class="emoji-grid">
          {shown.map((emoji) => (
            <EmojiButton key={emoji.emoji} emoji={emoji} onPick={pick} />
          ))}
        </div>
        <ToneChoice />
      </div>
    </div>,
    topLayerOf(anchor instanceof Element ? anchor : anchor.within),
  );
}

function listShown(query: string, group: number | null): readonly Emoji[] {
  if (query.trim() !== "") return findEmoji(query, maxFound);
  if (group !== null) return listGroups()[group] ?? [];
  const signs = [...new Set([...recentEmoji.value, ...quickEmoji])];
  return signs.map((sign) => findBySign(sign) ?? { emoji: sign, codes: [], words: [], takesTone: false });
}

function sayTitle(query: string, group: number | null, shown: readonly Emoji[]): string {
  if (query.trim() !== "") return shown.length > 0 ? say("emoji.found") : say("emoji.none", { query });
  return say(group === null ? "emoji.recent" : (groupNames[group] ?? "emoji.recent"));
}

function EmojiButton({ emoji, onPick }: { readonly emoji: Emoji; readonly onPick: (emoji: string) => void }) {
  const sign = toneEmoji(emoji, emojiTone.value);
  const name = emoji.codes[0]?.replaceAll("_", " ");
  return (
    <button type="button" class="emoji-choice" aria-label={name} title={name} onClick={() => onPick(sign)}>
      {sign}
    </button>
  );
}

interface GroupsProps {
  readonly group: number | null;
  readonly onChoose: (group: number | null) => void;
}

function Groups({ group, onChoose }: GroupsProps) {
  const choices = [
    { value: null, label: say("emoji.recent"), sign: "🕘" },
    ...groupNames.map((name, value) => ({ value, label: say(name), sign: groupSigns[value] ?? "" })),
  ];
  return (
    <div class="emoji-groups" role="group" aria-label={say("emoji.groups")}>
      {choices.map(({ value, label, sign }) => (
        <button
          key={label}
          type="button"
          class={classes("emoji-group", value === group && "emoji-group-chosen")}
          aria-label={label}
          title={label}
          aria-pressed={value === group}
          onClick={() => onChoose(value)}
        >
          {sign}
        </button>
      ))}
    </div>
  );
}

function ToneChoice() {
  return (
    <div class="emoji-tones" role="group" aria-label={say("emoji.tone")}>
      {tones.map((tone) => (
        <button
          key={tone}
          type="button"
          class={classes("emoji-group", tone === emojiTone.value && "emoji-group-chosen")}
          aria-label={say("emoji.toneNumber", { tone })}
          aria-pressed={tone === emojiTone.value}
          onClick={() => chooseTone(tone)}
        >
          {toneEmoji({ emoji: "✋", codes: [], words: [], takesTone: true }, tone)}
        </button>
      ))}
    </div>
  );
}

/** Puts the panel where it fits, takes the focus, closes on a press outside, and gives the focus back. */
function usePlacedPanel(anchor: MenuAnchor, onClose: () => void) {
  const panel = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;
  useLayoutEffect(() => {
    const element = panel.current;
    if (!element) return;
    const opener = document.activeElement;
    placeMenu(element, anchor);
    const isFine = window.matchMedia("(pointer: fine)").matches;
    element.querySelector<HTMLElement>(isFine ? ".emoji-search" : ".emoji-choice")?.focus();
    const onPress = (event: Event) => {
      if (!element.contains(event.target as Node)) close.current();
    };
    element.parentElement?.addEventListener("click", onPress);
    return () => {
      const hasFocus = element.contains(document.activeElement) || document.activeElement === document.body;
      if (hasFocus && opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [anchor]);
  return panel;
}

/** Arrows move among the emoji, up and down by rows as they lie. */
function moveInGrid(event: KeyboardEvent, panel: Element | null): boolean {
  const choices = [...(panel?.querySelectorAll<HTMLElement>(".emoji-choice") ?? [])];
  const at = choices.indexOf(document.activeElement as HTMLElement);
  if (at < 0) {
    if (event.key !== "ArrowDown") return false;
    choices[0]?.focus();
    return true;
  }
  const top = (choice: HTMLElement | undefined) => choice?.offsetTop;
  const columns = Math.max(
    1,
    choices.findIndex((choice) => top(choice) !== top(choices[0])),
  );
  const forward = document.documentElement.dir === "rtl" ? -1 : 1;
  const steps: Readonly<Record<string, number>> = {
    ArrowRight: forward,
    ArrowLeft: -forward,
    ArrowDown: columns,
    ArrowUp: -columns,
  };
  const step = steps[event.key];
  if (step === undefined) return false;
  const next = choices[at + step];
  if (next) next.focus();
  else if (step < 0) panel?.querySelector<HTMLElement>(".emoji-search")?.focus();
  return true;
}

function keepInside(event: KeyboardEvent, panel: Element | null): void {
  if (event.key !== "Tab") return;
  const stops = [...(panel?.querySelectorAll<HTMLElement>("input, button") ?? [])];
  const [first, last] = [stops[0], stops.at(-1)];
  const isEdge = document.activeElement === (event.shiftKey ? first : last);
  if (!isEdge) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
