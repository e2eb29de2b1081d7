import { createConnection } from "node:net";

export interface RawAnswer {
  readonly status: number;
  /** Names in lower case; of repeated ones all values. */
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

/** One HTTP request whose every byte is the test's: no library adds, checks or refuses a header. */
export function requestRaw(
  port: number,
  line: string,
  headers: readonly (readonly [name: string, value: string])[],
  body = "",
): Promise<RawAnswer> {
  const { promise, resolve } = Promise.withResolvers<RawAnswer>();
  const socket = createConnection({ port, host: "127.0.0.1" });
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(Buffer.from(chunk)));
  socket.on("error", () => undefined);
  socket.on("close", () => resolve(parseAnswer(Buffer.concat(chunks).toString())));
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const length = body === "" ? "" : `Content-Length: ${Buffer.byteLength(body)}\r\n`;
  socket.write(`${line} HTTP/1.1\r\n${lines}${length}Connection: close\r\n\r\n${body}`);
  // An upgrade keeps the connection: the head is all that is asked for.
  socket.on("data", () => {
    if (Buffer.concat(chunks).includes("HTTP/1.1 101")) socket.destroy();
  });
  return promise;
}

function parseAnswer(text: string): RawAnswer {
  const [head = "", ...rest] = text.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  return { status: Number(first.split(" ")[1] ?? 0), headers, body: rest.join("\r\n\r\n") };
}
