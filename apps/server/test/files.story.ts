import { afterAll, beforeAll, describe, expect, test } from "bun:test";
import { existsSync, readdirSync } from "node:fs";
import { createConnection } from "node:net";
import { join } from "node:path";
import { type Attachment, formatFilePath, type Refusal, type RoomId } from "@hearth/protocol";
import { cast } from "@hearth/test-kit";
import type { Client } from "./client.ts";
import { type Hearth, openHearth } from "./hearth.ts";
import { requestRaw } from "./raw-http.ts";
import { idOf, TusClient, tusHeaders } from "./tus-client.ts";
import { sayFile } from "./uploads.ts";

let hearth: Hearth;
let ananya: Client;
let zahra: Client;
let tus: TusClient;
let room: RoomId;
beforeAll(async () => {
  hearth = await openHearth({ fileLimits: { maxBytes: 20_000_000, maxBytesPerPerson: 200_000_000 } });
  ananya = await hearth.enter(cast.ananya);
  zahra = await hearth.enter(cast.zahra);
  tus = new TusClient(hearth.origin, ananya.account);
  room = (await ananya.ask({ type: "room.create", kind: "private", title: "Lab" })).room.id;
});
afterAll(async () => {
  expect(hearth.bugs).toEqual([]);
  await hearth.close();
});

const send = async (content: string | Uint8Array<ArrayBuffer>, more: Partial<Attachment> = {}) => {
  const { event } = await ananya.ask(sayFile(room, await tus.upload(content), more));
  return formatFilePath(room, event.seq, 1);
};
const reasonOf = async (answer: Response): Promise<string> => ((await answer.json()) as Refusal).reason;
const filesOnDisk = (): string[] =>
  readdirSync(join(hearth.dataDir, "files"), { recursive: true }).map(String).sort();

