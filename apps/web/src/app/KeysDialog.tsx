import "./keys-dialog.css";
import { Dialog } from "../ui/Dialog.tsx";
import { say, type WordKey } from "../words/words.ts";
import { keyNames } from "./keys.ts";

const { mod, alt } = keyNames;

/** What each key does, in the order of ui.md section 4; several ways stand beside each other. */
const rows: readonly { readonly does: WordKey & `keys.${string}`; readonly keys: readonly string[] }[] = [
  { does: "keys.switcher", keys: [`${mod} K`] },
  { does: "keys.commands", keys: ["/"] },
  { does: "keys.roomUp", keys: [`${alt} ↑`] },
  { does: "keys.roomDown", keys: [`${alt} ↓`] },
  { does: "keys.newUp", keys: [`${alt} Shift ↑`] },
  { does: "keys.newDown", keys: [`${alt} Shift ↓`] },
  { does: "keys.send", keys: ["Enter"] },
  { does: "keys.newLine", keys: ["Shift Enter"] },
  { does: "keys.editLast", keys: ["↑"] },
  { does: "keys.messages", keys: ["↑", "↓", "Home", "End"] },
  { does: "keys.regionNext", keys: ["F6"] },
  { does: "keys.regionPrevious", keys: ["Shift F6"] },
  { does: "keys.escape", keys: ["Esc"] },
  { does: "keys.help", keys: [`${mod} /`] },
];

export function KeysDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={say("keys.title")} onClose={onClose}>
      <dl class="keys">
        {rows.map(({ does, keys }) => (
          <div key={does} class="keys-row">
            <dt>{say(does)}</dt>
            <dd>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
