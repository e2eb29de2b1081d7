import { showToast } from "../ui/toasts.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";

/** Waits for what was asked of the host; a failure is told. Whether it was done. */
export async function tell(asked: Promise<unknown>): Promise<boolean> {
  try {
    await asked;
    return true;
  } catch (failure) {
    showToast({ tone: "bad", title: say("failure.title"), body: sayFailure(failure) });
    return false;
  }
}