describe("an upload", () => {
  test("[FILE1] goes on where it ended, in chunks", async () => {
    const path = await tus.create(10);
    expect(path).toMatch(/^\/uploads\/[0-9a-f-]{36}$/);
    expect((await tus.patch(path, 0, "leaf ")).headers.get("upload-offset")).toBe("5");
    expect(await tus.offset(path)).toBe(5);
    expect((await tus.patch(path, 5, "cells")).status).toBe(204);
    expect(await tus.offset(path)).toBe(10);
    expect((await ananya.ask(sayFile(room, idOf(path)))).event.body).toMatchObject({
      attachments: [{ bytes: 10 }],
    });
    expect((await tus.ask("HEAD", path, tusHeaders)).status).toBe(404);
  });

  test("[FILE1] keeps what came before the line broke", async () => {
    const path = await tus.create(1_000_000);
    const head = `PATCH ${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: ${tus.authorization}\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: 1000000\r\n\r\n`;
    const socket = createConnection({ port: hearth.port, host: "127.0.0.1" });
    socket.on("error", () => undefined);
    socket.write(head);
    await new Promise((resolve) => socket.write(Buffer.alloc(300_000, 7), resolve));
    // What left here may still be on its way: the host says what it has once the line is dead.
    while ((await Bun.file(join(hearth.dataDir, "files/parts", idOf(path))).stat()).size < 300_000)
      await new Promise((resolve) => setImmediate(resolve));
    socket.destroy();
    expect(await tus.offset(path)).toBe(300_000);
    expect((await tus.patch(path, 300_000, Buffer.alloc(700_000, 7))).status).toBe(204);
    const file = await tus.ask(
      "GET",
      formatFilePath(room, (await ananya.ask(sayFile(room, idOf(path)))).event.seq, 1),
    );
    expect(Buffer.from(await file.arrayBuffer()).equals(Buffer.alloc(1_000_000, 7))).toBe(true);
  });

  test("[FILE1] refuses offsets and lengths that lie, and changes nothing", async () => {
    const path = await tus.create(10);
    await tus.patch(path, 0, "leaf ");
    for (const offset of [0, 4, 6, 10, 11, 2 ** 53])
      expect((await tus.patch(path, offset, "x")).status).toBe(409);
    for (const offset of ["-1", "5.0", "05", "5x", "NaN", ""])
      expect(
        (
          await tus.ask(
            "PATCH",
            path,
            { ...tusHeaders, "content-type": "application/offset+octet-stream", "upload-offset": offset },
            "x",
          )
        ).status,
      ).toBe(400);
    expect((await tus.patch(path, 5, "cells and more")).status).toBe(413);
    expect(await tus.offset(path)).toBe(5);
    for (const length of ["-1", "1e3", "x", "", "9007199254740993"]) {
      const answer = await tus.ask("POST", "/uploads", { ...tusHeaders, "upload-length": length });
      expect([400, 413]).toContain(answer.status);
    }
    const endless = await tus.ask("POST", "/uploads", { ...tusHeaders, "upload-defer-length": "1" });
    expect(endless.status).toBe(501);
    const large = await tus.ask("POST", "/uploads", { ...tusHeaders, "upload-length": "20000001" });
    expect([large.status, await reasonOf(large)]).toEqual([413, "file_too_large"]);
  });

  test("[FILE1] takes one writer at a time", async () => {
    const bytes = Buffer.alloc(4_000_000, 1);
    const path = await tus.create(bytes.length);
    const ends = await Promise.all([tus.patch(path, 0, bytes), tus.patch(path, 0, bytes)]);
    expect(ends.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await tus.offset(path)).toBe(bytes.length);
  });

  test("[FILE4] is its person's alone, and nobody's without one", async () => {
    const path = await tus.create(4);
    const other = new TusClient(hearth.origin, zahra.account);
    await other.create(4);
    for (const answer of [
      await other.ask("HEAD", path, tusHeaders),
      await other.patch(path, 0, "leaf"),
      await other.ask("DELETE", path, tusHeaders),
      await other.ask("HEAD", "/uploads/019b0000-0000-7000-8000-000000000001", tusHeaders),
    ])
      expect(answer.status).toBe(404);
    const nobody = new TusClient(hearth.origin, { secret: "x".repeat(43) });
    expect((await nobody.patch(path, 0, "leaf")).status).toBe(401);
    expect((await nobody.ask("POST", "/uploads", { ...tusHeaders, "upload-length": "1" })).status).toBe(401);
    await tus.patch(path, 0, "leaf");
    expect((await zahra.refused(sayFile(zahra.home, idOf(path)))).reason).toBe("upload_missing");
    expect((await tus.ask("DELETE", path, tusHeaders)).status).toBe(204);
    expect((await tus.ask("HEAD", path, tusHeaders)).status).toBe(404);
  });

  test("[FILE3] takes no path for an id", async () => {
    await hearth.running.core.files.swept();
    const before = filesOnDisk();
    for (const id of [
      "../../hearth.db",
      "..%2f..%2fhearth.db",
      "%2e%2e",
      "a%00b",
      "..\\x",
      "CON",
      "x".repeat(1_000),
      "C:x",
    ]) {
      for (const method of ["HEAD", "DELETE"])
        expect((await tus.ask(method, `/uploads/${id}`, tusHeaders)).status).not.toBe(204);
      expect((await tus.patch(`/uploads/${id}`, 0, "x")).status).toBeGreaterThanOrEqual(400);
    }
    expect(filesOnDisk()).toEqual(before);
    expect(existsSync(join(hearth.dataDir, "hearth.db"))).toBe(true);
  });

  test("[FILE4] is taken from this site's pages only", async () => {
    const headers = (origin: string): (readonly [string, string])[] => [
      ["Host", "localhost"],
      ["Authorization", tus.authorization],
      ["Tus-Resumable", "1.0.0"],
      ["Upload-Length", "4"],
      ["Origin", origin],
    ];
    expect((await requestRaw(hearth.port, "POST /uploads", headers("http://evil.example"))).status).toBe(403);
    const own = await requestRaw(hearth.port, "POST /uploads", headers("http://localhost"));
    expect([own.status, own.headers.has("access-control-allow-origin")]).toEqual([201, false]);
    const cookie = await requestRaw(hearth.port, "POST /uploads", [
      ...headers("x").slice(0, 4),
      ["Cookie", "a=b"],
    ]);
    expect(cookie.status).toBe(403);
  });
});

