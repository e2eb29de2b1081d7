import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const patienceMs = 20_000;
const lookAgainMs = 50;

/** A person's terminal: where `CI` is set, Ink writes for a log and draws nothing until its end. */
const { CI: _, CONTINUOUS_INTEGRATION: __, ...env } = process.env;

/** A terminal multiplexer of this story's own: it draws what a person would see. */
export class Tmux {
  readonly #socket = `hearth-${process.pid}`;

  static get isThere(): boolean {
    return Bun.which("tmux") !== null;
  }

  /** A terminal of this size in which this runs. */
  open(name: string, [columns, rows]: readonly [number, number], command: readonly string[]): TmuxTerminal {
    const size = ["-x", String(columns), "-y", String(rows)];
    this.run("-f", "/dev/null", "new-session", "-d", "-s", name, ...size, ...command);
    return new TmuxTerminal(this, name);
  }

  run(...args: readonly string[]): string {
    const { exitCode, stdout, stderr } = Bun.spawnSync(["tmux", "-L", this.#socket, ...args], { env });
    if (exitCode !== 0) throw new Error(`tmux ${args.join(" ")}: ${stderr.toString()}`);
    return stdout.toString();
  }

  close(): void {
    Bun.spawnSync(["tmux", "-L", this.#socket, "kill-server"]);
  }
}

export class TmuxTerminal {
  readonly #tmux: Tmux;
  readonly #name: string;

  constructor(tmux: Tmux, name: string) {
    this.#tmux = tmux;
    this.#name = name;
  }

  get screen(): string {
    return this.#tmux.run("capture-pane", "-p", "-t", this.#name);
  }

  type(text: string): void {
    this.#tmux.run("send-keys", "-t", this.#name, "-l", text);
  }
  press(...keys: readonly string[]): void {
    this.#tmux.run("send-keys", "-t", this.#name, ...keys);
  }
  say(text: string): void {
    this.type(text);
    this.press("Enter");
  }
  resize(columns: number, rows: number): void {
    this.#tmux.run("resize-window", "-t", this.#name, "-x", String(columns), "-y", String(rows));
  }

  /** Looks until it stands there: a terminal tells nobody when it was drawn. */
  async shows(pattern: RegExp | string): Promise<string> {
    const endsAtMs = performance.now() + patienceMs;
    for (;;) {
      const screen = this.screen;
      if (typeof pattern === "string" ? screen.includes(pattern) : pattern.test(screen)) return screen;
      if (performance.now() > endsAtMs) throw new Error(`${this.#name} never showed ${pattern}:\n${screen}`);
      await new Promise((resolve) => setTimeout(resolve, lookAgainMs));
    }
  }

  /** Keeps what it shows in `SCREENSHOTS`, for people to look at. */
  keep(label: string): void {
    const folder = process.env["SCREENSHOTS"];
    if (!folder) return;
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${label}.txt`), this.screen);
  }
}
