import { openDialog } from "../app/dialogs.ts";
import { showToast } from "../ui/toasts.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import type { Slash } from "./parse-slash.ts";
import { findCommand, type SlashPlace } from "./registry.ts";

/** `text`: it is a message after all. `kept`: it stays in the field, the person was told why. */
export type SlashOutcome = "done" | "text" | "kept";

/** Does what a command says; one that nobody knows is sent as a text only after asking. */
export async function runSlash(place: SlashPlace, { name, argument }: Slash): Promise<SlashOutcome> {
  const command = findCommand(name);
  if (!command) return askAboutText(name);
  if (command.isIncomplete?.(argument)) {
    const what = command.hint?.() ?? "";
    showToast({ tone: "bad", title: say("slash.needs", { name, what }) });
    return "kept";
  }
  if (name === "me") return "text";
  try {
    return (await command.run(place, argument)) ? "done" : "kept";
  } catch (failure) {
    showToast({ tone: "bad", title: say("failure.title"), body: sayFailure(failure) });
    return "kept";
  }
}

function askAboutText(name: string): Promise<SlashOutcome> {
  return new Promise((answer) => openDialog({ kind: "unknownCommand", name, onAnswer: answer }));
}
