import { join } from "node:path";
import type { CommunityId } from "@hearth/protocol";
import type { Server } from "bun";
import { createLocalBus } from "./bus/local.ts";
import { createClock } from "./clock.ts";
import { Core, type CoreParts } from "./core/core.ts";
import type { FileLimits } from "./core/files/files.ts";
import type { LimitOptions } from "./core/limits/ledger.ts";
import type { Clock, Store } from "./core/ports.ts";
import type { Session } from "./core/session.ts";
import { createAppFiles } from "./doors/http/app-files.ts";
import { findDevice } from "./doors/http/device.ts";
import { answerApi } from "./doors/http/door.ts";
import { createFilesDoor } from "./doors/http/files-door.ts";
import { type KnownHosts, needOrigin, needOwnRequest } from "./doors/http/gate.ts";
import { replyError } from "./doors/http/reply.ts";
import type { IrcOptions } from "./doors/irc/options.ts";
import type { Connection } from "./doors/ws/connection.ts";
import { WsDoor } from "./doors/ws/door.ts";
import { createHashes, type PasswordHashCost } from "./hashes.ts";
import { createIds } from "./ids.ts";
import { type Attempt, fail, succeed } from "./start/attempt.ts";
import { type IrcPorts, type OpenedIrc, openIrc } from "./start/irc.ts";
import type { Listening } from "./start/port.ts";
import { openDiskBlobs } from "./stores/blobs/disk.ts";
import { DataError } from "./stores/sqlite/open.ts";
import { openSqliteStore } from "./stores/sqlite/store.ts";
import { Tidying } from "./tidying.ts";

export interface ServeOptions {
  readonly dataDir: string;
  /** Chooses address and port, and calls `listen` until one of them will have it. */
  readonly openPort: (
    listen: (host: string, port: number) => Listening<Server<Connection>>,
  ) => Attempt<Listening<Server<Connection>>>;
  readonly communityName: string;
  readonly version: string;
  /** Folder of the built web app. */
  readonly appDir: string;
  /** Host names that are ours beside IP literals and `localhost`. */
  readonly hosts: KnownHosts;
  /** Addresses of reverse proxies whose forwarding headers are believed. */
  readonly trustedProxies: ReadonlySet<string>;
  readonly limits: LimitOptions;
  readonly fileLimits: FileLimits;
  readonly passwordHashCost: PasswordHashCost;
  /** What guests may do; everything, unless said otherwise. */
  readonly access?: NonNullable<CoreParts["access"]>;
  /** The IRC door, where one is wanted. */
  readonly irc?: { readonly ports: IrcPorts; readonly optionsFor: (address: () => string) => IrcOptions };
  /** The machine's, unless a test holds time in its hand. */
  readonly clock?: Clock;
  /** Best address of this community, given the port it got. */
  readonly addressOf: (listening: { readonly host: string; readonly port: number }) => string;
  readonly labelOf: (userAgent: string) => string;
  /** Logs a bug or an outage and returns the id it is shown under. */
  readonly onBug: (error: unknown) => string;
  readonly onOpened: (session: Session, name: string | null) => void;
  readonly onClosed: (session: Session, name: string | null, note: string) => void;
}

/** How long a file may wait for whoever takes it. */
const maxStallSeconds = 120;

/** A running Hearth. */
export interface Running {
  readonly core: Core;
  readonly host: string;
  readonly port: number;
  readonly irc: OpenedIrc | null;
  /** Tells clients, ends connections, flushes the store. */
  stop(): Promise<void>;
}

/** Opens the store, puts core on it and the doors on core; or says in a sentence why that cannot be. */
export async function serve(options: ServeOptions): Promise<Attempt<Running>> {
  const store = await openSqliteStore(join(options.dataDir, "hearth.db")).catch((error: unknown) => {
    if (error instanceof DataError) return fail<Store>(error.message);
    throw error;
  });
  if ("ok" in store) return store as Attempt<never>;
  const running = await serveStore(store, options);
  if (!running.ok) await store.close();
  return running;
}

