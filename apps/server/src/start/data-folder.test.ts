import { afterAll, describe, expect, test } from "bun:test";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeFolderError, openDataFolder } from "./data-folder.ts";

const root = mkdtempSync(join(tmpdir(), "hearth-data-"));
afterAll(() => rmSync(root, { recursive: true }));

let folders = 0;
const nextFolder = () => join(root, String(++folders), "data");

/** Another process that takes the folder, says so, and stays. */
async function startHolder(folder: string) {
  const code = `
    import { openDataFolder } from ${JSON.stringify(join(import.meta.dir, "data-folder.ts"))};
    const opened = openDataFolder(${JSON.stringify(folder)});
    Bun.gc(true);
    console.log(opened.ok ? "held" : opened.problem);
    setInterval(() => {}, 1_000_000);`;
  const holder = Bun.spawn([process.execPath, "-e", code], { stdout: "pipe" });
  const { value } = await holder.stdout.getReader().read();
  return { holder, said: new TextDecoder().decode(value).trim() };
}

describe("a data folder", () => {
  test("is made, for its owner only", () => {
    const folder = nextFolder();
    const opened = openDataFolder(folder);
    expect(opened).toMatchObject({ ok: true, value: { path: folder } });
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(readFileSync(join(folder, "pid"), "utf8")).toBe(`${process.pid}\n`);
    if (opened.ok) opened.value.close();
    expect(existsSync(join(folder, "pid"))).toBe(false);
  });

  test("is refused while another process holds it, which is named, and free the moment that one is killed", async () => {
    const folder = nextFolder();
    const { holder, said } = await startHolder(folder);
    expect(said).toBe("held");
    expect(openDataFolder(folder)).toEqual({
      ok: false,
      problem: `Another Hearth (process ${holder.pid}) is using the folder ${folder}. Stop it first, or start this one on another folder with --data.`,
    });
    holder.kill("SIGKILL");
    await holder.exited;
    expect(readFileSync(join(folder, "pid"), "utf8")).toBe(`${holder.pid}\n`);
    const opened = openDataFolder(folder);
    expect(opened.ok).toBe(true);
    expect(readFileSync(join(folder, "pid"), "utf8")).toBe(`${process.pid}\n`);
    if (opened.ok) opened.value.close();
  });

  test("is refused a second time in one process, and the refusal does not end the first lock", async () => {
    const folder = nextFolder();
    const first = openDataFolder(folder);
    expect(openDataFolder(folder).ok).toBe(false);
    const { holder, said } = await startHolder(folder);
    holder.kill("SIGKILL");
    await holder.exited;
    expect(said).toStartWith(`Another Hearth (process ${process.pid})`);
    if (first.ok) first.value.close();
    expect(openDataFolder(folder).ok).toBe(true);
  });

  test("that is a file is refused, and the file stays as it was", () => {
    const file = join(root, "file");
    writeFileSync(file, "precious");
    expect(openDataFolder(file)).toEqual({
      ok: false,
      problem: `${file} is not a folder. Move the file away, or choose another with --data.`,
    });
    expect(openDataFolder(join(file, "below")).ok).toBe(false);
    expect(readFileSync(file, "utf8")).toBe("precious");
  });

  test("that cannot be used is refused with what to do", () => {
    const sentences = [
      "EACCES",
      "EROFS",
      "ENOSPC",
      "SQLITE_CANTOPEN",
      "SQLITE_FULL",
      "ENAMETOOLONG",
      "ENOENT",
    ].map((code) => {
      return describeFolderError(Object.assign(new Error("no"), { code }), "/d");
    });
    for (const sentence of sentences) expect(sentence).toMatch(/^The .*\/d.* with --data\.$/u);
    expect(new Set(sentences).size).toBe(5);
  });

  test("lets a bug through", () => {
    expect(() => describeFolderError(new TypeError("a bug"), "/d")).toThrow("a bug");
  });
});
