import { expect, test } from "bun:test";
import type { ConnectionCard } from "@hearth/protocol";
import { formatCsv } from "./connections-csv.ts";

const card = {
  name: "Ananya",
  address: "192.168.1.57:51022",
  client: "Chrome 129, Android 13",
  door: "ws",
  openedAtMs: Date.UTC(2026, 10, 19, 10, 16, 42),
  closedAtMs: null,
  note: "",
} as unknown as ConnectionCard;

test("commas and quotes stay inside their cell", () => {
  const csv = formatCsv([{ ...card, name: 'Ananya "Anu", 9B' }]);
  expect(csv.split("\r\n")[1]).toBe(
    '"2026-11-19T10:16:42.000Z","","Ananya ""Anu"", 9B","192.168.1.57:51022","Chrome 129, Android 13","ws",""',
  );
});

test("a name that looks like a formula stays a name", () => {
  for (const name of ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)"]) {
    expect(formatCsv([{ ...card, name }])).toContain(`"'${name}"`);
  }
});
