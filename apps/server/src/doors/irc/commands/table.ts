import type { CommandTable } from "../call.ts";
import { accountCommands } from "./account.ts";
import { batchCommands } from "./batch.ts";
import { capCommands } from "./cap.ts";
import { channelCommands } from "./channel.ts";
import { connectionCommands } from "./connection.ts";
import { historyCommands } from "./history.ts";
import { infoCommands } from "./info.ts";
import { joinCommands } from "./join.ts";
import { listCommands } from "./list.ts";
import { markCommands } from "./marks.ts";
import { messageCommands } from "./message.ts";
import { metadataCommands } from "./metadata.ts";
import { modeCommands } from "./mode.ts";
import { monitorCommands } from "./monitor.ts";
import { operCommands } from "./oper.ts";
import { saslCommands } from "./sasl.ts";
import { selfCommands } from "./self.ts";
import { whoCommands } from "./who.ts";
import { whoisCommands } from "./whois.ts";

/** Every command there is. */
export const commandTable: CommandTable = {
  ...accountCommands,
  ...batchCommands,
  ...capCommands,
  ...channelCommands,
  ...connectionCommands,
  ...historyCommands,
  ...infoCommands,
  ...joinCommands,
  ...listCommands,
  ...markCommands,
  ...messageCommands,
  ...metadataCommands,
  ...modeCommands,
  ...monitorCommands,
  ...operCommands,
  ...saslCommands,
  ...selfCommands,
  ...whoCommands,
  ...whoisCommands,
};
