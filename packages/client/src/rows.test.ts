import { expect, test } from "bun:test";
import { arjun, biology, clientId, createEntry, createMessage, kavitha, mateus, text } from "../test/cast.ts";
import type { Pending } from "./contract.ts";
import { RowBuilder } from "./rows.ts";
import type { Entry } from "./window.ts";

const mine = (seq: number): Entry => ({
  kind: "message",
  seq,
  asOf: seq,
  message: { ...createMessage(seq, "Mine", arjun), clientId: clientId(1) },
});
const theirs = (seq: number): Entry => ({
  kind: "message",
  seq,
  asOf: seq,
  message: { ...createMessage(seq, "Theirs", kavitha), clientId: clientId(1) },
});
const joined = (seq: number): Entry => ({
  kind: "notice",
  seq,
  notice: { type: "member.joined", ...createEntry(seq, mateus), user: mateus.id, name: mateus.name },
});
const pending: Pending = {
  clientId: clientId(1),
  room: biology,
  body: text("Mine"),
  createdAtMs: 1,
  phase: "sending",
};

test("a pending message of mine keeps its key when it becomes a message, and is shown once", () => {
  const builder = new RowBuilder();
  const [before] = builder.build([], [pending], arjun.id);
  const after = builder.build([mine(4)], [pending], arjun.id);
  expect(after).toHaveLength(1);
  expect(after[0]?.kind).toBe("message");
  expect(after[0]?.key).toBe(before?.key as string);
});

test("somebody else's message cannot take the place of mine by using its client id", () => {
  const rows = new RowBuilder().build([theirs(4)], [pending], arjun.id);
  expect(rows.map(({ kind }) => kind)).toEqual(["message", "pending"]);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(2);
});

test("rows that did not change are the same objects", () => {
  const builder = new RowBuilder();
  const entries = [theirs(3), joined(4), joined(5), theirs(6)];
  const before = builder.build(entries, [pending], arjun.id);
  const after = builder.build([...entries, theirs(7)], [pending], arjun.id);
  expect(after.slice(0, 3).every((row, index) => row === before[index])).toBe(true);
  expect(after.at(-1)).toBe(before.at(-1) as never);
});

test("a row of joins that grows is a new one", () => {
  const builder = new RowBuilder();
  const first = joined(4);
  const [before] = builder.build([first], [], arjun.id);
  const [after] = builder.build([first, joined(5)], [], arjun.id);
  expect(after).not.toBe(before as never);
  expect(after).toMatchObject({ key: before?.key as string, notices: { length: 2 } });
});
