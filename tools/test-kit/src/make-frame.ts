import { commandSchemas, type RoomId, type UserId } from "@hearth/protocol";
import { sentences } from "./corpus.ts";

export type Random = () => number;

/** One of these, by chance. */
export const pick = <T>(random: Random, from: readonly T[]): T => {
  const one = from[Math.floor(random() * from.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
};
/** What exists, so that some of a frame is right. */
export interface FrameIds {
  readonly room: RoomId;
  readonly user: UserId;
}

const types = [...commandSchemas.keys(), "hello", "pong", "welcome", "ack", "", "__proto__"];

/** Values of every kind, most of them wrong somewhere, some of them right. */
function makeValue(random: Random, ids: FrameIds, depth = 0): unknown {
  const makers: readonly (() => unknown)[] = [
    () => null,
    () => random() < 0.5,
    () => Math.floor(random() * 20) - 2,
    () => pick(random, [0.5, -1, 2 ** 53, 1e308, -0, 2 ** 31]),
    () => pick(random, ["", "x", "\u0000", "\ud800", "0".repeat(70), "public", "moderator", "here", "👍"]),
    () => pick(random, sentences),
    () => ids.room,
    () => ids.user,
    () => Bun.randomUUIDv7(),
    () => ({ kind: "text", text: pick(random, sentences) }),
    () => ({ kind: pick(random, ["text", "sealed", "x"]), text: makeValue(random, ids, depth + 1) }),
    () => Array.from({ length: Math.floor(random() * 4) }, () => makeValue(random, ids, depth + 1)),
    () => makeFields(random, ids, depth + 1),
  ];
  return pick(random, depth > 3 ? makers.slice(0, 9) : makers)();
}

const keys = [
  "room user users seq before after around limit since title topic kind name text body emoji clientId replyTo",
  "threadRoot query state on rooms rules reason key slug device code password current person guest tags role x",
].flatMap((line) => line.split(" "));

function makeFields(random: Random, ids: FrameIds, depth = 0): Record<string, unknown> {
  const count = Math.floor(random() * 5);
  return Object.fromEntries(
    Array.from({ length: count }, () => [pick(random, keys), makeValue(random, ids, depth)]),
  );
}

/**
 * A frame that looks like one; now and then a byte of it is another, or its number or type is wrong. Rarely: those
 * end their connection at the first look, and a new one costs as much as many frames that are read to their end.
 */
export function makeFrame(random: Random, ids: FrameIds): string {
  const frame: Record<string, unknown> = {
    ...(random() < 0.99 && { id: random() < 0.99 ? Math.ceil(random() * 1_000) : makeValue(random, ids) }),
    ...(random() < 0.99 && { type: random() < 0.99 ? pick(random, types) : makeValue(random, ids) }),
    ...(random() < 0.6 && { room: ids.room }),
    ...makeFields(random, ids),
  };
  const hello = { type: "hello", version: Math.ceil(random() * 2), client: "fuzz" };
  const text = JSON.stringify(random() < 0.01 ? hello : frame);
  return random() < 0.2 ? damage(random, text) : text;
}

/** The same text, now and then with a character changed, gone or cut off there, or with its end twice. */
export function damage(random: Random, whole: string): string {
  let text = whole;
  for (let change = 0; random() < 0.25 && change < 5; change += 1) {
    const at = Math.floor(random() * text.length);
    const byte = String.fromCharCode(Math.floor(random() * 128));
    text = pick(random, [
      () => text.slice(0, at) + byte + text.slice(at + 1),
      () => text.slice(0, at) + text.slice(at + 1),
      () => text.slice(0, at),
      () => text + text.slice(at),
    ])();
  }
  return text;
}