async function serveStore(store: Store, options: ServeOptions): Promise<Attempt<Running>> {
  const bus = createLocalBus();
  const blobs = openDiskBlobs(join(options.dataDir, "files"));
  let address = "";
  const ids = createIds();
  // Its last characters name the cookie.
  const id = (await readMadeOnce(store, "communityId", () => ids.uuid())) as CommunityId;
  const core = new Core({
    store,
    bus,
    clock: options.clock ?? createClock(),
    ids,
    hashes: createHashes(options.passwordHashCost),
    limits: options.limits,
    blobs,
    fileLimits: options.fileLimits,
    ...(options.access && { access: options.access }),
    keepsScram: isIrcWanted(options),
    homeTitle: "Common room",
    community: {
      id,
      name: options.communityName,
      version: options.version,
      get address() {
        return address;
      },
    },
  });
  await core.guests.endStale();
  await core.files.start(options.onBug);
  core.departures.start(options.onBug);
  const tidying = new Tidying(core.parts.clock, () => store.release());
  const notes = noteConnections(core, options, tidying);
  const door = new WsDoor({ core, onBug: options.onBug, ...notes });
  const irc = await openIrcDoor(core, notes, options, () => address);
  if (!irc.ok) return irc;
  const opened = options.openPort((host, port) => listen(core, door, options, host, port));
  if (!opened.ok) {
    irc.value?.stop();
    return opened;
  }
  const { server, host, port } = opened.value;
  address = options.addressOf({ host, port });
  door.start(server);
  return succeed({
    core,
    host,
    port,
    irc: irc.value,
    async stop() {
      core.stop();
      irc.value?.stop();
      tidying.stop();
      door.stop();
      await server.stop(true);
      await core.departures.stop();
      await core.files.stop();
      await bus.close();
      await store.close();
    },
  });
}

async function openIrcDoor(
  core: Core,
  notes: ReturnType<typeof noteConnections>,
  { irc, onBug }: ServeOptions,
  address: () => string,
): Promise<Attempt<OpenedIrc | null>> {
  if (!irc || !isIrcWanted({ irc })) return succeed(null);
  const hostKey = await readMadeOnce(core.parts.store, "irc.hostKey", () => core.parts.ids.secret(32));
  return openIrc({ core, options: irc.optionsFor(address), hostKey, onBug, ...notes }, irc.ports);
}

function isIrcWanted({ irc }: Pick<ServeOptions, "irc">): boolean {
  return (
    irc !== undefined && [irc.ports.port, irc.ports.tlsPort, irc.ports.wsPort].some((port) => port !== null)
  );
}

/** A setting that is made when it is first asked for, and stays. */
async function readMadeOnce(store: Store, key: string, make: () => string): Promise<string> {
  const known = await store.get("settings", key);
  if (known) return known.value;
  const value = make();
  await store.commit({ actor: null, atMs: Date.now(), deed: { type: "setting.put", key, value } });
  return value;
}

/** Connections go to the terminal and to the connection log, never into rooms. */
function noteConnections(core: Core, options: ServeOptions, tidying: Tidying) {
  const names = new Map<Session["id"], string>();
  const note = (session: Session, closedAtMs: number | null, text: string): void => {
    const { id, user, device, address, client, door, openedAtMs } = session;
    const name = names.get(id) ?? null;
    const connection = {
      session: id,
      user,
      name,
      device,
      address,
      client,
      door,
      openedAtMs,
      closedAtMs,
      note: text,
    };
    const change = {
      actor: null,
      atMs: core.parts.clock.now(),
      deed: { type: "connection.note", connection },
    } as const;
    core.commit(change).catch(options.onBug);
  };
  return {
    onOpened(session: Session) {
      tidying.note();
      void Promise.resolve(session.user && core.parts.store.get("users", session.user)).then((user) => {
        if (user) names.set(session.id, user.name);
        options.onOpened(session, user ? user.name : null);
        note(session, null, "");
      });
    },
    onClosed(session: Session, text: string) {
      tidying.note();
      options.onClosed(session, names.get(session.id) ?? null, text);
      note(session, core.parts.clock.now(), text);
      names.delete(session.id);
    },
  };
}

