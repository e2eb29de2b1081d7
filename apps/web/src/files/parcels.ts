import type { Client, SendOptions } from "@hearth/client";
import { type RoomId, sizes, type TextBody } from "@hearth/protocol";
import { effect, signal } from "@preact/signals";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";
import { attachedFiles, hasParcels, type ParcelPlace } from "./open-parcels.ts";
import { ParcelItem, type VoiceNote } from "./parcel-item.ts";

/** What one message will bring: still being put together, or on its way. */
export interface Parcel {
  readonly key: number;
  readonly room: RoomId;
  readonly place: ParcelPlace;
  readonly phase: "open" | "leaving";
  readonly items: readonly ParcelItem[];
  readonly words: TextBody | null;
}

/** Every parcel of this page, oldest first. They live on when another room is opened. */
export const parcels = signal<readonly Parcel[]>([]);

let nextKey = 1;
/** Are pictures sent as they are, with everything they say of themselves? */
export const keepsOriginals = signal(false);

/** Lays files beside the words of a room. */
export function addFiles(
  client: Client,
  { room, place }: Pick<Parcel, "room" | "place">,
  files: readonly File[],
  voice: VoiceNote | null = null,
): void {
  const open = parcels.peek().find((parcel) => parcel.place === place && parcel.phase === "open");
  const taken = files.slice(0, sizes.maxAttachments - (open?.items.length ?? 0));
  if (taken.length < files.length)
    showToast({
      tone: "bad",
      title: say("files.tooManyTitle"),
      body: say("files.tooMany", { max: sizes.maxAttachments }),
    });
  const items = taken.map((file) => new ParcelItem(file, keepsOriginals.peek(), voice));
  if (items.length === 0) return;
  if (open) change(open.key, { items: [...open.items, ...items] });
  else
    parcels.value = [...parcels.peek(), { key: nextKey++, room, place, phase: "open", items, words: null }];
  announce(client);
}

export function removeItem(client: Client, parcel: Parcel, item: ParcelItem): void {
  item.remove();
  change(parcel.key, { items: parcel.items.filter((one) => one !== item) });
  announce(client);
}

/** Prepares the pictures of a parcel anew: as they are, or smaller and without what they say of themselves. */
export function keepOriginals(client: Client, parcel: Parcel, isOn: boolean): void {
  keepsOriginals.value = isOn;
  const items = parcel.items.map((item) => (item.isPicture ? item.again(isOn) : item));
  change(parcel.key, { items });
  announce(client);
}

function send(client: Client, key: number, words: TextBody | null, options: SendOptions): void {
  change(key, { phase: "leaving", words });
  announce(client);
  const stop = effect(() => {
    const parcel = parcels.value.find((one) => one.key === key);
    if (!parcel) return queueMicrotask(() => stop());
    if (!parcel.items.every((item) => item.state.value.phase === "done")) return;
    queueMicrotask(() => {
      stop();
      post(client, key, options);
    });
  });
}

/** All of it is with the host: it becomes a message. */
function post(client: Client, key: number, options: SendOptions): void {
  const parcel = parcels.peek().find((one) => one.key === key);
  if (!parcel) return;
  parcels.value = parcels.peek().filter((one) => one !== parcel);
  announce(client);
  const described = describe(parcel.items);
  for (const item of parcel.items) item.finish();
  const words: TextBody = parcel.words ?? { kind: "text", text: "" };
  if (described.files.length === 0 && words.text === "") return;
  const body = described.files.length === 0 ? words : { ...words, attachments: described.attachments };
  client.send(parcel.room, body, {
    ...options,
    ...(described.files.length > 0 && { files: described.files }),
  });
}

function describe(items: readonly ParcelItem[]) {
  const files: ReturnType<ParcelItem["describe"]>["files"][number][] = [];
  const attachments: ReturnType<ParcelItem["describe"]>["attachment"][] = [];
  for (const item of items) {
    const described = item.describe(files.length + 1);
    files.push(...described.files);
    attachments.push(described.attachment);
  }
  return { files, attachments };
}

function change(key: number, to: Partial<Parcel>): void {
  parcels.value = parcels
    .peek()
    .map((parcel) => (parcel.key === key ? { ...parcel, ...to } : parcel))
    .filter(({ items, phase }) => items.length > 0 || phase === "leaving");
}

/** Tells the composers what lies beside their words. */
function announce(client: Client): void {
  hasParcels.value = parcels.peek().length > 0;
  const open = parcels.peek().filter(({ phase }) => phase === "open");
  attachedFiles.value = new Map(
    open.map(({ key, place, items }) => [
      place,
      { count: items.length, send: (words, options = {}) => send(client, key, words, options) },
    ]),
  );
}

/** A page that is closed now would stop what is on its way. */
addEventListener("beforeunload", (event) => {
  if (parcels.peek().length > 0) event.preventDefault();
});
