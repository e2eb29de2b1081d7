import { dirname } from "node:path";
import { PassThrough, Writable } from "node:stream";
import { render } from "ink";
import { createElement } from "react";
import { Chat } from "../src/chat/chat.ts";
import { createFileOutboxStore } from "../src/chat/outbox-file.ts";
import { App } from "../src/chat/screen/App.tsx";
import { chooseTheme } from "../src/chat/theme.ts";
import type { Profile } from "../src/profiles/profile.ts";
import { createSession } from "../src/session/session.ts";

export const keys = {
  enter: "\r",
  tab: "\t",
  up: "\u001b[A",
  down: "\u001b[B",
  escape: "\u001b",
  pageUp: "\u001b[5~",
  end: "\u001b[F",
  backspace: "\u007f",
  jump: "\u000b",
  altDown: "\u001b[1;3B",
} as const;

const patienceMs = 10_000;

/** Standard output that remembers the last whole screen. */
class Screen extends Writable {
  columns: number;
  rows: number;
  readonly isTTY = true;
  #frame = "";
  #wake = Promise.withResolvers<void>();

  constructor(columns: number, rows: number) {
    super();
    this.columns = columns;
    this.rows = rows;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#frame = Bun.stripANSI(chunk.toString());
    this.#wake.resolve();
    this.#wake = Promise.withResolvers();
    done();
  }

  get lines(): string[] {
    return this.#frame.split("\n");
  }

  /** Waits until the screen shows this, and gives it; a story that waits in vain shows what stood there. */
  shows(pattern: RegExp | string): Promise<string> {
    return this.#until(String(pattern), (frame) =>
      typeof pattern === "string" ? frame.includes(pattern) : pattern.test(frame),
    );
  }

  /** Waits for another screen than this one. */
  changes(before: string): Promise<string> {
    return this.#until("a change", (frame) => frame !== before);
  }

  get frame(): string {
    return this.#frame;
  }

  async #until(what: string, isSo: (frame: string) => boolean): Promise<string> {
    const timeout = Promise.withResolvers<never>();
    const timer = setTimeout(() => {
      timeout.reject(new Error(`the screen never showed ${what}, but:\n${this.#frame}`));
    }, patienceMs);
    try {
      while (!isSo(this.#frame)) await Promise.race([this.#wake.promise, timeout.promise]);
      return this.#frame;
    } finally {
      clearTimeout(timer);
    }
  }

  resize(columns: number, rows: number): void {
    this.columns = columns;
    this.rows = rows;
    this.emit("resize");
  }
}

class Keyboard extends PassThrough {
  readonly isTTY = true;
  setRawMode(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

export interface Terminal {
  readonly screen: Screen;
  press(keys: string): void;
  close(): Promise<void>;
}

/** A person at a terminal of their own, without a terminal. */
export function openTerminal(profile: Profile, outbox: string, size: readonly [number, number]): Terminal {
  const screen = new Screen(...size);
  const keyboard = new Keyboard();
  const store = createFileOutboxStore(outbox);
  const chat = new Chat(createSession({ profile, version: "0.0.0", store }), {
    profile,
    folder: dirname(outbox),
  });
  const app = render(createElement(App, { chat, theme: chooseTheme({ NO_COLOR: "1" }), address: "test" }), {
    stdout: screen as never,
    stdin: keyboard as never,
    debug: true,
    interactive: true,
    exitOnCtrlC: false,
    patchConsole: false,
  });
  return {
    screen,
    press: (keys) => void keyboard.write(keys),
    async close() {
      app.unmount();
      await app.waitUntilExit();
      chat.close();
    },
  };
}
