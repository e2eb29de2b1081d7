import { Refusal, type RefusalReason, type RoomId, refusalReasons, Unavailable } from "@hearth/protocol";
import { endOfDay, startOfDay } from "../app/days.ts";

export const formats = ["html", "text", "jsonl"] as const;
export type Format = (typeof formats)[number];

export interface Wish {
  readonly room: RoomId;
  readonly format: Format;
  /** As date fields write them, empty without. */
  readonly fromDate: string;
  readonly toDate: string;
}

export interface Progress {
  readonly state: "waiting" | "running" | "done" | "failed";
  readonly messages: number;
  /** 0 to 1. */
  readonly share: number;
}

/** The address of a saved chat; `id` is the one its progress is asked for by. */
export function addressOf({ room, format, fromDate, toDate }: Wish, id: string): string {
  const from = startOfDay(fromDate);
  const to = endOfDay(toDate);
  const query = new URLSearchParams({
    format,
    id,
    zone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
    ...(from !== null && { from: String(from) }),
    ...(to !== null && { to: String(to) }),
  });
  return `/api/export/${room}?${query}`;
}

export function createSaveId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * Asks first whether the host will give the chat: a browser tells nobody why a download did not begin. Then the
 * browser writes it to the disk by itself, however long it is.
 */
export async function startSaving(wish: Wish, id: string): Promise<void> {
  const address = addressOf(wish, id);
  const answer = await fetch(`${address}&check`);
  if (!answer.ok) throw readRefusal(await answer.json());
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
}

export async function askProgress(id: string): Promise<Progress> {
  const answer = await fetch(`/api/exports/${id}`);
  if (!answer.ok) throw readRefusal(await answer.json());
  return (await answer.json()) as Progress;
}

function readRefusal(body: unknown): Error {
  const { reason, params } = body as { readonly reason: RefusalReason; readonly params: Refusal["params"] };
  return reason in refusalReasons ? new Refusal(reason, params) : new Unavailable("unavailable");
}
