/** Uploads that were begun, by file: whoever chooses the same one again goes on where it ended. */
const storeKey = "hearth-uploads";
const lifeMs = 24 * 60 * 60 * 1_000;
const mostKept = 100;

interface Known {
  readonly path: string;
  readonly atMs: number;
}

export function recallPath(key: string): string | null {
  return readAll()[key]?.path ?? null;
}

export function rememberPath(key: string, path: string): void {
  writeAll({ ...readAll(), [key]: { path, atMs: Date.now() } });
}

export function forgetPath(key: string): void {
  const { [key]: _, ...rest } = readAll();
  writeAll(rest);
}

function readAll(): Readonly<Record<string, Known>> {
  try {
    const all = JSON.parse(localStorage.getItem(storeKey) ?? "{}") as Record<string, Known>;
    const fresh = Object.entries(all).filter(([, { atMs }]) => Date.now() - atMs < lifeMs);
    return Object.fromEntries(fresh.slice(-mostKept));
  } catch {
    return {};
  }
}

/** Storage may be switched off: then an upload lasts as long as the page. */
function writeAll(all: Readonly<Record<string, Known>>): void {
  try {
    localStorage.setItem(storeKey, JSON.stringify(all));
  } catch {
    // Nothing to do: only going on after a reload is lost.
  }
}
