import { readFileSync } from "node:fs";
import type { NetworkInterfaceInfo } from "node:os";

/** The machine's network interfaces, as `os.networkInterfaces()` gives them. */
export type Interfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** An address under which others on the network may reach this machine. */
export interface Address {
  readonly address: string;
  readonly family: "IPv4" | "IPv6";
  readonly interface: string;
}

/** Containers, virtual machines, tunnels and Apple's own links: nobody's phone is behind them. */
const virtualPattern =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|vethernet|vnet|tun|tap|wg|utun|zt|tailscale|zerotier|ppp|ham|cni|flannel|cali|podman|lxc|lxd|awdl|llw|anpi|gif|stf|nordlynx|proton)/iu;
const wifiPattern = /^(wl|wi-?fi|wlan|ath|ra\d)/iu;
const cablePattern = /^(en|eth|em\d|ethernet|lan)/iu;

/**
 * Every usable address, the best first: private IPv4 where the default route leads, other private IPv4 (a
 * hotspot of this machine), public IPv4, IPv6 of the local network (ULA), other IPv6. Never loopback,
 * link-local, containers or VPNs. `defaultInterface` is `null` where it is not known.
 */
export function listAddresses(interfaces: Interfaces, defaultInterface: string | null): readonly Address[] {
  const ranked = Object.entries(interfaces).flatMap(([name, infos = []]) => {
    if (virtualPattern.test(name)) return [];
    const usable = infos.filter((info) => !info.internal && rankScope(info) !== null);
    return firstOfSix(usable).map((info) => ({
      name,
      info,
      rank: rankAddress(name, info, defaultInterface),
    }));
  });
  return ranked
    .sort((one, other) => compareRanks(one.rank, other.rank))
    .map(({ name, info }) => ({ address: info.address, family: info.family, interface: name }));
}

/** "Wi-Fi", "cable" or nothing: what a person calls the interface, where its name tells. */
export function describeInterface(name: string): string {
  if (wifiPattern.test(name)) return "Wi-Fi";
  // On macOS en0 is usually Wi-Fi, on a desktop the cable.
  return cablePattern.test(name) && !/^en\d$/u.test(name) ? "Cable" : "";
}

/** Addresses of the web app, the best first, for what the server listens on; `localhost` if nothing else. */
export function listUrls(
  addresses: readonly Address[],
  { host, port }: { readonly host: string; readonly port: number },
): readonly [string, ...string[]] {
  if (isLoopback(host)) return [formatUrl("localhost", port)];
  if (host !== "::" && host !== "0.0.0.0") return [formatUrl(host, port)];
  const reachable = addresses.filter(({ family }) => host === "::" || family === "IPv4");
  const [best = formatUrl("localhost", port), ...others] = reachable.map(({ address }) =>
    formatUrl(address, port),
  );
  return [best, ...others];
}

export function formatUrl(host: string, port: number): string {
  const name = host.includes(":") ? `[${host}]` : host;
  return port === 80 ? `http://${name}` : `http://${name}:${port}`;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** One stable IPv6 address for each interface and scope is enough; the temporary ones come after it. */
function firstOfSix(infos: readonly NetworkInterfaceInfo[]): readonly NetworkInterfaceInfo[] {
  const seen = new Set<number | null>();
  return infos.filter((info) => {
    if (info.family === "IPv4") return true;
    const scope = rankScope(info);
    return !seen.has(scope) && seen.add(scope);
  });
}

type Rank = readonly [scope: number, route: number, medium: number];

function rankAddress(name: string, info: NetworkInterfaceInfo, defaultInterface: string | null): Rank {
  const isDefault = name === defaultInterface;
  const isCommon = wifiPattern.test(name) || cablePattern.test(name);
  return [rankScope(info) ?? 9, isDefault ? 0 : 1, isCommon ? rankPrivate(info.address) : 9];
}

/** Home networks are 192.168, larger ones 10, and 172.16 is mostly what containers take. */
function rankPrivate(address: string): number {
  if (address.startsWith("192.168.")) return 0;
  return address.startsWith("10.") ? 1 : 2;
}

/** Who can reach an address, the most people nearby first; `null` for link-local and carriers' own. */
function rankScope({ address, family }: NetworkInterfaceInfo): number | null {
  if (family === "IPv6") {
    if (/^(fe[89ab]|ff|::)/iu.test(address)) return null;
    return /^f[cd]/iu.test(address) ? 2 : 3;
  }
  if (/^(169\.254|127|0|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\./u.test(address)) return null;
  return /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./u.test(address) ? 0 : 1;
}

function compareRanks(one: Rank, other: Rank): number {
  const place = one.findIndex((rank, index) => rank !== other[index]);
  return place === -1 ? 0 : (one[place] ?? 0) - (other[place] ?? 0);
}

/** The interface of the default route with the lowest metric, from the text of Linux's `/proc/net/route`. */
export function parseDefaultInterface(routes: string): string | null {
  const upAndGateway = 0x3;
  const defaults = routes
    .split("\n")
    .slice(1)
    .map((line) => line.trim().split(/\s+/u))
    .filter(([, destination, , flags]) => {
      return (
        destination === "00000000" && (Number.parseInt(flags ?? "0", 16) & upAndGateway) === upAndGateway
      );
    })
    .sort((one, other) => Number(one[6]) - Number(other[6]));
  return defaults[0]?.[0] ?? null;
}

/** As `parseDefaultInterface`; `null` on systems that keep their routes elsewhere. */
export function readDefaultInterface(path = "/proc/net/route"): string | null {
  try {
    return parseDefaultInterface(readFileSync(path, "utf8"));
  } catch {
    return null;
  }
}
