import { connect, type Socket } from "node:net";
import { decodeClientFrame } from "@hearth/protocol";
import { damage, type FrameIds, makeFrame, pick, type Random } from "@hearth/test-kit";
import { type Account, takeName } from "../../apps/server/test/client.ts";
import { RawSocket } from "../../apps/server/test/raw-socket.ts";
import { type DoorName, readCorpus } from "./corpus.ts";
import { makeLine, makeRequest } from "./grammar.ts";

/** A way in, and how a batch of inputs is put through it; resolves with all it answered once it is done. */
export interface FuzzedDoor {
  readonly name: DoorName;
  make(): string;
  put(inputs: readonly string[]): Promise<string>;
}

/** From the grammar, or one of the corpus, changed. */
function makeInput(random: Random, corpus: readonly string[], fresh: () => string): string {
  return random() < 0.9 ? fresh() : damage(random, damage(random, pick(random, corpus)));
}

/** Frames of one person after another: whoever was sent away comes back as somebody new. */
export function openWsDoor(origin: string, ids: FrameIds, random: Random): FuzzedDoor {
  const corpus = readCorpus("ws");
  let account: Account | null = null;
  let batches = 0;
  return {
    name: "ws",
    make: () => makeInput(random, corpus, () => makeFrame(random, ids)),
    async put(inputs) {
      batches += 1;
      account ??= await takeName(origin, `Fuzzer ${batches}`);
      const who = account;
      const runs = splitAfter(inputs, endsSocket);
      const said = (await Promise.all(runs.map((run) => speak(origin, who, run)))).join("");
      // Its own commands may well have ended the device.
      if (batches % 50 === 0 || said.includes("sign_in_needed")) account = null;
      return said;
    },
  };
}

/** One connection; resolves with all that was answered once it is closed. */
async function speak(origin: string, account: Account, inputs: readonly string[]): Promise<string> {
  let said = "";
  const socket = new RawSocket(
    Number(new URL(origin).port),
    { Authorization: `Bearer ${account.secret}` },
    {
      onFrame: ({ payload }) => {
        said += payload.toString("latin1");
      },
    },
  );
  await Promise.race([socket.head, socket.closed]);
  socket.sendText('{"type":"hello","version":1,"client":"fuzz"}');
  for (const input of inputs) socket.sendText(input);
  // A word that no schema knows ends it; before that, all of these were dealt with.
  socket.sendText('{"id":0,"type":');
  await socket.closed;
  return said;
}

/** What follows such a frame on its connection is never read, and would be no input. */
function endsSocket(input: string): boolean {
  try {
    return decodeClientFrame(input).kind === "hello";
  } catch {
    return true;
  }
}

const endsLines = (input: string): boolean => /(^|[\r\n])(@\S* +)?(:\S* +)?quit\b/i.test(input);

function splitAfter(inputs: readonly string[], isLast: (input: string) => boolean): string[][] {
  const runs: string[][] = [[]];
  for (const input of inputs) {
    runs.at(-1)?.push(input);
    if (isLast(input)) runs.push([]);
  }
  return runs.filter(({ length }) => length > 0);
}

/** Requests one behind the other on a connection; what is malformed ends it, and the next comes on a new one. */
export function openHttpDoor(origin: string, random: Random): FuzzedDoor {
  const corpus = readCorpus("http");
  return {
    name: "http",
    make: () => makeInput(random, corpus, () => makeRequest(random)),
    async put(inputs) {
      const answers = await Promise.all(
        inputs.map((input) => converse(Number(new URL(origin).port), input, ["\r\n\r\n"])),
      );
      return answers.join("");
    },
  };
}

/** Lines of a guest, registered before most of them. */
export function openIrcDoor(port: number, random: Random): FuzzedDoor {
  const corpus = readCorpus("irc");
  return {
    name: "irc",
    make: () => makeInput(random, corpus, () => makeLine(random)),
    async put(inputs) {
      const greet = (): string =>
        random() < 0.9 ? `NICK f${Math.floor(random() * 1e6)}\r\nUSER f 0 * :f\r\n` : "";
      const runs = splitAfter(inputs, endsLines).map((run) => `${greet()}${run.join("\r\n")}\r\nQUIT\r\n`);
      return (await Promise.all(runs.map((run) => converse(port, run, [])))).join("");
    },
  };
}

/**
 * Says it all and reads until the other side ends the connection, or `enough` was answered and nothing more
 * is expected: a request whose body never comes is left open by right.
 */
function converse(port: number, text: string, enough: readonly string[]): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>();
  const socket: Socket = connect(port, "127.0.0.1");
  let said = "";
  const end = (): void => {
    socket.destroy();
    resolve(said);
  };
  socket.on("error", end).on("close", end);
  socket.on("data", (bytes) => {
    said += bytes.toString("latin1");
    if (enough.some((mark) => said.includes(mark))) end();
  });
  // Half closed: who waits for more hears that there is none.
  socket.end(Buffer.from(text));
  return promise;
}
