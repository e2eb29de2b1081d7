import type { ConnectionCard } from "@hearth/protocol";

const head = ["opened", "closed", "name", "address", "client", "door", "note"];

/** The log as a table for other programs: RFC 4180, times in UTC. */
export function formatCsv(connections: readonly ConnectionCard[]): string {
  const rows = connections.map((card) => [
    new Date(card.openedAtMs).toISOString(),
    card.closedAtMs === null ? "" : new Date(card.closedAtMs).toISOString(),
    card.name ?? "",
    card.address,
    card.client,
    card.door,
    card.note,
  ]);
  return [head, ...rows].map((row) => row.map(formatCell).join(",")).join("\r\n");
}

/** Names are chosen by strangers: a spreadsheet must not take one that begins with `=` for a formula. */
function formatCell(text: string): string {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${harmless.replaceAll('"', '""')}"`;
}

/** Hands a file made on this page to the browser's downloads. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
