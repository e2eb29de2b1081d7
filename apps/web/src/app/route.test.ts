import { expect, test } from "bun:test";
import { formatRoute, parseRoute, type Route, routeOf } from "./route.ts";

const routes: readonly Route[] = [
  { page: "home" },
  { page: "people" },
  { page: "mentions" },
  { page: "threads" },
  { page: "you" },
  { page: "rooms" },
  { page: "connections" },
  { page: "room", room: "class-9b" },
  { page: "room", room: "ಕನ್ನಡ/ಕೊಠಡಿ" },
  { page: "direct", room: "0199-id" },
  { page: "room", room: "class-9b", seq: 12 },
  { page: "direct", room: "0199-id", thread: 7, seq: 12 },
];

for (const route of routes) {
  test(`the address of ${JSON.stringify(route)} leads back to it`, () => {
    expect(parseRoute(formatRoute(route))).toEqual(route);
  });
}

test("an unknown or broken address leads home", () => {
  for (const path of ["", "/", "/nothing", "/r", "/r/", "/r/%E0%A4%A", "//", "/d/"]) {
    expect(parseRoute(path)).toEqual({ page: "home" });
  }
});

test("a place that is none leads to the room", () => {
  for (const place of ["x", "0", "-1", "1.5", "1/x"]) {
    expect(parseRoute(`/r/lobby/${place}`)).toEqual({ page: "room", room: "lobby" });
  }
});

test("a direct chat is addressed by its id, a room by its slug", () => {
  expect(routeOf({ id: "1", slug: "", kind: "direct" })).toEqual({ page: "direct", room: "1" });
  expect(routeOf({ id: "1", slug: "lobby", kind: "public" })).toEqual({ page: "room", room: "lobby" });
  expect(routeOf({ id: "1", slug: "", kind: "private" })).toEqual({ page: "room", room: "1" });
});
