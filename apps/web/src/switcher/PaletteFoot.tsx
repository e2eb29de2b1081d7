import { say } from "../words/words.ts";

interface PaletteFootProps {
  readonly count: number;
  readonly isLoading: boolean;
}

/** The keys, and how much was found: said aloud whenever it changes. */
export function PaletteFoot({ count, isLoading }: PaletteFootProps) {
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
