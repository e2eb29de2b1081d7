import {
  closeSync,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { sizes, uploadsPath } from "@hearth/protocol";
import { findFreePort } from "@hearth/test-kit";
import { ChatClock } from "../chat-clock.ts";
import { ChatThread } from "../chat-thread.ts";
import { type Figure, formatNumber, median } from "../figures.ts";
import { withFolder } from "../folders.ts";
import { hearthCommand, type Measured, start } from "../hearth.ts";
import type { Plan } from "../plan.ts";
import { readRssBytes, run } from "../processes.ts";
import type { Finding } from "../report.ts";
import { addPeople, type Person, withCore } from "../seed.ts";

const settleMs = 3_000;
const aloneForMs = 6_000;
const sampleMs = 50;
const mega = 1_000_000;
const fileLimit = ["--files-max-bytes", "8000000000", "--files-max-bytes-per-person", "80000000000"];

/** One large file up and down: memory, speed against the disk and against nginx, and what others feel of it. */
export async function measureFiles(plan: Plan): Promise<Finding> {
  return withFolder(async (dir) => {
    const dataDir = join(dir, "data");
    mkdirSync(dataDir);
    const [sender, talker] = await withCore(dataDir, (core) => addPeople(core, 2));
    if (!sender || !talker) throw new Error("nobody is there");
    const source = join(dir, "source");
    writeNoise(source, plan.fileBytes);
    const copySeconds = await copyOnce(source, join(dir, "copy"));
    const port = findFreePort();
    const server = await start(hearthCommand(dataDir, port, fileLimit), port);
    try {
      await Bun.sleep(settleMs);
      const up = await measureUpload(server, source, plan, { sender, talker });
      const hearthSeconds = await readRanges(up.url, plan.fileBytes, sender.secret);
      const nginxSeconds = await readFromNginx(dir, plan.fileBytes);
      return { figures: formatFigures(plan, { ...up, copySeconds, hearthSeconds, nginxSeconds }) };
    } finally {
      await server.stop();
    }
  });
}

interface Uploaded {
  readonly url: string;
  readonly uploadSeconds: number;
  readonly grownBytes: number;
  readonly aloneMs: readonly number[];
  readonly meanwhileMs: readonly number[];
}

/** The median of a chat's answers before the upload and during it. */
async function measureUpload(
  server: Measured,
  source: string,
  plan: Plan,
  { sender, talker }: { readonly sender: Person; readonly talker: Person },
): Promise<Uploaded> {
  const origin = `http://127.0.0.1:${server.port}`;
  const chat = await ChatThread.open(origin, talker.secret);
  const writer = await ChatClock.open(origin, sender.secret);
  const aloneMs = await chat.measureDuring(() => Bun.sleep(aloneForMs));
  const idleBytes = readRssBytes(server.pid);
  let peakBytes = idleBytes;
  const watch = setInterval(() => {
    peakBytes = Math.max(peakBytes, readRssBytes(server.pid));
  }, sampleMs);
  let upload = "";
  let uploadSeconds = 0;
  const meanwhileMs = await chat.measureDuring(async () => {
    const startedAtMs = performance.now();
    upload = await uploadFile(origin, sender.secret, source, plan.fileBytes);
    uploadSeconds = (performance.now() - startedAtMs) / 1000;
  });
  clearInterval(watch);
  const path = await writer.sendFile(upload, plan.fileBytes);
  chat.close();
  writer.close();
  return { url: origin + path, uploadSeconds, grownBytes: peakBytes - idleBytes, aloneMs, meanwhileMs };
}

/** In chunks as large as a client's; gives the upload's id. */
async function uploadFile(origin: string, secret: string, source: string, bytes: number): Promise<string> {
  const headers = { authorization: `Bearer ${secret}`, "tus-resumable": "1.0.0" };
  const begun = await fetch(origin + uploadsPath, {
    method: "POST",
    headers: { ...headers, "upload-length": String(bytes) },
  });
  const path = begun.headers.get("location") ?? "";
  for (let at = 0; at < bytes; at += sizes.maxChunkBytes) {
    const answer = await fetch(origin + path, {
      method: "PATCH",
      headers: { ...headers, "upload-offset": String(at), "content-type": "application/offset+octet-stream" },
      body: await Bun.file(source)
        .slice(at, at + sizes.maxChunkBytes)
        .arrayBuffer(),
    });
    if (answer.status !== 204) throw new Error(`${answer.status}: ${await answer.text()}`);
  }
  return path.slice(uploadsPath.length + 1);
}

/** The whole file, piece by piece as a player asks for it. */
async function readRanges(url: string, bytes: number, secret?: string): Promise<number> {
  const startedAtMs = performance.now();
  let read = 0;
  for (let at = 0; at < bytes; at += sizes.maxChunkBytes) {
    const range = `bytes=${at}-${Math.min(at + sizes.maxChunkBytes, bytes) - 1}`;
    const headers = { range, ...(secret && { authorization: `Bearer ${secret}` }) };
    const answer = await fetch(url, { headers });
    if (answer.status !== 206) throw new Error(`${answer.status} for ${range}`);
    for await (const chunk of answer.body ?? []) read += chunk.length;
  }
  if (read !== bytes) throw new Error(`${read} of ${bytes} bytes came`);
  return (performance.now() - startedAtMs) / 1000;
}

/** The same bytes from the same disk by nginx with one worker; `null` where it is not installed. */
async function readFromNginx(dir: string, bytes: number): Promise<number | null> {
  const nginx = Bun.which("nginx") ?? (existsSync("/usr/sbin/nginx") ? "/usr/sbin/nginx" : null);
  if (!nginx) return null;
  const port = findFreePort();
  const config = join(dir, "nginx.conf");
  writeFileSync(
    config,
    `daemon off; ${process.getuid?.() === 0 ? "user root; " : ""}worker_processes 1; pid ${dir}/nginx.pid; error_log ${dir}/nginx.log;
events {} http { access_log off; sendfile on; server { listen 127.0.0.1:${port}; root ${dir}; } }`,
  );
  const server = await start([nginx, "-c", config, "-p", dir], port);
  try {
    return await readRanges(`http://127.0.0.1:${port}/source`, bytes);
  } finally {
    await server.stop();
  }
}

/** Not compressible, so that no disk cheats. */
function writeNoise(path: string, bytes: number): void {
  const file = openSync(path, "w");
  const noise = new Uint8Array(sizes.maxChunkBytes);
  for (let at = 0; at < noise.length; at += 65_536) crypto.getRandomValues(noise.subarray(at, at + 65_536));
  for (let at = 0; at < bytes; at += noise.length) {
    new DataView(noise.buffer).setFloat64(0, at);
    writeSync(file, noise, 0, Math.min(noise.length, bytes - at));
  }
  fdatasyncSync(file);
  closeSync(file);
}

async function copyOnce(from: string, to: string): Promise<number> {
  const startedAtMs = performance.now();
  await run(["dd", `if=${from}`, `of=${to}`, "bs=1M", "conv=fsync", "status=none"]);
  const seconds = (performance.now() - startedAtMs) / 1000;
  rmSync(to);
  return seconds;
}

interface Found extends Uploaded {
  readonly copySeconds: number;
  readonly hearthSeconds: number;
  readonly nginxSeconds: number | null;
}

function formatFigures(plan: Plan, found: Found): Figure[] {
  const { uploadSeconds, copySeconds, grownBytes, aloneMs, meanwhileMs, hearthSeconds, nginxSeconds } = found;
  const speed = (seconds: number): string => `${formatNumber(plan.fileBytes / mega / seconds)} MB/s`;
  const what = `${formatNumber(plan.fileBytes / mega)} MB`;
  const alone = median(aloneMs);
  const meanwhile = median(meanwhileMs);
  const figures: Figure[] = [
    {
      what: `${what} uploaded, memory above idle`,
      value: grownBytes / mega,
      unit: "MB",
      gate: { atMost: 100 },
      note: "peak of RSS, looked at every 50 ms",
    },
    {
      what: `${what} uploaded, speed against a copy with fsync`,
      value: copySeconds / uploadSeconds,
      unit: "×",
      gate: { atLeast: 0.25 },
      note: `${speed(uploadSeconds)} against ${speed(copySeconds)}`,
    },
    {
      what: "a message meanwhile, median against alone",
      value: meanwhile / alone,
      unit: "×",
      gate: { atMost: 2 },
      note: `${formatNumber(meanwhile)} ms of ${meanwhileMs.length} against ${formatNumber(alone)} ms of ${aloneMs.length}`,
    },
  ];
  if (nginxSeconds === null) {
    console.log("SKIPPED: reading against nginx, because it is not here (Debian: nginx-light).");
    return figures;
  }
  figures.push({
    what: `${what} read in ranges, speed against nginx`,
    value: nginxSeconds / hearthSeconds,
    unit: "×",
    gate: { atLeast: 0.5 },
    note: `${speed(hearthSeconds)} against ${speed(nginxSeconds)}, pieces of 8 MiB`,
  });
  return figures;
}
