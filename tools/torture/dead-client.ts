import { startServer } from "@hearth/test-kit";
import { findNetworkObstacle, makeTwoMachines, type TwoMachines } from "./two-machines.ts";

const goneWithinMs = 50_000;
const waitAtMostMs = 90_000;

/**
 * Someone's Wi-Fi goes in a room where people write on: the list of who is here must say so within 50 s. The
 * server, who looks on, and who goes are programs of their own, the last one on another machine.
 */
export async function testDeadClient(): Promise<boolean> {
  const obstacle = await findNetworkObstacle();
  if (obstacle) {
    console.log(`SKIPPED: ${obstacle}.`);
    return true;
  }
  const machines = await makeTwoMachines();
  try {
    const goneMs = await measure(machines);
    const isInTime = goneMs <= goneWithinMs;
    console.log(
      `gone from the list ${(goneMs / 1000).toFixed(1)} s after the last packet (at most ${goneWithinMs / 1000}): ${isInTime ? "held" : "NOT HELD"}`,
    );
    return isInTime;
  } finally {
    await machines.remove();
  }
}

async function measure(machines: TwoMachines): Promise<number> {
  const args = ["--host", "0.0.0.0", "--no-limits-messages", "--log", "error"];
  const server = await startServer({ args, within: () => machines.on("server") });
  const origin = `http://${machines.serverAddress}:${new URL(server.origin).port}`;
  const ghost = start(machines.on("client"), [origin, "goes"]);
  try {
    await ghost.says("live");
    const watcher = start(machines.on("server"), [origin, "looks"]);
    try {
      await watcher.says("here");
      await machines.cutClient();
      const cutAtMs = performance.now();
      await watcher.says("gone");
      return performance.now() - cutAtMs;
    } finally {
      await watcher.end();
    }
  } finally {
    await ghost.end();
    await server.stop();
    server.remove();
  }
}

function start(within: readonly string[], args: readonly string[]) {
  const program = [process.execPath, `${import.meta.dir}/dead-client-people.ts`];
  const child = Bun.spawn([...within, ...program, ...args], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "inherit",
  });
  const late = setTimeout(() => child.kill(), waitAtMostMs);
  const said: string[] = [];
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  return {
    async says(word: string) {
      while (!said.join("").includes(word)) {
        const { value, done } = await lines.read();
        if (done) throw new Error(`"${args[1]}" ended and never said "${word}"`);
        said.push(value);
      }
    },
    async end() {
      clearTimeout(late);
      child.kill();
      await child.exited;
    },
  };
}
