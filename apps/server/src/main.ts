import { mkdirSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { serve } from "./serve.ts";

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    data: { type: "string", default: "./data" },
    host: { type: "string", default: "0.0.0.0" },
    port: { type: "string", default: "4327" },
    name: { type: "string", default: hostname() },
  },
});
mkdirSync(values.data, { recursive: true });
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const running = await serve({
  dataDir: values.data,
  host: values.host,
  port: Number(values.port),
  communityName: values.name,
  version: "0.1.0",
  appDir: join(import.meta.dir, "../../web/dist"),
  hosts: new Set(),
  trustedProxies: new Set(),
  limits: { messages: true, logins: true },
  passwordHashCost: "normal",
  addressOf: (port) => `http://127.0.0.1:${port}`,
  labelOf: (userAgent) => userAgent,
  onBug: (error) => {
    process.stderr.write(`${String(error)}\n`);
    return "bug";
  },
  onOpened: (session, name) => say(`+ ${name} ${session.address} ${session.client}`),
  onClosed: (session, name, note) => say(`- ${name} ${session.address} ${note}`),
});
say(`http://127.0.0.1:${running.port}`);
const owner = await running.core.accounts.createOwnerCode();
if (owner) say(`http://127.0.0.1:${running.port}/#owner=${owner}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => void running.stop().then(() => process.exit(0)));
}
