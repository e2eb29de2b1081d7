import { CommandError, exitCodes, formatColumns, Output, type Task, type Values } from "@hearth/terminal";
import { needDataFolder, withData } from "./data.ts";
import { deleteUser } from "./delete-user.ts";

interface UserRecord {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly devices: number;
  readonly hasPassword: boolean;
  readonly createdAtMs: number;
  readonly lastSeenAtMs: number;
}

/** `hearth users`: everyone, by name; with `delete NAME` somebody is deleted. */
export function createUsers(): Task {
  return async (values) => {
    const [action, name] = [values.get("ACTION"), values.get("NAME")];
    if (action === undefined) return listUsers(values);
    if (action === "delete" && name !== undefined) return deleteUser(values, name);
    throw new CommandError(
      exitCodes.usage,
      'Say "hearth users" for a list, or "hearth users delete NAME" to delete somebody.',
    );
  };
}

async function listUsers(values: Values): Promise<number> {
  const users = withData(needDataFolder(values), (db) =>
    db
      .query<Omit<UserRecord, "hasPassword"> & { readonly hasPassword: number }, []>(
        `SELECT u.id, u.name, u.role, (SELECT count(*) FROM devices d WHERE d.user = u.id) AS devices,
             u.password_hash IS NOT NULL AS hasPassword, u.created_at_ms AS createdAtMs, u.last_seen_at_ms AS lastSeenAtMs
           FROM users u WHERE u.gone_at_ms IS NULL ORDER BY u.name_fold, u.id`,
      )
      .all()
      .map((row): UserRecord => ({ ...row, hasPassword: row.hasPassword === 1 })),
  );
  const lines = formatColumns(users.map(cellsOf), Bun.stringWidth);
  const output = new Output(values.has("json"));
  for (const [at, user] of users.entries()) await output.write(user, () => lines[at] ?? "");
  return exitCodes.done;
}

function cellsOf({ name, role, devices, hasPassword, lastSeenAtMs }: UserRecord): string[] {
  const on = devices === 1 ? "1 device" : `${devices} devices`;
  const seen = new Date(lastSeenAtMs).toISOString().slice(0, 16).replace("T", " ");
  return [name, role, `${on}${hasPassword ? ", password" : ""}`, `last seen ${seen} UTC`];
}
