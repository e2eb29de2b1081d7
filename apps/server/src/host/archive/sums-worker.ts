import { openSync, readSync } from "node:fs";

declare const self: Worker;

/** What is asked: a file to read, a part of it to add to the sum, or the sum so far, which begins the next. */
export type ToSums =
  | { readonly type: "open"; readonly path: string }
  | { readonly type: "add"; readonly start: number; readonly end: number }
  | { readonly type: "finish" };

const chunk = Buffer.alloc(256 * 1024);
let fd = -1;
let hasher = new Bun.CryptoHasher("sha256");

self.onmessage = ({ data }: MessageEvent<ToSums>) => {
  switch (data.type) {
    case "open":
      fd = openSync(data.path, "r");
      return;
    case "add":
      return add(data.start, data.end);
    case "finish":
      self.postMessage(hasher.digest("hex"));
      hasher = new Bun.CryptoHasher("sha256");
  }
};

function add(start: number, end: number): void {
  for (let at = start; at < end; ) {
    const read = readSync(fd, chunk, 0, Math.min(chunk.length, end - at), at);
    if (read === 0) throw new Error("the archive ended while it was summed");
    hasher.update(chunk.subarray(0, read));
    at += read;
  }
}