describe("a file of a message", () => {
  test("[FILE5] answers members only, now", async () => {
    const path = await send("leaf cells");
    expect(await (await tus.ask("GET", path)).text()).toBe("leaf cells");
    const other = new TusClient(hearth.origin, zahra.account);
    const refused = await other.ask("GET", path);
    expect([refused.status, await reasonOf(refused)]).toEqual([404, "room_missing"]);
    expect((await fetch(`${hearth.origin}${path}`)).status).toBe(401);
    await ananya.ask({ type: "message.delete", room, seq: Number(path.split("/")[3]) });
    expect((await tus.ask("GET", path)).status).toBe(404);
  });

  test("[FILE11] has no other address", async () => {
    const path = await send("leaf cells");
    const bad = [
      `${path}/`,
      `${path}0`,
      path.replace(/1$/, "01"),
      path.replace(/1$/, "-1"),
      path.replace(room, "x"),
      `/files/${room}`,
      "/files/",
      path.replace(/\/1$/, "%2f1"),
      `/files/${room}/1e0/1`,
    ];
    for (const address of bad) expect((await tus.ask("GET", address)).status).toBe(404);
    expect((await tus.ask("POST", path)).status).toBe(405);
  });

  test("[FILE12] is served in spans, with a tag that stays", async () => {
    const path = await send("0123456789");
    const get = (headers: Record<string, string>) => tus.ask("GET", path, headers);
    const whole = await get({});
    const etag = whole.headers.get("etag") ?? "";
    expect([whole.status, whole.headers.get("accept-ranges"), whole.headers.get("content-length")]).toEqual([
      200,
      "bytes",
      "10",
    ]);
    expect(whole.headers.get("cache-control")).toBe("private, no-cache");
    for (const [range, text, place] of [
      ["bytes=0-", "0123456789", "0-9"],
      ["bytes=3-5", "345", "3-5"],
      ["bytes=9-99", "9", "9-9"],
      ["bytes=-3", "789", "7-9"],
      ["bytes=-99", "0123456789", "0-9"],
    ] as const) {
      const part = await get({ range });
      expect([part.status, await part.text(), part.headers.get("content-range")]).toEqual([
        206,
        text,
        `bytes ${place}/10`,
      ]);
    }
    for (const range of ["bytes=10-", "bytes=-0"]) {
      const none = await get({ range });
      expect([none.status, none.headers.get("content-range")]).toEqual([416, "bytes */10"]);
    }
    for (const range of ["bytes=5-3", "bytes=0-1,3-4", "lines=1-2", "bytes=a-b", "bytes=-"])
      expect([(await get({ range })).status, await (await get({ range })).text()]).toEqual([
        200,
        "0123456789",
      ]);
    expect((await get({ "if-none-match": etag })).status).toBe(304);
    expect((await get({ "if-none-match": '"other"' })).status).toBe(200);
    expect((await get({ range: "bytes=0-1", "if-range": etag })).status).toBe(206);
    expect((await get({ range: "bytes=0-1", "if-range": '"other"' })).status).toBe(200);
    const head = await tus.ask("HEAD", path);
    expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "10", ""]);
    const empty = await tus.ask("GET", await send(""));
    expect([empty.status, await empty.text()]).toEqual([200, ""]);
  });

  test("[FILE13] that a browser would run is offered for saving; every one is sandboxed and never sniffed", async () => {
    const script = "<script>document.title='ran'</script>";
    for (const type of [
      "text/html",
      "image/svg+xml",
      "application/xhtml+xml",
      "text/xml",
      "application/pdf",
      "text/javascript",
      "application/x-msdownload",
      "multipart/x-mixed-replace",
      "message/rfc822",
      "no/such",
    ]) {
      const path = await send(script, { type, name: "x.html" });
      const isPdf = type === "application/pdf";
      for (const [address, isViewed] of [
        [path, false],
        [`${path}?view`, isPdf],
      ] as const) {
        const { headers } = await tus.ask("GET", address);
        expect(headers.get("content-type")).toBe(isViewed ? type : "application/octet-stream");
        expect(headers.get("content-disposition")).toStartWith(isViewed ? "inline;" : "attachment;");
        expect(headers.get("content-security-policy")).toStartWith("sandbox; default-src 'none'");
        expect(headers.get("x-content-type-options")).toBe("nosniff");
      }
    }
    for (const [type, served] of [
      ["image/png", "image/png"],
      ["video/mp4", "video/mp4"],
      ["text/plain", "text/plain; charset=utf-8"],
    ] as const) {
      const path = await send(script, { type, name: "x.html" });
      const { headers } = await tus.ask("GET", path);
      expect([headers.get("content-type"), headers.get("x-content-type-options")]).toEqual([
        served,
        "nosniff",
      ]);
      expect(headers.get("content-security-policy")).toStartWith("sandbox; default-src 'none'");
      expect(headers.get("content-disposition")).toStartWith("inline;");
      expect((await tus.ask("GET", `${path}?save`)).headers.get("content-disposition")).toStartWith(
        "attachment;",
      );
    }
  });

  test("[FILE13] that is an archive stays one, whatever paths stand in it", async () => {
    const outside = [join(hearth.dataDir, "../hearth-evil"), "/tmp/hearth-evil"];
    const before = filesOnDisk().filter((name) => !/[0-9a-f]{2}(\/[0-9a-f]{64})?$/.test(name));
    for (const [name, type] of [
      ["photos.zip", "application/zip"],
      ["photos.tar", "application/x-tar"],
      ["photos.tar.gz", "application/gzip"],
    ] as const) {
      const archive = createArchive(name, ["../hearth-evil", "../../../../../../tmp/hearth-evil", "C:\\x"]);
      const path = await send(archive, { name, type });
      const answer = await tus.ask("GET", path);
      expect(answer.headers.get("content-type")).toBe("application/octet-stream");
      expect(answer.headers.get("content-disposition")).toStartWith("attachment;");
      // Not even unpacked on its way.
      expect(answer.headers.get("content-encoding")).toBeNull();
      expect(Buffer.from(await answer.arrayBuffer()).equals(archive)).toBe(true);
    }
    expect(filesOnDisk().filter((name) => !/[0-9a-f]{2}(\/[0-9a-f]{64})?$/.test(name))).toEqual(before);
    expect(outside.map((path) => existsSync(path))).toEqual([false, false]);
  });

  test("[FILE14] keeps its name in any script, and a name is never a header or a path", async () => {
    const before = filesOnDisk().filter((name) => !/[0-9a-f]{2}(\/[0-9a-f]{64})?$/.test(name));
    for (const name of [
      "ಫೋಟೋ.jpg",
      "مرحبا.pdf",
      "写真 1.png",
      "a'b\"c%20(1)*.txt",
      "CON",
      "nul.txt",
      "a:b",
      "a.txt::$DATA",
      "COM1.png",
      "..%2f..%2fhearth.db",
      "%00.png",
      ".profile",
      "x;y=z.txt",
    ]) {
      const { headers } = await tus.ask("GET", await send("x", { name }));
      const said = headers.get("content-disposition") ?? "";
      expect(decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(said)?.[1] ?? "")).toBe(name);
      expect(said).toMatch(
        /^(inline|attachment); filename="[^"\\%]*"; filename\*=UTF-8''[A-Za-z0-9!#$&+.^_`|~%-]*$/,
      );
    }
    const file = await tus.upload("x");
    for (const name of [
      "../../x",
      "..",
      "a/b",
      "a\\b",
      "/etc/passwd",
      "C:\\hearth.db",
      "..\\..\\x",
      "a\r\nSet-Cookie: x=y",
      "a\0b",
      "photo\u202Egnp.exe",
      "x".repeat(1_000),
    ])
      expect((await ananya.refused(sayFile(room, file, { name }))).reason).toBe("frame_malformed");
    expect(filesOnDisk().filter((name) => !/[0-9a-f]{2}(\/[0-9a-f]{64})?$/.test(name))).toEqual(before);
  });
});

/** An archive of one kind with these paths in it, each with a byte. */
function createArchive(name: string, paths: readonly string[]): Buffer<ArrayBuffer> {
  if (name.endsWith(".zip")) return Buffer.concat([...paths.map(formatZipEntry), Buffer.from("PK\x05\x06")]);
  const tar = Buffer.concat([...paths.map(formatTarEntry), Buffer.alloc(1_024)]);
  return name.endsWith(".gz") ? Buffer.from(Bun.gzipSync(tar)) : tar;
}

/** A stored entry, as APPNOTE 4.3.7 has it. */
function formatZipEntry(path: string): Buffer {
  const head = Buffer.alloc(30);
  head.write("PK\x03\x04");
  head.writeUInt32LE(1, 18);
  head.writeUInt32LE(1, 22);
  head.writeUInt16LE(path.length, 26);
  return Buffer.concat([head, Buffer.from(path), Buffer.from("x")]);
}

function formatTarEntry(path: string): Buffer {
  const block = Buffer.alloc(1_024);
  block.write(path);
  block.write("00000000001", 124);
  block.write("ustar", 257);
  block.write("x", 512);
  return block;
}
