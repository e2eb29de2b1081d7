import type { Client } from "@hearth/client";
import { showToast } from "../ui/toasts.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";

/** Uses the code of the owner's link, and says how it went. */
export async function claimOwnership(client: Client, code: string): Promise<void> {
  try {
    await client.ask({ type: "owner.claim", code });
    showToast({ tone: "ok", title: say("owner.claimed"), body: say("owner.claimedBody") });
  } catch (failure) {
    showToast({ tone: "bad", title: say("owner.notClaimed"), body: sayFailure(failure) });
  }
}
