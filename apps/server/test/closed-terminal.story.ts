import { expect, test } from "bun:test";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cast } from "@hearth/test-kit";
import { Client, takeName } from "./client.ts";

const main = join(import.meta.dir, "../src/main.ts");

test("a terminal that goes away takes neither the chat with it, nor fills the log with itself", async () => {
  const folder = mkdtempSync(join(tmpdir(), "hearth-terminal-"));
  const args = ["serve", "--data", join(folder, "data"), "--host", "127.0.0.1", "--port", "0"];
  const server = Bun.spawn([process.execPath, main, ...args], {
    stdin: "ignore",
    stdout: "pipe",
    stderr: "pipe",
  });
  const reader = server.stdout.getReader();
  const origin = await readOrigin(reader);
  // Resolves only with the end of the server.
  void reader.cancel();
  for (const name of [cast.ananya, cast.ravi, cast.meera]) {
    const client = await Client.open(origin, await takeName(origin, name));
    await client.ask({ type: "device.list" });
    await client.leave();
  }
  server.kill("SIGTERM");
  expect(await server.exited).toBe(0);
  expect(await new Response(server.stderr).text()).toBe("");
  rmSync(folder, { recursive: true });
});

async function readOrigin(reader: {
  read(): Promise<{ readonly value?: Uint8Array | undefined }>;
}): Promise<string> {
  let text = "";
  for (;;) {
    text += new TextDecoder().decode((await reader.read()).value);
    const port = /http:\/\/[^\s/]+:(\d+)/.exec(text)?.[1];
    if (port) return `http://127.0.0.1:${port}`;
  }
}
