import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { closeDialog, openedDialog } from "./dialogs.ts";
import { formatRoute } from "./route.ts";
import { route } from "./router.ts";
import { useChange } from "./use-change.ts";

const dialog = createLazyPart(async () => (await import("./OpenedDialog.tsx")).OpenedDialog);

/** The one open dialog; whatever dialogs need comes when the first is opened. */
export function DialogHost() {
  const request = openedDialog.value;
  // The back button of a phone leaves the place a dialog was about.
  useChange(formatRoute(route.value), closeDialog);
  return request && <Lazy key={request.kind} part={dialog} props={{ request }} />;
}
