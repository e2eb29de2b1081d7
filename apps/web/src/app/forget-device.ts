import { clearDrafts } from "../composer/draft-store.ts";
import { clearHistory } from "./history-store.ts";
import { clearOutbox } from "./outbox-store.ts";

/** Takes everything of the person who was here off this device. */
export async function forgetDevice(): Promise<void> {
  await Promise.all([clearOutbox(), clearDrafts(), clearHistory()]);
}
