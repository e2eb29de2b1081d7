import type { Subprocess } from "bun";

/** Two machines of a network, as namespaces of this one. */
export interface TwoMachines {
  readonly serverAddress: string;
  /** Puts a command on one of them. */
  readonly on: (machine: "server" | "client") => readonly string[];
  /** The client's Wi-Fi is gone: nothing it sent or is sent arrives any more, and nobody is told. */
  readonly cutClient: () => Promise<void>;
  readonly remove: () => Promise<void>;
}

/** Why there can be none here, or `null`. */
export async function findNetworkObstacle(): Promise<string | null> {
  if (!Bun.which("ip")) return "there is no ip here (Debian: iproute2)";
  const name = `hearth-try-${process.pid}`;
  if ((await ask(["netns", "add", name])) !== 0) return "network namespaces are not allowed here";
  await ask(["netns", "delete", name]);
  return null;
}

/** Makes them, with addresses of the range kept for measurements (RFC 2544, RFC 6890). */
export async function makeTwoMachines(): Promise<TwoMachines> {
  const names = { server: `hearth-s-${process.pid}`, client: `hearth-c-${process.pid}` };
  const addresses = { server: "198.18.77.1", client: "198.18.77.2" };
  const machines = ["server", "client"] as const;
  for (const machine of machines) await need(["netns", "add", names[machine]]);
  await need([
    "link",
    "add",
    "server",
    "netns",
    names.server,
    "type",
    "veth",
    "peer",
    "client",
    "netns",
    names.client,
  ]);
  for (const machine of machines) {
    await need(["-n", names[machine], "addr", "add", `${addresses[machine]}/24`, "dev", machine]);
    for (const link of ["lo", machine]) await need(["-n", names[machine], "link", "set", link, "up"]);
  }
  return {
    serverAddress: addresses.server,
    on: (machine) => ["ip", "netns", "exec", names[machine]],
    cutClient: () => need(["-n", names.client, "link", "set", "client", "down"]),
    async remove() {
      for (const machine of machines) await ask(["netns", "delete", names[machine]]);
    },
  };
}

async function need(args: readonly string[]): Promise<void> {
  const code = await ask(args);
  if (code !== 0) throw new Error(`ip ${args.join(" ")} ended with ${code}`);
}

function ask(args: readonly string[]): Promise<number> {
  const child: Subprocess = Bun.spawn(["ip", ...args], {
    stdin: "ignore",
    stdout: "ignore",
    stderr: "ignore",
  });
  return child.exited;
}
