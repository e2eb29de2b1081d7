import type { Database } from "bun:sqlite";
import { join } from "node:path";
import type { Finding } from "./check-data.ts";

interface BlobRow {
  readonly hash: string;
  readonly bytes: number;
}

/** Every file that people sent, against its checksum, which is its name. */
export async function checkBlobs(db: Database, folder: string): Promise<Finding> {
  const hasBlobs = db.query("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'blobs'").get();
  const rows = hasBlobs ? db.query<BlobRow, []>("SELECT hash, bytes FROM blobs WHERE refs > 0").all() : [];
  const problems: string[] = [];
  for (const row of rows) {
    const problem = await describeBlob(row, join(folder, "files/blobs", row.hash.slice(0, 2), row.hash));
    if (problem !== null) problems.push(problem);
  }
  return { what: "files", read: rows.length, unit: "files", problems };
}

async function describeBlob({ hash, bytes }: BlobRow, path: string): Promise<string | null> {
  const file = Bun.file(path);
  if (!(await file.exists())) return `${path} is missing.`;
  if (file.size !== bytes) return `${path} has ${file.size} bytes, not ${bytes}.`;
  const hasher = new Bun.CryptoHasher("sha256");
  for await (const chunk of file.stream()) hasher.update(chunk);
  return hasher.digest("hex") === hash ? null : `${path} is damaged.`;
}
