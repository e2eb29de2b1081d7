import type { CommandSpec } from "./call.ts";
import type { Client } from "./client.ts";
import { addToBatch } from "./commands/batch.ts";
import { commandTable } from "./commands/table.ts";
import type { Irc } from "./contract.ts";
import { noteActivity } from "./standing/activity.ts";
import type { Line } from "./wire/parse.ts";

/** Lines a client may have waiting; whoever sends more is not reading the answers. */
const maxWaiting = 2_000;
/** Messages of one client on their way to the log at once. */
const maxPipelined = 64;

/** Does each client's commands one after the other, messages excepted, which the log keeps in order. */
export class Commands {
  readonly #irc: Irc;
  /** Lines behind the one being done, of those who have one being done. */
  readonly #waiting = new Map<Client, Line[]>();

  constructor(irc: Irc) {
    this.#irc = irc;
  }

  add(client: Client, line: Line): void {
    if (line.command === "") return;
    const waiting = this.#waiting.get(client);
    if (waiting && waiting.length >= maxWaiting) return this.#irc.close(client, "Excess flood");
    if (waiting) return void waiting.push(line);
    const lines = [line];
    this.#waiting.set(client, lines);
    void this.#drain(client, lines);
  }

  async #drain(client: Client, lines: Line[]): Promise<void> {
    do await this.#doAll(client, lines);
    while (lines.length > 0 && !client.isClosed);
    this.#waiting.delete(client);
  }

  async #doAll(client: Client, lines: Line[]): Promise<void> {
    let pipelined: Promise<void>[] = [];
    for (let line = lines.shift(); line && !client.isClosed; line = lines.shift()) {
      const mayRunOn = this.#isPipelined(client, line);
      if ((!mayRunOn && pipelined.length > 0) || pipelined.length >= maxPipelined) {
        await Promise.all(pipelined);
        pipelined = [];
      }
      const run = this.#run(client, line);
      if (mayRunOn && run) pipelined.push(run);
      else if (run) await run;
    }
    await Promise.all(pipelined);
  }

  #isPipelined(client: Client, line: Line): boolean {
    const isLabeled = line.tags["label"] !== undefined && client.has("labeled-response");
    return !isLabeled && commandTable[line.command]?.isPipelined === true;
  }

  #run(client: Client, line: Line): Promise<void> | void {
    if (addToBatch(this.#irc, client, line)) return undefined;
    const spec = Object.hasOwn(commandTable, line.command) ? commandTable[line.command] : undefined;
    const label = spec?.labelsItself ? undefined : labelOf(client, line);
    if (label !== undefined) client.startLabel(label);
    const done = this.#try(client, line, spec);
    if (label === undefined) return done;
    if (!done) return client.finishLabel(() => this.#irc.createBatchId());
    return done.then(() => client.finishLabel(() => this.#irc.createBatchId()));
  }

  #try(client: Client, line: Line, spec: CommandSpec | undefined): Promise<void> | void {
    try {
      if (!this.#isAllowed(client, line, spec)) return undefined;
      noteActivity(this.#irc, client, line.command);
      const done = spec?.run({ irc: this.#irc, client, line, params: line.params });
      if (done && spec?.isPipelined) this.#irc.underway.add(done);
      return done?.catch((error: unknown) => this.#irc.fail(client, error, line.command, line.params[0]));
    } catch (error) {
      this.#irc.fail(client, error, line.command, line.params[0]);
    }
  }

  #isAllowed(client: Client, line: Line, spec: CommandSpec | undefined): boolean {
    const { command, params } = line;
    if (!spec) client.numeric(client.isRegistered ? "421" : "451", command, "Unknown command");
    else if (spec.when === "after" && !client.isRegistered)
      client.numeric("451", command, "You have not registered");
    else if (spec.when === "before" && client.isRegistered) client.numeric("462", "You may not reregister");
    else if (params.length < spec.least) client.numeric("461", command, "Not enough parameters");
    else return this.#takeTurn(client, command);
    return false;
  }

  /** The ledger of every door; heartbeats are free. */
  #takeTurn(client: Client, command: string): boolean {
    if (command === "PING" || command === "PONG" || command === "QUIT") return true;
    this.#irc.core.ledger.take("commands", client.person);
    return true;
  }
}

function labelOf(client: Client, line: Line): string | undefined {
  const label = line.tags["label"];
  return label !== undefined && label !== "" && label.length <= 64 && client.has("labeled-response")
    ? label
    : undefined;
}
