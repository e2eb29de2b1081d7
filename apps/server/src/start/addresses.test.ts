import { describe, expect, test } from "bun:test";
import type { NetworkInterfaceInfo } from "node:os";
import {
  describeInterface,
  type Interfaces,
  listAddresses,
  listUrls,
  parseDefaultInterface,
} from "./addresses.ts";

function info(address: string): NetworkInterfaceInfo {
  const common = { address, netmask: "", mac: "02:00:00:00:00:01", cidr: null };
  const internal = address === "::1" || address.startsWith("127.");
  return address.includes(":")
    ? { ...common, internal, family: "IPv6", scopeid: 0 }
    : { ...common, internal, family: "IPv4" };
}

function interfaces(all: Record<string, readonly string[]>): Interfaces {
  return Object.fromEntries(Object.entries(all).map(([name, addresses]) => [name, addresses.map(info)]));
}

const listNames = (all: Record<string, readonly string[]>, defaultInterface: string | null) =>
  listAddresses(interfaces(all), defaultInterface).map(({ address }) => address);

describe("the addresses of a machine", () => {
  const laptop = {
    lo: ["127.0.0.1", "::1"],
    docker0: ["172.17.0.1"],
    "br-4f5a6b7c8d9e": ["172.18.0.1"],
    tun0: ["10.8.0.2"],
    eth0: ["10.1.2.3", "fe80::1"],
    wlan0: ["192.168.1.20", "fd12::20", "fd12::21", "2001:db8::20", "fe80::2"],
  };

  test("begin with the private one where the default route leads", () => {
    const rest = ["fd12::20", "2001:db8::20"];
    expect(listNames(laptop, "wlan0")).toEqual(["192.168.1.20", "10.1.2.3", ...rest]);
    expect(listNames(laptop, "eth0")).toEqual(["10.1.2.3", "192.168.1.20", ...rest]);
  });

  test("begin with the likeliest when the route is not known", () => {
    expect(listNames(laptop, null)[0]).toBe("192.168.1.20");
  });

  test("begin with the hotspot when the route leads to a public address", () => {
    const all = { wwan0: ["203.0.113.7"], wlan0: ["10.42.0.1"] };
    expect(listNames(all, "wwan0")).toEqual(["10.42.0.1", "203.0.113.7"]);
  });

  test("are the public ones on a server", () => {
    expect(listNames({ eth0: ["203.0.113.7", "2001:db8::7"] }, "eth0")).toEqual([
      "203.0.113.7",
      "2001:db8::7",
    ]);
  });

  test("never are containers, tunnels, carriers' or link-local, even when there is nothing else", () => {
    const all = {
      docker0: ["172.17.0.1"],
      "vEthernet (WSL)": ["172.20.0.1"],
      tailscale0: ["100.101.102.103", "fd7a:115c:a1e0::1"],
      utun3: ["10.9.0.2"],
      eth0: ["169.254.7.8", "100.64.1.1", "fe80::1"],
    };
    expect(listNames(all, "docker0")).toEqual([]);
  });
});

describe("the addresses to open", () => {
  const addresses = listAddresses(interfaces({ wlan0: ["192.168.1.20", "fd12::20"] }), "wlan0");

  test("are all of them, when it listens on all", () => {
    const urls = ["http://192.168.1.20:4327", "http://[fd12::20]:4327"];
    expect<readonly string[]>(listUrls(addresses, { host: "::", port: 4327 })).toEqual(urls);
    expect(listUrls(addresses, { host: "0.0.0.0", port: 80 })).toEqual(["http://192.168.1.20"]);
  });

  test("are the one it listens on", () => {
    expect(listUrls(addresses, { host: "192.168.1.20", port: 5000 })).toEqual(["http://192.168.1.20:5000"]);
    expect(listUrls(addresses, { host: "127.0.0.1", port: 5000 })).toEqual(["http://localhost:5000"]);
  });

  test("are this machine's alone without a network", () => {
    expect(listUrls([], { host: "::", port: 4327 })).toEqual(["http://localhost:4327"]);
  });
});

test("the default interface of Linux is the one with a gateway and the lowest metric", () => {
  const routes = [
    "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
    "eth0\t00000000\t0102000A\t0003\t0\t0\t600\t00000000\t0\t0\t0",
    "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0",
    "wg0\t00000000\t00000000\t0001\t0\t0\t0\t00000000\t0\t0\t0",
    "wlan0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
    "",
  ].join("\n");
  expect(parseDefaultInterface(routes)).toBe("wlan0");
  expect(parseDefaultInterface(routes.split("\n").slice(0, 1).join("\n"))).toBeNull();
});

test("an interface is called what people call it, where its name tells", () => {
  expect(
    ["wlan0", "wlp2s0", "Wi-Fi", "enp3s0", "eth0", "Ethernet 2", "en0", "usb0"].map(describeInterface),
  ).toEqual(["Wi-Fi", "Wi-Fi", "Wi-Fi", "Cable", "Cable", "Cable", "", ""]);
});
