import { resolve } from "node:path";
import { exitCodes, Output, type Task } from "@hearth/terminal";
import { readArchive } from "./archive/archive-reader.ts";
import { TarError } from "./archive/tar-header.ts";
import { checkData, type Finding } from "./check/check-data.ts";
import { explainFailure, failed, needDataFolder, openData } from "./data.ts";

/** `hearth check [FILE]`. */
export function createCheck(): Task {
  return async (values) => {
    const output = new Output(values.has("json"));
    const file = values.get("FILE");
    const findings = file === undefined ? readData(needDataFolder(values)) : readBackup(resolve(file));
    let isWhole = true;
    for await (const finding of findings) {
      isWhole &&= finding.problems.length === 0;
      await output.write(finding, () => formatFinding(finding));
    }
    return isWhole ? exitCodes.done : exitCodes.failed;
  };
}

async function* readData(folder: string): AsyncGenerator<Finding> {
  const db = openData(folder);
  try {
    yield* checkData(db, folder);
  } catch (error) {
    throw explainFailure(error);
  } finally {
    db.close();
  }
}

async function* readBackup(file: string): AsyncGenerator<Finding> {
  let bytes = 0;
  const count = (piece: Uint8Array): void => {
    bytes += piece.length;
  };
  const taker = { take: count, end: () => {} };
  try {
    const paths = readArchive(file, () => taker);
    yield { what: "backup", read: paths.length, unit: "files, each as its checksum says", problems: [] };
  } catch (error) {
    if (!(error instanceof TarError)) throw explainFailure(error);
    throw failed(`${file} is not a backup of Hearth, or it is damaged after ${bytes} bytes.`);
  }
}

function formatFinding({ what, read, unit, problems }: Finding): string {
  const head = `${problems.length === 0 ? "✓" : "✗"} ${what}: ${read} ${unit}`;
  return [head, ...problems.map((problem) => `    ${problem}`)].join("\n");
}
