export type QuietChoice = "off" | "hour" | "day" | "always";

const hourMs = 3_600_000;

/** Kept as "always", or as the moment it ends; a moment that is over is no quiet. */
export function formatQuiet(choice: QuietChoice, nowMs: number): string {
  switch (choice) {
    case "off":
      return "";
    case "always":
      return "always";
    case "hour":
      return String(nowMs + hourMs);
    case "day":
      return String(new Date(nowMs).setHours(24 + 7, 0, 0, 0));
  }
}

/** Which choice a kept quiet is now. */
export function parseQuiet(kept: string, nowMs: number): QuietChoice {
  if (kept === "always") return "always";
  const leftMs = Number(kept) - nowMs;
  if (!(leftMs > 0)) return "off";
  return leftMs <= hourMs ? "hour" : "day";
}
