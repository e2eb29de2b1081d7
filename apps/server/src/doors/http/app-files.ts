import { extname, join, normalize } from "node:path";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
  ".mp3": "audio/mpeg",
  ".wav": "audio/wav",
};

/** Serves the built web app from `root`; paths that are no file are pages of the app. */
export function createAppFiles(root: string): (request: Request) => Promise<Response> {
  return async (request) => {
    if (request.method !== "GET" && request.method !== "HEAD")
      return new Response(null, { status: 405, headers: { allow: "GET, HEAD" } });
    const path = safePath(new URL(request.url).pathname);
    const isPage = path === null || extname(path) === "";
    const file = isPage ? "index.html" : path;
    return (
      (await serveFile(root, file, request)) ??
      new Response("There is nothing at this address.", { status: 404, headers: headersOf(".txt", request) })
    );
  };
}

/** A path below the root, or `null` for a page. */
function safePath(pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const path = normalize(decoded).replace(/^\/+/, "");
  return path === "" || path.startsWith("..") || path.includes("\0") || path.includes("\\") ? null : path;
}

async function serveFile(root: string, path: string, request: Request): Promise<Response | undefined> {
  const packed = (request.headers.get("accept-encoding") ?? "").includes("br") ? [".br", ""] : [".gz", ""];
  for (const ending of packed) {
    const file = Bun.file(join(root, path + ending));
    if (!(await file.exists())) continue;
    return new Response(file, {
      headers: { ...headersOf(extname(path), request), ...cacheOf(path), ...encodings[ending] },
    });
  }
  return undefined;
}

const encodings: Readonly<Record<string, Record<string, string>>> = {
  ".br": { "content-encoding": "br" },
  ".gz": { "content-encoding": "gzip" },
};

/** Built files carry their hash in the name; the page itself is asked for anew each time. */
function cacheOf(path: string): Record<string, string> {
  const isHashed = path.startsWith("assets/");
  return {
    "cache-control": isHashed ? "public, max-age=31536000, immutable" : "no-cache",
    vary: "accept-encoding",
  };
}

function headersOf(ending: string, request: Request): Record<string, string> {
  // Safari before 15.4 does not take a socket of the same origin for 'self'.
  const host = request.headers.get("host") ?? "";
  return {
    "content-type": types[ending] ?? "application/octet-stream",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "content-security-policy": `default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self' ws://${host} wss://${host}; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  };
}
