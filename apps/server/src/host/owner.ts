import { readFileSync } from "node:fs";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import type { UserId } from "@hearth/protocol";
import { exitCodes, Output, type Task } from "@hearth/terminal";
import type { Config } from "../config.ts";
import type { CodeRow } from "../core/rows.ts";
import { createHashes } from "../hashes.ts";
import { createIds } from "../ids.ts";
import { listAddresses, listUrls, readDefaultInterface } from "../start/addresses.ts";
import { usualPort } from "../start/port.ts";
import { SqliteWriter } from "../stores/sqlite/writer.ts";
import { explainFailure, failed, needDataFolder, readHostConfig, withData } from "./data.ts";

const dayMs = 24 * 60 * 60_000;

/** `hearth owner [NAME]`: a link that makes the first owner, or lets one in who lost their devices. */
export function createOwner(): Task {
  return async (values) => {
    const folder = needDataFolder(values);
    const owner = chooseOwner(folder, values.get("NAME"));
    const fresh = owner ? createDeviceCode(owner.id) : createOwnerCode();
    await storeCode(folder, fresh.row);
    const url = findUrl(folder, readHostConfig(values));
    const link = `${url}/#${fresh.kind}=${fresh.code}`;
    const told = { link, for: owner?.name ?? null, expiresAtMs: fresh.row.expiresAtMs };
    await new Output(values.has("json")).write(told, () => `${describe(owner)}\n\n  ${link}`);
    return exitCodes.done;
  };
}

interface Owner {
  readonly id: UserId;
  readonly name: string;
}

function chooseOwner(folder: string, name: string | undefined): Owner | null {
  const owners = withData(folder, (db) =>
    db.query<Owner, []>("SELECT id, name FROM users WHERE role = 'owner' ORDER BY name_fold").all(),
  );
  const fold = (text: string): string => text.normalize("NFKC").toLowerCase();
  const fitting = name === undefined ? owners : owners.filter((one) => fold(one.name) === fold(name));
  if (fitting.length > 1)
    throw failed(`There are several owners: ${namesOf(owners)}. Say which: hearth owner NAME`);
  if (name !== undefined && fitting.length === 0) {
    throw failed(
      owners.length === 0 ? "Nobody owns this community yet." : `The owners are: ${namesOf(owners)}.`,
    );
  }
  return fitting[0] ?? null;
}

function namesOf(owners: readonly Owner[]): string {
  return owners.map(({ name }) => name).join(", ");
}

interface FreshCode {
  /** Its name in a link's fragment. */
  readonly kind: "owner" | "link";
  readonly code: string;
  readonly row: CodeRow;
}

function createOwnerCode(): FreshCode {
  const code = createIds().secret(16);
  return { kind: "owner", code, row: { ...rowOf(code, 365), kind: "owner", user: null } };
}

function createDeviceCode(user: UserId): FreshCode {
  const code = createIds().code(10);
  return { kind: "link", code, row: { ...rowOf(code, 1), kind: "device", user } };
}

function rowOf(code: string, days: number): Pick<CodeRow, "hash" | "expiresAtMs"> {
  return { hash: createHashes("normal").digest(code), expiresAtMs: Date.now() + days * dayMs };
}

/** Beside a running server: SQLite lets one write at a time, and the server keeps no code in memory. */
async function storeCode(folder: string, code: CodeRow): Promise<void> {
  try {
    const writer = new SqliteWriter(join(folder, "hearth.db"), createIds());
    const [end] = await writer
      .write([{ actor: null, atMs: Date.now(), deed: { type: "code.create", code } }])
      .finally(() => writer.close());
    if (end?.done !== true) throw new Error(`the code was not kept: ${JSON.stringify(end)}`);
  } catch (error) {
    throw explainFailure(error instanceof Error && error.cause !== undefined ? error.cause : error);
  }
}

function findUrl(folder: string, { host, port }: Config): string {
  const addresses = listAddresses(networkInterfaces(), readDefaultInterface());
  return listUrls(addresses, { host, port: port || readPort(folder) })[0];
}

/** Where the server listens now or did last. */
function readPort(folder: string): number {
  try {
    return Number.parseInt(readFileSync(join(folder, "port"), "utf8"), 10) || usualPort;
  } catch {
    return usualPort;
  }
}

function describe(owner: Owner | null): string {
  return owner
    ? `This link signs ${owner.name}, an owner, in on one more device. It works once, for a day.`
    : "This link makes whoever opens it first the owner. It works once.";
}
