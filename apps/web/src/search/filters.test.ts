import { expect, test } from "bun:test";
import type { UserCard, UserId } from "@hearth/protocol";
import { formatSearch, isNarrowed, noFilters } from "./filters.ts";

const ravi: UserCard = { id: "u1" as UserId, name: "Ravi", role: "member" };

test("a letter of an alphabet asks for nothing yet, a Chinese letter does", () => {
  expect(formatSearch("o", noFilters)).toBeNull();
  expect(formatSearch(" ! ", noFilters)).toBeNull();
  expect(formatSearch("", noFilters)).toBeNull();
  expect(formatSearch("水", noFilters)).toMatchObject({ query: "水", order: "newest" });
  expect(formatSearch(" os ", noFilters)).toEqual({ type: "message.search", query: "os", order: "newest" });
});

test("a person or links are enough by themselves, days are not", () => {
  expect(formatSearch("", { ...noFilters, by: ravi })).toMatchObject({ query: "", by: "u1" });
  expect(formatSearch("", { ...noFilters, has: "link" })).toMatchObject({ has: "link" });
  expect(formatSearch("", { ...noFilters, fromDate: "2026-11-01" })).toBeNull();
});

test("days are whole: up to the end of the last one", () => {
  const asked = formatSearch("osmosis", { ...noFilters, fromDate: "2026-11-01", toDate: "2026-11-01" });
  expect((asked?.toMs ?? 0) - (asked?.fromMs ?? 0)).toBe(86_400_000);
});

test("the order narrows nothing", () => {
  expect(isNarrowed({ ...noFilters, isBestFirst: true })).toBe(false);
  expect(isNarrowed({ ...noFilters, toDate: "2026-11-01" })).toBe(true);
});
