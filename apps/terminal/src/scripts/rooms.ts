import type { Client, RoomState } from "@hearth/client";
import type { RoomListing } from "@hearth/protocol";
import stringWidth from "string-width";
import { exitCodes } from "../command/exit-codes.ts";
import type { Task } from "../command/subcommand.ts";
import { Output } from "../print/output.ts";
import { formatColumns } from "../print/plain.ts";
import { runAs } from "../session/run-as.ts";

interface RoomRecord {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly topic: string;
  readonly kind: string;
  readonly joined: boolean;
  readonly members: number;
  readonly unread: number;
  readonly lastSeq: number | null;
}

/** `hearth rooms`: mine first, then the public ones that one may join. */
export function createRooms(version: string): Task {
  return (values) =>
    runAs(values, version, async (client) => {
      const others = values.has("mine") ? [] : await listOthers(client);
      const records = [...client.rooms.peek().map((room) => recordOf(client, room)), ...others];
      const lines = formatColumns(records.map(cellsOf), stringWidth);
      const output = new Output(values.has("json"));
      for (const [at, record] of records.entries()) await output.write(record, () => lines[at] ?? "");
      return exitCodes.done;
    });
}

function recordOf(client: Client, room: RoomState): RoomRecord {
  const { id, slug, topic, kind, memberCount, unread, lastSeq } = room;
  const title = titleOf(room, client.me.peek()?.id);
  return { id, slug, title, topic, kind, joined: true, members: memberCount, unread, lastSeq };
}

/** A direct chat is called by its other people. */
export function titleOf({ kind, title, people }: RoomState, me: string | undefined): string {
  if (kind !== "direct") return title;
  const others = people.filter(({ id }) => id !== me);
  return others.map(({ name }) => `@${name}`).join(", ") || title;
}

async function listOthers(client: Client): Promise<RoomRecord[]> {
  const found: RoomListing[] = [];
  let after: string | null = null;
  do {
    const page: { rooms: readonly RoomListing[]; next: string | null } = await client.ask({
      type: "room.list",
      limit: 100,
      ...(after !== null && { after }),
    });
    found.push(...page.rooms);
    after = page.next;
  } while (after !== null);
  return found
    .filter(({ joined }) => !joined)
    .map(({ id, slug, title, topic, memberCount }) => {
      const kind = "public";
      return { id, slug, title, topic, kind, joined: false, members: memberCount, unread: 0, lastSeq: null };
    });
}

function cellsOf({ slug, title, kind, joined, members, unread }: RoomRecord): string[] {
  const state = joined ? (unread > 0 && `${unread} unread`) || "" : "not joined";
  const people = members === 1 ? "1 person" : `${members} people`;
  return [kind === "direct" ? title : `#${slug}`, title, people, state];
}
