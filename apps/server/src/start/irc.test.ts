import { expect, test } from "bun:test";
import { describeIrc } from "./irc.ts";

test("the host is told the ways in for IRC clients, and of none where there is none", () => {
  expect(describeIrc(null)).toBe("");
  expect(describeIrc({ port: 6667, tlsPort: null, wsPort: null })).toBe("port 6667");
  expect(describeIrc({ port: 6667, tlsPort: 6697, wsPort: 8097 })).toBe(
    "port 6667, TLS 6697, web socket 8097",
  );
});
