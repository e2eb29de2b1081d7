import { createConnection, type Socket } from "node:net";
import { Inbox } from "@hearth/test-kit";

/** What came back on a bare TCP connection: the head of the answer, then web socket frames. */
export interface RawFrame {
  readonly opcode: number;
  readonly payload: Buffer;
}

export interface RawSocketOptions {
  readonly path?: string;
  /** Takes each frame, instead of `frames`, which keeps them all. */
  readonly onFrame?: (frame: RawFrame) => void;
}

/** A web socket spoken by hand, byte by byte (RFC 6455): for what no library would ever send. */
export class RawSocket {
  readonly frames = new Inbox<RawFrame>();
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  readonly #onFrame: (frame: RawFrame) => void;
  #isUpgraded = false;
  #buffered: Buffer = Buffer.alloc(0);
  readonly head: Promise<string>;

  constructor(
    port: number,
    headers: Readonly<Record<string, string>>,
    { path = "/socket", onFrame }: RawSocketOptions = {},
  ) {
    this.#onFrame = onFrame ?? ((frame) => this.frames.push(frame));
    this.#socket = createConnection({ port, host: "127.0.0.1" });
    // A reset is one way of being closed.
    this.#socket.on("error", () => undefined);
    this.closed = new Promise((resolve) => this.#socket.on("close", () => resolve()));
    this.head = new Promise((resolve) => {
      this.#socket.on("data", (bytes) => {
        this.#buffered = Buffer.concat([this.#buffered, Buffer.from(bytes)]);
        const end = this.#buffered.indexOf("\r\n\r\n");
        if (!this.#isUpgraded && end >= 0) {
          resolve(this.#buffered.subarray(0, end).toString());
          this.#buffered = this.#buffered.subarray(end + 4);
          this.#isUpgraded = true;
        }
        if (this.#isUpgraded) this.#readFrames();
      });
    });
    const lines = Object.entries({
      Host: `127.0.0.1:${port}`,
      Connection: "Upgrade",
      Upgrade: "websocket",
      "Sec-WebSocket-Version": "13",
      "Sec-WebSocket-Key": "aGVhcnRoIHN0b3J5IGtleQ==",
      ...headers,
    }).map(([name, value]) => `${name}: ${value}`);
    this.#socket.write(`GET ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
  }

  write(bytes: Uint8Array | string): void {
    this.#socket.write(bytes);
  }
  sendText(text: string): void {
    this.write(formatFrame({ opcode: 1, payload: Buffer.from(text) }));
  }
  /** Stops reading: the other side's frames pile up. */
  pause(): void {
    this.#socket.pause();
  }
  resume(): void {
    this.#socket.resume();
  }
  destroy(): void {
    this.#socket.destroy();
  }

  #readFrames(): void {
    for (;;) {
      const frame = parseFrame(this.#buffered);
      if (!frame) return;
      this.#buffered = this.#buffered.subarray(frame.bytes);
      this.#onFrame(frame);
    }
  }
}

/** A masked frame of a client. The mask is zero: it hides nothing, and bytes stay readable in a failing test. */
export function formatFrame(frame: RawFrame, isFinal = true): Buffer {
  const { length } = frame.payload;
  const first = (isFinal ? 0x80 : 0) | frame.opcode;
  if (length < 126) return Buffer.concat([Buffer.from([first, 0x80 | length, 0, 0, 0, 0]), frame.payload]);
  const head = length < 65_536 ? Buffer.alloc(8) : Buffer.alloc(14);
  head[0] = first;
  if (length < 65_536) {
    head[1] = 0xfe;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = 0xff;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, frame.payload]);
}

function parseFrame(bytes: Buffer): (RawFrame & { readonly bytes: number }) | null {
  const size = parseSize(bytes);
  if (!size || bytes.length < size.head + size.payload) return null;
  const end = size.head + size.payload;
  const payload = Buffer.from(bytes.subarray(size.head, end));
  return { opcode: (bytes[0] ?? 0) & 0x0f, payload, bytes: end };
}

function parseSize(bytes: Buffer): { readonly head: number; readonly payload: number } | null {
  const short = (bytes[1] ?? 0) & 0x7f;
  if (bytes.length < 2) return null;
  if (short < 126) return { head: 2, payload: short };
  if (short === 126) return bytes.length < 4 ? null : { head: 4, payload: bytes.readUInt16BE(2) };
  return bytes.length < 10 ? null : { head: 10, payload: Number(bytes.readBigUInt64BE(2)) };
}
