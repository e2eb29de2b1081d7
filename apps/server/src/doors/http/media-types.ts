/**
 * Types that a browser shows by itself without running anything that stands inside. SVG, HTML, XML and PDF are not
 * among them: they are offered for saving.
 */
const shownTypes: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "image/bmp",
  "video/mp4",
  "video/webm",
  "video/ogg",
  "video/quicktime",
  "audio/mpeg",
  "audio/mp4",
  "audio/aac",
  "audio/ogg",
  "audio/opus",
  "audio/webm",
  "audio/wav",
  "audio/x-wav",
  "audio/flac",
  "audio/x-m4a",
]);
/** Read as letters, whatever is in them. */
const textTypes: ReadonlySet<string> = new Set(["text/plain", "text/csv", "text/markdown"]);

/** What a file is served as, and whether a browser may show it in place; `type` is what its sender says. */
export function chooseType(type: string | null): { readonly type: string; readonly isShown: boolean } {
  if (type !== null && shownTypes.has(type)) return { type, isShown: true };
  if (type !== null && textTypes.has(type)) return { type: "text/plain; charset=utf-8", isShown: true };
  return { type: "application/octet-stream", isShown: false };
}

/** The same for a tab of its own: a browser's PDF viewer works behind the sandbox of every file. */
export function chooseViewedType(type: string | null): ReturnType<typeof chooseType> {
  return type === "application/pdf" ? { type, isShown: true } : chooseType(type);
}

/** RFC 6266, RFC 8187: the name in any script, and one in ASCII for what reads no other. */
export function formatDisposition(name: string | null, isShown: boolean): string {
  const kind = isShown ? "inline" : "attachment";
  if (name === null) return kind;
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
