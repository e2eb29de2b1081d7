import type { Client } from "./client.ts";
import type { Irc } from "./contract.ts";
import type { Line } from "./wire/parse.ts";

/** One command of one client. */
export interface Call {
  readonly irc: Irc;
  readonly client: Client;
  readonly line: Line;
  readonly params: readonly string[];
}

export interface CommandSpec {
  /** Fewer parameters than this are refused (461). */
  readonly least: number;
  readonly when: "before" | "after" | "always";
  /** Need not wait for the one before: messages, whose order the log keeps. */
  readonly isPipelined?: true;
  /** Marks its own answers with the label. */
  readonly labelsItself?: true;
  readonly run: (call: Call) => Promise<void> | void;
}

export type CommandTable = Readonly<Record<string, CommandSpec>>;
