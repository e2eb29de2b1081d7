import type { Measured } from "./hearth.ts";
import { compile } from "./native.ts";
import { loadCore, pinned } from "./processes.ts";
import type { Talk } from "./servers.ts";

/** People who are connected and say nothing. */
export interface Holder {
  /** They leave. Throws when the server closed one of them before. */
  end(): Promise<void>;
}

/** Connects everyone and keeps them there until `end`; `who`: their secrets, or how many where none are asked for. */
export async function hold(
  { port, pid }: Measured,
  talk: Talk,
  who: readonly string[] | number,
): Promise<Holder> {
  const count = typeof who === "number" ? ["0", "rate", "0", String(who)] : [];
  const command = [await compile("loadgen"), "hold", talk, String(port), String(pid), ...count];
  const child = Bun.spawn(pinned(loadCore, command), { stdin: "pipe", stdout: "pipe", stderr: "inherit" });
  if (typeof who !== "number") child.stdin.write(`${who.join("\n")}\n\n`);
  await child.stdin.flush();
  const lines = child.stdout.getReader();
  const first = await lines.read();
  if (first.done) throw new Error("the load generator could not connect everyone");
  return {
    async end() {
      await child.stdin.end();
      const { value } = await lines.read();
      const { lost } = JSON.parse(new TextDecoder().decode(value)) as { lost: number };
      if (lost > 0) throw new Error(`the server closed ${lost} connections`);
      await child.exited;
    },
  };
}
