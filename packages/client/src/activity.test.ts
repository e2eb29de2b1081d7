import { expect, test } from "bun:test";
import { Table } from "../test/table.ts";

const states = (table: Table) => table.asked("presence.set").map(({ state }) => state);

test("away stays away through signs of life and a new connection, until one is back", async () => {
  const table = new Table();
  await table.welcome();
  table.client.setAway(true);
  expect(states(table)).toEqual(["away"]);
  table.client.setActive(true);
  expect(states(table)).toEqual(["away"]);
  await table.drop();
  await table.reconnect();
  expect(states(table)).toEqual(["away"]);
  table.client.setAway(false);
  expect(states(table)).toEqual(["away", "here"]);
  expect(table.client.isAway.value).toBe(false);
});
