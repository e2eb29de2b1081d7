import {
  type Client,
  createClient,
  createMemoryOutboxStore,
  type OutboxStore,
  type Status,
} from "@hearth/client";
import { assertNever, type ClientId, Unavailable } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Profile } from "../profiles/profile.ts";
import { describeRefusal } from "../words/refusals.ts";
import { machineClock, openSocketAs } from "./ports.ts";

/** How long a script waits for a host that does not answer. */
const firstWaitMs = 10_000;

export interface SessionOptions {
  readonly profile: Profile;
  readonly version: string;
  readonly store?: OutboxStore;
}

/** Connects as the person of a profile. Nothing is thrown: the client's `status` tells. */
export function createSession({ profile, version, store }: SessionOptions): Client {
  return createClient({
    origin: profile.origin,
    openSocket: openSocketAs(profile.secret, version),
    clientLabel: `terminal ${version}`,
    clock: machineClock,
    random: Math.random,
    newClientId,
    store: store ?? createMemoryOutboxStore(),
  });
}

export function newClientId(): ClientId {
  return crypto.randomUUID() as ClientId;
}

/** Runs `use` while connected, and ends the connection after it. */
export async function withSession<T>(
  options: SessionOptions,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const client = createSession(options);
  try {
    await untilLive(client, firstWaitMs);
    return await use(client);
  } finally {
    client.close();
  }
}

/** Waits for a connection. Throws `CommandError` when only the person can help, or nobody did in time. */
export function untilLive(client: Client, waitMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (end: () => void): void => {
      clearTimeout(timer);
      queueMicrotask(() => stop());
      end();
    };
    const timer = setTimeout(() => settle(() => reject(unreachable(client))), Math.min(waitMs, 2 ** 31 - 1));
    const stop = client.status.subscribe((status) => {
      const verdict = judge(status);
      if (verdict === "live") settle(resolve);
      else if (verdict !== "wait") settle(() => reject(verdict));
    });
  });
}

function judge(status: Status): "live" | "wait" | CommandError {
  switch (status.phase) {
    case "live":
      return "live";
    case "connecting":
    case "offline":
      return "wait";
    case "joining":
      return new CommandError(exitCodes.signInNeeded, describeRefusal(status.refusal));
    case "refused":
      return new CommandError(exitCodes.refused, describeRefusal(status.refusal));
    case "closed":
      return new CommandError(exitCodes.unreachable, "The connection was closed.");
    default:
      return assertNever(status);
  }
}

function unreachable(client: Client): CommandError {
  const name = client.community.peek()?.name;
  return new CommandError(
    exitCodes.unreachable,
    `${name ?? "The host"} does not answer. Is it running, and are you on the same network?`,
  );
}

/** Asks until there is an answer, over as many connections as it takes: for what may be done twice. */
export async function askSteadily<T>(client: Client, ask: () => Promise<T>, waitMs: number): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const delayMs = delayOf(error);
      if (delayMs === null) throw error;
      await wait(delayMs);
      await untilLive(client, waitMs);
    }
  }
}

/** The host names how long to wait; its own trouble is asked about again a little later. */
function delayOf(error: unknown): number | null {
  if (error instanceof Unavailable) return error.reason === "disk_full" ? null : 200;
  return retryAfterOf(error);
}

function retryAfterOf(error: unknown): number | null {
  return error instanceof Error && "retryAfterMs" in error && typeof error.retryAfterMs === "number"
    ? error.retryAfterMs
    : null;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
