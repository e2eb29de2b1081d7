import { expect, test } from "bun:test";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ClientId } from "@hearth/protocol";
import { cast, type ServerProcess, startServer } from "@hearth/test-kit";
import { Client, takeName } from "./client.ts";
import { canMount, withTinyDisk } from "./tiny-disk.ts";
import { say } from "./world.ts";

const megabyte = 1024 * 1024;
const diskBytes = 6 * megabyte;

const open = (): Promise<ServerProcess> =>
  startServer({
    within: withTinyDisk(diskBytes),
    stderr: "ignore",
    args: ["--no-limits-messages", "--no-limits-logins"],
  });

test.skipIf(!canMount())(
  "[STO25] a full disk refuses writing and loses nothing; reading goes on, and writing once there is space (needs Linux mount namespaces)",
  async () => {
    const server = await open();
    const ballast = join(`/proc/${server.process.pid}/root`, server.dataDir, "ballast");
    const ananya = await Client.open(server.origin, await takeName(server.origin, cast.ananya));
    const acked = new Set<ClientId>();
    const send = async (): Promise<string> => {
      const command = say(ananya.home, "x".repeat(4_000));
      const end = await ananya.ask(command).catch((error: { reason: string }) => error);
      if ("reason" in end) return end.reason;
      acked.add(command.clientId as ClientId);
      return "done";
    };
    const sendMany = (count: number): Promise<string[]> => Promise.all(Array.from({ length: count }, send));

    expect(new Set(await sendMany(20))).toEqual(new Set(["done"]));
    writeFileSync(ballast, Buffer.alloc(3 * megabyte));
    let ends: string[] = [];
    for (let round = 0; round < 200 && !ends.includes("disk_full"); round += 1) ends = await sendMany(20);
    expect(ends.filter((end) => end !== "done" && end !== "disk_full")).toEqual([]);
    // What was too much together may fit alone, for a while.
    let last = "done";
    for (let round = 0; round < 200 && last === "done"; round += 1) last = await send();
    expect(last).toBe("disk_full");

    const { messages } = await ananya.ask({ type: "history.page", room: ananya.home, limit: 100 });
    expect(messages.every(({ clientId }) => clientId && acked.has(clientId))).toBe(true);
    await expect(takeName(server.origin, cast.ravi)).rejects.toThrow("disk_full");
    const again = await Client.open(server.origin, ananya.account);
    expect(again.welcome?.user.name).toBe(cast.ananya);

    rmSync(ballast);
    expect(await send()).toBe("done");
    expect(new Set(await sendMany(20))).toEqual(new Set(["done"]));
    const stored: ClientId[] = [];
    for (let after = 0, isMore = true; isMore; ) {
      const page = await again.ask({ type: "history.page", room: again.home, after, limit: 100 });
      stored.push(...page.messages.flatMap(({ clientId }) => (clientId ? [clientId] : [])));
      after = page.messages.at(-1)?.seq ?? after;
      isMore = page.hasAfter;
    }
    expect(stored.length).toBe(acked.size);
    expect(new Set(stored)).toEqual(acked);
    await server.stop();
    server.remove();
  },
  60_000,
);
