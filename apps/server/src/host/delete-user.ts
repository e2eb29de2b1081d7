import { join } from "node:path";
import { Refusal, type UserId } from "@hearth/protocol";
import { exitCodes, Output, type Values } from "@hearth/terminal";
import { collectBlob } from "../core/files/collect-blob.ts";
import type { Erased } from "../core/users/leaving.ts";
import { createNameKey } from "../core/users/name-key.ts";
import { createIds } from "../ids.ts";
import { openDataFolder } from "../start/data-folder.ts";
import { openDiskBlobs } from "../stores/blobs/disk.ts";
import { openReader } from "../stores/sqlite/open.ts";
import { SqliteReads } from "../stores/sqlite/reads.ts";
import { explainFailure, failed, needDataFolder, withData } from "./data.ts";
import { ChangeQueue } from "./import/change-queue.ts";

/** `hearth users delete NAME`: the name at once; the rest here and now, or by the server that runs. */
export async function deleteUser(values: Values, name: string): Promise<number> {
  const folder = needDataFolder(values);
  const person = findPerson(folder, name);
  if (!values.has("yes")) {
    throw failed(
      `This deletes ${person.name}: the name, the devices, and every message and file of theirs, for everyone and ` +
        "for good. If that is what you want, say it again with --yes.",
    );
  }
  const isWhole = await carryOut(folder, person);
  const told = { id: person.id, name: person.name, isErased: isWhole };
  await new Output(values.has("json")).write(told, () => describe(person.name, isWhole));
  return exitCodes.done;
}

interface Person {
  readonly id: UserId;
  readonly name: string;
}

function findPerson(folder: string, name: string): Person {
  const person = withData(folder, (db) =>
    db
      .query<Person, [string]>("SELECT id, name FROM users WHERE name_key = ? AND gone_at_ms IS NULL")
      .get(createNameKey(name)),
  );
  if (!person) throw failed(`Nobody here is called "${name}". "hearth users" lists everyone.`);
  return person;
}

/** Answers whether everything is gone now. */
async function carryOut(folder: string, person: Person): Promise<boolean> {
  const lock = openDataFolder(folder);
  const queue = new ChangeQueue(join(folder, "hearth.db"), createIds(), () => !lock.ok);
  try {
    await queue.do({ type: "person.delete", user: person.id }, null, Date.now());
    if (lock.ok) await erase(folder, queue);
    return lock.ok;
  } catch (error) {
    if (error instanceof Refusal && error.reason === "last_owner")
      throw failed(`${person.name} is the only owner. Make somebody else an owner first.`);
    throw explainFailure(error instanceof Error && error.cause !== undefined ? error.cause : error);
  } finally {
    queue.close();
    if (lock.ok) lock.value.close();
  }
}

/** What a server would do, one that was stopped in the middle included. */
async function erase(folder: string, queue: ChangeQueue): Promise<void> {
  const reader = openReader(join(folder, "hearth.db"));
  const blobs = openDiskBlobs(join(folder, "files"));
  const reads = new SqliteReads(reader);
  try {
    for (let [row] = reads.leaving(); row; [row] = reads.leaving()) {
      const deed = { type: "person.erase", user: row.id } as const;
      const { uploads } = await queue.do<Erased>(deed, row.id, Date.now());
      for (const upload of uploads) await blobs.drop(upload);
    }
    for (let [blob] = reads.unusedBlobs(1); blob; [blob] = reads.unusedBlobs(1))
      await collectBlob(blob.hash, blobs, (deed) => queue.do(deed, null, Date.now()));
  } finally {
    reader.close();
  }
}

function describe(name: string, isWhole: boolean): string {
  return isWhole
    ? `${name} is deleted, with everything they wrote and sent. The name is free.`
    : `${name} is deleted, and the name is free. The running server takes away what they wrote and sent, by itself.`;
}
