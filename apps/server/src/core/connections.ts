import type { ConnectionRow } from "./rows.ts";
import type { Turn } from "./turn.ts";

export interface ConnectionDeed {
  readonly type: "connection.note";
  readonly connection: ConnectionRow;
}

/** Writes a line of the connection log, or its end. */
export async function noteConnection(turn: Turn, { connection }: ConnectionDeed): Promise<unknown> {
  await turn.tx.put("connections", connection);
  const user = connection.user && (await turn.tx.get("users", connection.user));
  // A host that is killed knows at least when somebody came.
  if (user && user.lastSeenAtMs < connection.openedAtMs)
    await turn.tx.put("users", { ...user, lastSeenAtMs: connection.openedAtMs });
  return {};
}