function listen(
  core: Core,
  door: WsDoor,
  options: ServeOptions,
  hostname: string,
  wanted: number,
): Listening<Server<Connection>> {
  const serveApp = createAppFiles(options.appDir);
  const answerFiles = createFilesDoor(core);
  const server = Bun.serve<Connection>({
    hostname,
    port: wanted,
    // Bodies are read as they come; everything but uploads stops reading after a few kilobytes.
    maxRequestBodySize: Math.max(1024 * 1024, options.fileLimits.maxBytes),
    websocket: door.handler,
    async fetch(request, server) {
      try {
        return await answer(request, server);
      } catch (error) {
        return replyError(error, options.onBug);
      }
    },
  });
  return { server, host: hostname, port: server.port ?? wanted };

  async function answer(request: Request, server: Server<Connection>): Promise<Response | undefined> {
    needOwnRequest(request, options.hosts);
    const asked = {
      request,
      isSecure: isForwardedSecure(request, server, options),
      caller: callerOf(request, server, options),
      onBug: options.onBug,
    };
    const { pathname } = new URL(request.url);
    if (pathname === "/socket") {
      needOrigin(request);
      const found = await findDevice(core, asked);
      // Not the whole row: it stays as long as the connection.
      const device = found ? { id: found.id, user: found.user } : null;
      const now = core.parts.clock;
      const data: Connection = {
        id: core.parts.ids.uuid() as Connection["id"],
        device,
        address: addressOf(request, server, options),
        client: asked.caller.label,
        openedAtMs: now.now(),
        phase: { type: "greeting" },
        upgradedAtMs: now.elapsed(),
        lastInboundMs: now.elapsed(),
        pingedAtMs: 0,
        closing: null,
      };
      if (server.upgrade(request, { data })) return undefined;
      return new Response("This address speaks WebSocket.", {
        status: 426,
        headers: { upgrade: "websocket" },
      });
    }
    if (pathname.startsWith("/api/")) {
      // Whoever saves a chat may be asked first where to.
      if (pathname.startsWith("/api/export/")) server.timeout(request, maxStallSeconds);
      return (
        (await answerApi(core, asked)) ?? new Response("There is nothing at this address.", { status: 404 })
      );
    }
    return (await answerFiles(asked)) ?? serveApp(request);
  }
}

/** A proxy's words count only when they come from a proxy the host named. */
function isProxied(request: Request, server: Server<Connection>, { trustedProxies }: ServeOptions): boolean {
  const peer = server.requestIP(request)?.address ?? "";
  return trustedProxies.has(peer.replace(/^::ffff:/, ""));
}

function isForwardedSecure(request: Request, server: Server<Connection>, options: ServeOptions): boolean {
  return isProxied(request, server, options) && request.headers.get("x-forwarded-proto") === "https";
}

function addressOf(request: Request, server: Server<Connection>, options: ServeOptions): string {
  const peer = server.requestIP(request);
  const ip = ipOf(request, server, options);
  const port = isProxied(request, server, options) ? "" : `:${peer?.port ?? 0}`;
  return `${ip.includes(":") ? `[${ip}]` : ip}${port}`;
}

function ipOf(request: Request, server: Server<Connection>, options: ServeOptions): string {
  const peer = (server.requestIP(request)?.address ?? "").replace(/^::ffff:/, "");
  if (!isProxied(request, server, options)) return peer;
  // The last entry is what the trusted proxy itself saw.
  return (request.headers.get("x-forwarded-for") ?? peer).split(",").at(-1)?.trim() || peer;
}

function callerOf(request: Request, server: Server<Connection>, options: ServeOptions) {
  const label = options.labelOf(request.headers.get("user-agent") ?? "");
  return { ip: ipOf(request, server, options), label };
}
