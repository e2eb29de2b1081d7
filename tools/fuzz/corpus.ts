import { appendFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

export type DoorName = "ws" | "http" | "irc";

const pathOf = (door: DoorName): string => join(import.meta.dir, "corpus", `${door}.txt`);

/** Inputs that are tried first and changed afterwards: one a line, `\r`, `\n` and `\uXXXX` written as such. */
export function readCorpus(door: DoorName): string[] {
  return readFileSync(pathOf(door), "utf8")
    .split("\n")
    .filter(Boolean)
    .map(door === "ws" ? asIs : parseLine);
}

/** Keeps what the server did not bear, so that the next run begins with it. */
export function keepInputs(door: DoorName, inputs: readonly string[]): void {
  appendFileSync(
    pathOf(door),
    inputs.map((input) => `${door === "ws" ? input : formatLine(input)}\n`).join(""),
  );
}

const asIs = (text: string): string => text;

function parseLine(text: string): string {
  return text
    .replaceAll("\\r", "\r")
    .replaceAll("\\n", "\n")
    .replace(/\\u([0-9a-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

function formatLine(input: string): string {
  return input
    .replaceAll("\r", "\\r")
    .replaceAll("\n", "\\n")
    .replace(
      /[\u0000-\u001f\u007f-\uffff]/g,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
    );
}
