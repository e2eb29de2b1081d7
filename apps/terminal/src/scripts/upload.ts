import { exitCodes } from "../command/exit-codes.ts";
import type { Task } from "../command/subcommand.ts";
import { Names, recordOfEvent } from "../print/entry.ts";
import { Output } from "../print/output.ts";
import { chooseProfileName, Profiles } from "../profiles/profiles.ts";
import { findRoom } from "../session/find-room.ts";
import { runAs } from "../session/run-as.ts";
import { sendFile } from "../session/send-file.ts";

/** `hearth upload ROOM FILE [--text TEXT]`. */
export function createUpload(version: string): Task {
  return (values) =>
    runAs(values, version, async (client) => {
      const room = await findRoom(client, { text: values.need("ROOM"), mayJoin: values.has("join") });
      const profile = new Profiles().need(chooseProfileName(values.get("profile")));
      const wish = { room, path: values.need("FILE"), text: values.get("text") ?? "" };
      const event = await sendFile(client, profile, wish);
      const names = new Names();
      const me = client.me.peek();
      if (me) names.learn([me]);
      await new Output(values.has("json")).write(recordOfEvent(event, names), () => null);
      return exitCodes.done;
    });
}
