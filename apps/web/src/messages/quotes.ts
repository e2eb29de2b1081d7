import type { Client, RoomHandle, Timeline } from "@hearth/client";
import type { Message, RoomEvent, Seq } from "@hearth/protocol";
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";

/** The messages that replies name: `undefined` while one is on its way, `null` when it cannot be had. */
export interface Quotes {
  get(seq: Seq): ReadonlySignal<Message | null | undefined>;
  /** Follows edits and deletions of what was read; returns the end. */
  start(): () => void;
}

/** Reads what a reply names from the rows on screen, else from the host, once. */
export function createQuotes(
  client: Client,
  room: RoomHandle,
  timeline: Timeline,
  threadRoot: Seq | null,
): Quotes {
  const read = new Map<Seq, Signal<Message | null | undefined>>();
  const shown = new Map<Seq, ReadonlySignal<Message | null | undefined>>();
  const rows = computed(
    () =>
      new Map(timeline.rows.value.flatMap((row) => (row.kind === "message" ? [[row.seq, row.message]] : []))),
  );
  const fetchOnce = (seq: Seq): ReadonlySignal<Message | null | undefined> => {
    const known = read.get(seq);
    if (known) return known;
    const found = signal<Message | null | undefined>(undefined);
    read.set(seq, found);
    const ask = (more: object) =>
      client.ask({ type: "history.page", room: room.id, around: seq, limit: 1, ...more });
    const pick = ({ messages }: { readonly messages: readonly Message[] }) =>
      messages.find((message) => message.seq === seq);
    const inThread = () =>
      threadRoot === null ? Promise.resolve(undefined) : ask({ threadRoot }).then(pick);
    inThread()
      .then((message) => message ?? ask({}).then(pick))
      .then(
        (message) => {
          found.value = message ?? null;
        },
        () => read.delete(seq),
      );
    return found;
  };
  return {
    get: (seq) => {
      const known = shown.get(seq) ?? computed(() => rows.value.get(seq) ?? fetchOnce(seq).value);
      shown.set(seq, known);
      return known;
    },
    start: () => client.listen((event) => "room" in event && event.room === room.id && follow(read, event)),
  };
}

function follow(read: ReadonlyMap<Seq, Signal<Message | null | undefined>>, event: RoomEvent): void {
  if (event.type !== "message.edited" && event.type !== "message.deleted") return;
  const found = read.get(event.target);
  if (!found?.value) return;
  found.value = { ...found.value, body: event.type === "message.edited" ? event.body : null };
}
