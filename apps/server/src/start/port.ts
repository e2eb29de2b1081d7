import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Attempt, codeOf, fail, succeed } from "./attempt.ts";

export const usualPort = 4327;
/** Ports come in pairs, the second for https: every other one is tried, this often. */
const pairs = 50;

export interface Listening<T> {
  readonly server: T;
  readonly host: string;
  readonly port: number;
}

export interface PortWish {
  /** The configured port; `null`: the remembered or usual one, else the next that is free; 0: any. */
  readonly port: number | null;
  readonly host: string;
  /** Where a port that was found is remembered: phones keep drafts by address and port. */
  readonly folder: string;
}

/**
 * Listens on the first port that will have it. `listen` throws the system's error when it cannot; trying is
 * the only test, because a port found free can be taken a moment later.
 */
export function openPort<T>(
  wish: PortWish,
  listen: (host: string, port: number) => Listening<T>,
): Attempt<Listening<T>> {
  for (const port of listCandidates(wish)) {
    const opened = openAddress(wish, port, listen);
    if (opened === "taken") continue;
    if (opened.ok && wish.port === null) rememberPort(wish.folder, opened.value.port);
    return opened;
  }
  return fail(describeTaken(wish.port));
}

function openAddress<T>(
  wish: PortWish,
  port: number,
  listen: (host: string, port: number) => Listening<T>,
): Attempt<Listening<T>> | "taken" {
  try {
    return succeed(listen(wish.host, port));
  } catch (error) {
    if (codeOf(error) === "EADDRINUSE") return "taken";
    // A machine without IPv6: every address is then every IPv4 address.
    if (wish.host === "::" && isWithoutSix(error))
      return openAddress({ ...wish, host: "0.0.0.0" }, port, listen);
    return fail(describeListenError(error, wish.host, port));
  }
}

function isWithoutSix(error: unknown): boolean {
  return ["EAFNOSUPPORT", "EADDRNOTAVAIL", "EPROTONOSUPPORT"].includes(codeOf(error));
}

function listCandidates({ port, folder }: PortWish): readonly number[] {
  if (port !== null) return [port];
  const usual = Array.from({ length: pairs }, (_, index) => usualPort + 2 * index);
  const remembered = readRememberedPort(folder);
  return remembered === null ? usual : [remembered, ...usual];
}

/** A hint only: a file that is missing or spoilt means that nothing is remembered. */
function readRememberedPort(folder: string): number | null {
  try {
    const text = readFileSync(join(folder, "port"), "utf8").trim();
    const port = /^\d{1,5}$/u.test(text) ? Number(text) : 0;
    return port > 0 && port <= 65_535 ? port : null;
  } catch {
    return null;
  }
}

function rememberPort(folder: string, port: number): void {
  if (readRememberedPort(folder) !== port) writeFileSync(join(folder, "port"), `${port}\n`);
}

function describeTaken(port: number | null): string {
  return port === null
    ? `The ports from ${usualPort} to ${usualPort + 2 * pairs - 2} are all taken. Choose a free one with --port.`
    : `Port ${port} is taken by another program. Stop that program, or choose another port with --port.`;
}

function describeListenError(error: unknown, host: string, port: number): string {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
      return `Port ${port} is kept for administrators here. Choose one from 1024 on with --port.`;
    case "EADDRNOTAVAIL":
    case "EAFNOSUPPORT":
      return `This machine does not have the address ${host}. Choose one of its own with --host.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `There is no address called ${host}. Choose one of this machine's with --host.`;
    default:
      throw error;
  }
}
