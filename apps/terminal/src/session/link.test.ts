import { expect, test } from "bun:test";
import { parseLink } from "./link.ts";

test("an address is read as a person says it, with the usual port where none is named", () => {
  const origins = {
    "192.168.1.20": "http://192.168.1.20:4327",
    "192.168.1.20:4400": "http://192.168.1.20:4400",
    "hearth.local": "http://hearth.local:4327",
    "[fd00::1]:4327": "http://[fd00::1]:4327",
    "hearth.local:80": "http://hearth.local",
    "http://hearth.local/": "http://hearth.local",
    "https://hearth.local:4443/rooms": "https://hearth.local:4443",
  };
  for (const [text, origin] of Object.entries(origins)) expect(parseLink(text).origin).toBe(origin);
});

test("a link brings its code", () => {
  expect(parseLink("http://localhost:4327/#owner=KU7VvVFV-_").carried).toEqual({
    kind: "owner",
    code: "KU7VvVFV-_",
  });
  expect(parseLink("http://localhost:4327/#link=ABCDE").carried).toEqual({ kind: "link", code: "ABCDE" });
  expect(parseLink("http://localhost:4327/#/room/1").carried).toBeNull();
});

test("what is no address is named in a sentence", () => {
  for (const text of ["", "http://", "ftp://host", "http://user:pw@host/", "a b"])
    expect(() => parseLink(text)).toThrow("is not an address");
});
