import { afterAll, beforeAll, describe, test } from "bun:test";
import { createCertificate } from "@hearth/test-kit";
import { Talker } from "@hearth/test-kit/main-job/talker";
import type { Page } from "playwright-core";
import { join, openStage, type Stage } from "./browser.ts";
import {
  type Entry,
  type IrcProgram,
  missing,
  openFramework,
  openIrssi,
  openWeechat,
} from "./irc-programs.ts";
import { messages, openRoom, send } from "./room-page.ts";

const certificate = createCertificate();
const programs = { irssi: openIrssi, weechat: openWeechat, framework: openFramework } as const;
type Program = keyof typeof programs;
const all = Object.keys(programs) as Program[];
const patienceMs = 60_000;

/** A person who has a password, as IRC's sign-in asks for one. */
async function createEntry(origin: string, port: number, name: string): Promise<Entry> {
  const password = `the password of ${name}`;
  const person = await Talker.join(origin, name, Math.random);
  await person.client.ask({ type: "password.set", password });
  person.client.close();
  return { port, channel: "#biology", name, password };
}

const reasons: string[] = all.flatMap((program) => missing[program]() ?? []);
if (certificate === null) reasons.push("there is no openssl: on Debian, apt-get install openssl");

describe("a room with programs for IRC and with browsers", () => {
  const open = new Map<Program, IrcProgram>();
  let stage: Stage;
  let host: Talker;
  const pages: Page[] = [];

  const present = all.filter((program) => certificate !== null && missing[program]() === null);
  for (const reason of reasons) test.skipIf(true)(reason, () => undefined);

  beforeAll(async () => {
    if (certificate === null) return;
    const { certPath, keyPath } = certificate;
    stage = await openStage(["--irc-tls-port", "0", "--tls-cert", certPath, "--tls-key", keyPath]);
    const [, port] = await stage.server().shows(/TLS (\d+)/);
    host = await Talker.join(stage.origin, "Harpreet Singh", Math.random);
    await host.client.ask({ type: "room.create", kind: "public", title: "biology", topic: "" });
    for (const device of ["desk", "phone"] as const) {
      const page = await stage.open(device);
      await join(page, `Kavitha ${device}`);
      await openRoom(page, stage.origin, "biology");
      pages.push(page);
    }
    for (const program of present) {
      const entry = await createEntry(stage.origin, Number(port), `of_${program}`);
      const opened = programs[program](entry);
      open.set(program, opened);
      await opened.joined;
    }
  }, patienceMs);

  afterAll(async () => {
    for (const program of open.values()) await program.close();
    host?.client.close();
    await stage?.close();
  }, patienceMs);

  for (const speaker of present) {
    test(
      `what is said in ${speaker} is heard in the other programs and in both browsers`,
      async () => {
        const text = `${speaker} says: ಕೋಶಗಳು ü€😀`;
        open.get(speaker)?.say(text);
        for (const page of pages) await messages(page).getByText(text).waitFor();
        for (const [program, { hears }] of open) if (program !== speaker) await hears(text);
      },
      patienceMs,
    );
  }

  for (const place of present.length === 0 ? [] : [0, 1]) {
    test(
      `what is written in browser ${place + 1} is heard in every program and in the other browser`,
      async () => {
        const text = `browser ${place + 1} says: ಕೋಶಗಳು ü€😀`;
        const [page, other] = [pages[place], pages[1 - place]];
        if (!page || !other) throw new Error("no browser");
        await send(page, text);
        await messages(other).getByText(text).waitFor();
        for (const { hears } of open.values()) await hears(text);
      },
      patienceMs,
    );
  }
});
