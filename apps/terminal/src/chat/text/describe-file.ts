import type { Attachment } from "@hearth/protocol";

/** `[photo] onion.jpg  1.2 MB`, `[voice 0:18]`. */
export function describeFile({ name, type, bytes, isVoice, durationMs }: Attachment): string {
  if (isVoice) return `[voice${durationMs === undefined ? "" : ` ${formatDuration(durationMs)}`}]`;
  return `[${kindOf(type)}] ${name}  ${formatBytes(bytes)}`;
}

function kindOf(type: string): string {
  if (type.startsWith("image/")) return "photo";
  if (type.startsWith("video/")) return "video";
  return type.startsWith("audio/") ? "sound" : "file";
}

/** `1.2 MB`: what one needs to know before fetching it. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function formatDuration(durationMs: number): string {
  const seconds = Math.round(durationMs / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
