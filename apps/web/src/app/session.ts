import { type Account, type Client, createAccount, createClient } from "@hearth/client";
import type { ClientId } from "@hearth/protocol";
import type { ReadonlySignal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { version } from "../../package.json";
import { beforeDraw } from "./before-draw.ts";
import { type BannerState, createBanner } from "./connection-banner.ts";
import { createLazyHistoryStore, createLazyOutboxStore } from "./lazy-stores.ts";

/** What every part of the app speaks with: the live connection, and who one is. */
export interface Session {
  readonly client: Client;
  readonly account: Account;
  readonly banner: ReadonlySignal<BannerState>;
}

export function openSession(): Session {
  const origin = location.origin;
  const account = createAccount({ origin, fetch: (url, init) => fetch(url, init) });
  const client = createClient({
    origin,
    openSocket: (url) => new WebSocket(url),
    clientLabel: `Hearth web ${version}`,
    clock,
    random: () => Math.random(),
    newClientId,
    store: createLazyOutboxStore(),
    history: createLazyHistoryStore(),
    beforeDraw,
  });
  return { client, account, banner: createBanner(client, clock) };
}

const clock = {
  now: () => Date.now(),
  setTimer(run: () => void, ms: number): () => void {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error("no session around this component");
  return session;
}

export function useClient(): Client {
  return useSession().client;
}

/** `crypto.randomUUID` is missing on plain http, `getRandomValues` is not (lan.md). */
function newClientId(): ClientId {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") as ClientId;
}
