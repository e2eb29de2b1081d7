import { isIP } from "node:net";
import { Refusal } from "@hearth/protocol";

/** Host names that are ours beside IP literals and `localhost`, in lower case without port. */
export type KnownHosts = ReadonlySet<string>;

/**
 * Keeps other sites' pages out. A DNS name that someone else points at this machine is refused (DNS
 * rebinding), and so is a request that a foreign page makes (`Origin` differs from where it is sent to).
 * Requests without `Origin` pass: they are not from a page, or carry nothing over (`isSafe` decides).
 */
export function needOwnRequest(request: Request, hosts: KnownHosts): void {
  const host = request.headers.get("host") ?? "";
  if (!isKnownHost(host, hosts)) throw new Refusal("host_unknown", { host: host.slice(0, 100) });
  const origin = request.headers.get("origin");
  if (origin !== null && !isSameOrigin(origin, host)) throw new Refusal("origin_foreign");
}

/** A state-changing or upgrading request with a cookie must say where it comes from. */
export function needOrigin(request: Request): void {
  if (request.headers.has("cookie") && !request.headers.has("origin")) throw new Refusal("origin_foreign");
}

function isKnownHost(host: string, hosts: KnownHosts): boolean {
  const name = hostName(host);
  return name === "localhost" || isIP(name) !== 0 || hosts.has(name);
}

/** `[::1]:4327` → `::1`, `Hearth.local:4327` → `hearth.local`. */
function hostName(host: string): string {
  const bracketed = /^\[([0-9a-f:.%a-z]+)\](?::\d{1,5})?$/i.exec(host);
  if (bracketed?.[1]) return bracketed[1].toLowerCase();
  return (/^([^:/?#@\\]+)(?::\d{1,5})?$/.exec(host)?.[1] ?? "").toLowerCase();
}

/** The scheme is left open: behind a proxy the page is https and this server does not see it. */
function isSameOrigin(origin: string, host: string): boolean {
  return (
    /^https?:\/\//.test(origin) && origin.replace(/^https?:\/\//, "").toLowerCase() === host.toLowerCase()
  );
}
