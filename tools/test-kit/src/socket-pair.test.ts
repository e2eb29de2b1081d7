import { expect, test } from "bun:test";
import { createSocketPair } from "./socket-pair.ts";

function listen() {
  const pair = createSocketPair();
  const seen: unknown[] = [];
  pair.server.addEventListener("message", ({ data }) => seen.push(data));
  pair.server.addEventListener("close", () => seen.push("closed"));
  return { pair, seen };
}

test("frames wait until they are flushed, and arrive in order", () => {
  const { pair, seen } = listen();
  pair.client.send("a");
  pair.client.send("b");
  expect(seen).toEqual([]);
  expect(pair.flushToServer(1)).toBe(1);
  expect(seen).toEqual(["a"]);
  pair.client.close();
  pair.flush();
  expect(seen).toEqual(["a", "b", "closed"]);
});

test("a cut loses what was under way and closes both ends", () => {
  const { pair, seen } = listen();
  let isClosed = false;
  pair.client.addEventListener("close", () => {
    isClosed = true;
  });
  pair.client.send("lost");
  pair.cut();
  pair.flush();
  expect(seen).toEqual(["closed"]);
  expect(isClosed).toBe(true);
});
