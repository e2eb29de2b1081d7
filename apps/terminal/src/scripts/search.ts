import type { Client } from "@hearth/client";
import { type CommandInput, type Message, type ResultOf, type RoomId, sizes } from "@hearth/protocol";
import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Values } from "../command/parse-arguments.ts";
import type { Task } from "../command/subcommand.ts";
import { formatMessage, Names, recordOfMessage } from "../print/entry.ts";
import { Output } from "../print/output.ts";
import { findRoom, findUser } from "../session/find-room.ts";
import { readDay } from "../session/read-day.ts";
import { runAs } from "../session/run-as.ts";
import { titleOf } from "./rooms.ts";

/** `hearth search WORDS [--room ROOM] [--by NAME] …`: newest first, as a search is read. */
export function createSearch(version: string): Task {
  return (values) =>
    runAs(values, version, async (client) => {
      const wanted = values.integer("limit", { min: 1, max: 10_000 }) ?? 20;
      const question = await readQuestion(client, values);
      const output = new Output(values.has("json"));
      for await (const hit of takeFirst(readHits(client, question), wanted)) await show(client, output, hit);
      return exitCodes.done;
    });
}

type Question = Extract<CommandInput, { readonly type: "message.search" }>;

async function readQuestion(client: Client, values: Values): Promise<Question> {
  const room = values.get("room");
  const by = values.get("by");
  const fromMs = readDay(values, "from");
  const toMs = readDay(values, "to");
  return {
    type: "message.search",
    query: values.get("WORDS") ?? "",
    order: values.has("best") ? "ranked" : "newest",
    limit: sizes.maxSearchPage,
    ...(room !== undefined && { room: await findRoom(client, { text: room, mayJoin: false }) }),
    ...(by !== undefined && { by: (await needUser(client, by)).id }),
    ...(fromMs !== undefined && { fromMs }),
    ...(toMs !== undefined && { toMs }),
    ...(values.has("links") && { has: "link" as const }),
  };
}

async function needUser(client: Client, name: string) {
  const user = await findUser(client, name.replace(/^@/u, ""));
  if (user) return user;
  throw new CommandError(exitCodes.refused, `Nobody here is called ${name}.`);
}

interface Hit {
  readonly message: Message;
  readonly names: Names;
}

async function* readHits(client: Client, question: Question): AsyncGenerator<Hit> {
  const names = new Names();
  let after: string | null = null;
  do {
    const page: ResultOf<"message.search"> = await client.ask({
      ...question,
      ...(after !== null && { after }),
    });
    names.learn(page.users);
    for (const message of page.messages) yield { message, names };
    if (page.suggestion) {
      process.stderr.write(`Nothing was found. Did you mean: ${page.suggestion.query}\n`);
    }
    after = page.next;
  } while (after !== null);
}

async function* takeFirst<T>(items: AsyncIterable<T>, count: number): AsyncGenerator<T> {
  let left = count;
  for await (const item of items) {
    yield item;
    left -= 1;
    if (left === 0) return;
  }
}

function show(client: Client, output: Output, { message, names }: Hit): Promise<void> {
  const title = titleIn(client, message.room);
  return output.write({ ...recordOfMessage(message, names), roomTitle: title }, () => {
    return `${title}  ${formatMessage(message, names)}`;
  });
}

/** A room of mine has a title; one that I may only read is told by its id. */
function titleIn(client: Client, id: RoomId): string {
  const room = client.rooms.peek().find((one) => one.id === id);
  return room ? titleOf(room, client.me.peek()?.id) : id;
}
