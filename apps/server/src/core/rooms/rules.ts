import type { CommandOf, RoomId, RoomRules } from "@hearth/protocol";
import { needRight } from "../access/standing.ts";
import type { Reads } from "../ports.ts";
import type { RulesRow } from "../rows.ts";
import type { Turn } from "../turn.ts";

/** What a room without rules of its own has. */
export const noRules: RoomRules = {
  joinKey: null,
  memberLimit: null,
  unlisted: false,
  inviteOnly: false,
  readOnly: false,
  topicOpen: false,
  outsidersWrite: false,
};

export async function readRules(reads: Reads, room: RoomId): Promise<RoomRules> {
  const row = await reads.get("rules", room);
  return row ? parseRules(row) : noRules;
}

function parseRules(row: RulesRow): RoomRules {
  return {
    joinKey: row.joinKey,
    memberLimit: row.memberLimit,
    unlisted: row.unlisted === 1,
    inviteOnly: row.inviteOnly === 1,
    readOnly: row.readOnly === 1,
    topicOpen: row.topicOpen === 1,
    outsidersWrite: row.outsidersWrite === 1,
  };
}

function formatRules(room: RoomId, rules: RoomRules): RulesRow {
  const flag = (on: boolean): 0 | 1 => (on ? 1 : 0);
  return {
    room,
    joinKey: rules.joinKey,
    memberLimit: rules.memberLimit,
    unlisted: flag(rules.unlisted),
    inviteOnly: flag(rules.inviteOnly),
    readOnly: flag(rules.readOnly),
    topicOpen: flag(rules.topicOpen),
    outsidersWrite: flag(rules.outsidersWrite),
  };
}

/** Changes the rules that are named. The log, which only people in the room read, has all of them. */
export async function setRules(turn: Turn, c: CommandOf<"room.setRules">): Promise<unknown> {
  await needRight(turn.tx, c.room, turn.actor, c.type);
  const old = await readRules(turn.tx, c.room);
  const named = Object.entries(c.rules).filter(([, value]) => value !== undefined);
  const rules = { ...old, ...(Object.fromEntries(named) as Partial<RoomRules>) };
  if (JSON.stringify(rules) === JSON.stringify(old)) return {};
  await turn.tx.put("rules", formatRules(c.room, rules));
  await turn.append({ room: c.room, type: "rules.changed", detail: { rules } });
  return {};
}
