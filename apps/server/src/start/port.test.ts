import { afterEach, describe, expect, test } from "bun:test";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Listening, openPort, usualPort } from "./port.ts";

type Server = ReturnType<typeof listen>["server"];
const closers: (() => unknown)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

function createFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hearth-port-"));
  closers.push(() => rmSync(folder, { recursive: true }));
  return folder;
}

function listen(host: string, port: number) {
  const server = Bun.listen({ hostname: host, port, socket: { data() {} } });
  closers.push(() => server.stop(true));
  return { server, host, port: server.port };
}

/** Listens for real, but on loopback and high ports, whatever is asked: the usual 4327 becomes 14327 or more. */
function listenShifted(shift: number) {
  return (host: string, port: number): Listening<Server> => {
    const opened = listen(host, port === 0 ? 0 : port + shift);
    return { ...opened, port: port === 0 ? opened.port : port };
  };
}

const host = "127.0.0.1";
const failWith = (code: string) => (): never => {
  throw Object.assign(new Error("cannot listen"), { code });
};

describe("a port", () => {
  const shift = 10_000 + (process.pid % 3_000) * 2;

  test("is the usual one, and is remembered", () => {
    const folder = createFolder();
    const opened = openPort({ port: null, host, folder }, listenShifted(shift));
    expect(opened).toMatchObject({ ok: true, value: { port: usualPort } });
    expect(readFileSync(join(folder, "port"), "utf8")).toBe("4327\n");
  });

  test("is the next one but one while the usual is taken, and stays so afterwards", () => {
    const folder = createFolder();
    const other = listen(host, usualPort + shift);
    expect(openPort({ port: null, host, folder }, listenShifted(shift))).toMatchObject({
      value: { port: 4329 },
    });
    for (const close of closers.splice(1)) close();
    other.server.stop(true);
    expect(openPort({ port: null, host, folder }, listenShifted(shift))).toMatchObject({
      value: { port: 4329 },
    });
  });

  test("is another one when the remembered one is taken", () => {
    const folder = createFolder();
    writeFileSync(join(folder, "port"), "4331");
    listen(host, 4331 + shift);
    expect(openPort({ port: null, host, folder }, listenShifted(shift))).toMatchObject({
      value: { port: 4327 },
    });
    expect(readFileSync(join(folder, "port"), "utf8")).toBe("4327\n");
  });

  test("is the usual one when what was remembered is spoilt", () => {
    for (const spoilt of ["", "x", "0", "99999", "-4"]) {
      const folder = createFolder();
      writeFileSync(join(folder, "port"), spoilt);
      expect(
        openPort({ port: null, host, folder }, (_host, port) => ({ server: 0, host, port })),
      ).toMatchObject({
        value: { port: usualPort },
      });
    }
  });

  test("is any free one for 0, and is not remembered", async () => {
    const folder = createFolder();
    const opened = openPort({ port: 0, host, folder }, listen);
    expect(opened.ok && opened.value.port).toBeGreaterThan(1023);
    expect(await Bun.file(join(folder, "port")).exists()).toBe(false);
  });

  test("that was chosen and is taken is refused, not replaced", () => {
    const { port } = listen(host, 0);
    expect(openPort({ port, host, folder: createFolder() }, listen)).toEqual({
      ok: false,
      problem: `Port ${port} is taken by another program. Stop that program, or choose another port with --port.`,
    });
  });

  test("is refused in a sentence when all are taken, forbidden or elsewhere", () => {
    const problems = (["EADDRINUSE", "EACCES", "EADDRNOTAVAIL", "ENOTFOUND"] as const).map((code) => {
      const opened = openPort(
        { port: code === "EADDRINUSE" ? null : 80, host, folder: createFolder() },
        failWith(code),
      );
      return opened.ok ? "" : opened.problem;
    });
    expect(problems).toEqual([
      "The ports from 4327 to 4425 are all taken. Choose a free one with --port.",
      "Port 80 is kept for administrators here. Choose one from 1024 on with --port.",
      "This machine does not have the address 127.0.0.1. Choose one of its own with --host.",
      "There is no address called 127.0.0.1. Choose one of this machine's with --host.",
    ]);
  });

  test("is opened on every IPv4 address on a machine without IPv6", () => {
    const opened = openPort({ port: 5000, host: "::", folder: createFolder() }, (asked, port) => {
      return asked === "::" ? failWith("EAFNOSUPPORT")() : { server: 0, host: asked, port };
    });
    expect(opened).toMatchObject({ value: { host: "0.0.0.0", port: 5000 } });
  });

  test("lets a bug through", () => {
    expect(() => openPort({ port: 80, host, folder: createFolder() }, failWith("EWHATEVER"))).toThrow(
      "cannot listen",
    );
  });
});
