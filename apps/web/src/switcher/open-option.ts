import type { Client } from "@hearth/client";
import type { Message } from "@hearth/protocol";
import { openDialog } from "../app/dialogs.ts";
import { type MessagePlace, routeOf } from "../app/route.ts";
import { navigate } from "../app/router.ts";
import { openDirect } from "../people/open-direct.ts";
import { showToast } from "../ui/toasts.ts";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import type { Option } from "./options.ts";

/** An option that leads somewhere else. */
export type Destination = Exclude<Option, { kind: "suggestion" | "more" | "author" }>;

export function openOption(client: Client, option: Destination): void {
  switch (option.kind) {
    case "room":
      return navigate(routeOf(option.room));
    case "listing":
      return navigate(routeOf({ ...option.listing, kind: "public" }));
    case "create":
      return openDialog({ kind: "createRoom", title: option.title });
    case "command":
      return option.run();
    case "message":
      return openMessage(client, option.message);
    case "person":
      openDirect(client, [option.user.id]).catch((failure: unknown) => {
        showToast({ tone: "bad", title: say("failure.title"), body: sayFailure(failure) });
      });
  }
}

/** To its place in the room; a reply that is only in its thread, into the thread. */
function openMessage(client: Client, message: Message): void {
  const { room: id, seq, threadRoot, alsoInRoom } = message;
  const room = client.room(id)?.state.value ?? { id, slug: "", kind: "private" };
  const place: MessagePlace = threadRoot !== undefined && !alsoInRoom ? { thread: threadRoot, seq } : { seq };
  navigate({ ...routeOf(room), ...place });
}
