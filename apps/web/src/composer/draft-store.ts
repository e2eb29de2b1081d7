import type { RoomId, UserId } from "@hearth/protocol";
import type { DBSchema, IDBPDatabase } from "idb";

interface DraftSchema extends DBSchema {
  drafts: { key: [user: string, room: string]; value: { readonly text: string } };
}

/** A room, or one thread of it. */
export type DraftPlace = RoomId | `${RoomId}/${number}`;

const databaseName = "hearth-drafts";
let opened: Promise<IDBPDatabase<DraftSchema>> | undefined;

/** What was typed and not sent, per person and room: at once in memory, then in the browser's own database. */
const kept = new Map<string, string>();
/** Rooms whose newest text is not in the database yet. */
const unsaved = new Map<string, readonly [UserId, DraftPlace]>();
let isSaving = false;

/** The draft as far as this page knows it; undefined until `loadDraft` has looked. */
export function peekDraft(user: UserId, room: DraftPlace): string | undefined {
  return kept.get(nameOf(user, room));
}

/** The draft of a room; empty when there is none, or when the browser keeps nothing. */
export async function loadDraft(user: UserId, room: DraftPlace): Promise<string> {
  const stored = await read(user, room);
  const name = nameOf(user, room);
  // What was typed meanwhile is newer.
  const text = kept.get(name) ?? stored;
  kept.set(name, text);
  return text;
}

/** Keeps a draft. Every change is written, one write at a time: a reload in the next moment loses nothing. */
export function saveDraft(user: UserId, room: DraftPlace, text: string): void {
  const name = nameOf(user, room);
  kept.set(name, text);
  unsaved.set(name, [user, room]);
  if (!isSaving) void writeUnsaved();
}

/** Forgets every draft of this device, for who logs out of it. */
export async function clearDrafts(): Promise<void> {
  kept.clear();
  unsaved.clear();
  try {
    await (await openDrafts()).clear("drafts");
  } catch {
    opened = undefined;
  }
}

async function writeUnsaved(): Promise<void> {
  isSaving = true;
  for (const [name, [user, room]] of unsaved) {
    unsaved.delete(name);
    await write(user, room, kept.get(name) ?? "");
  }
  isSaving = false;
}

async function read(user: UserId, room: DraftPlace): Promise<string> {
  try {
    const draft = await (await openDrafts()).get("drafts", [user, room]);
    return draft?.text ?? "";
  } catch {
    return "";
  }
}

/** Storage may be switched off, or full: then the draft lasts as long as the page. */
async function write(user: UserId, room: DraftPlace, text: string): Promise<void> {
  try {
    const database = await openDrafts();
    if (text) await database.put("drafts", { text }, [user, room]);
    else await database.delete("drafts", [user, room]);
  } catch {
    opened = undefined;
  }
}

function openDrafts(): Promise<IDBPDatabase<DraftSchema>> {
  opened ??= import("idb").then(({ openDB }) =>
    openDB<DraftSchema>(databaseName, 1, {
      upgrade: (database) => {
        database.createObjectStore("drafts");
      },
    }),
  );
  return opened;
}

function nameOf(user: UserId, room: DraftPlace): string {
  return `${user} ${room}`;
}
