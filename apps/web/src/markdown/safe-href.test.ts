import { describe, expect, test } from "bun:test";
import { isDeceptive, parseHref } from "./safe-href.ts";

describe("parseHref", () => {
  test.each([
    ["http://192.168.1.20:4327/r/biology", "http://192.168.1.20:4327/r/biology"],
    ["HTTPS://Example.org/a b", "https://example.org/a%20b"],
    ["mailto:kavitha@school.example", "mailto:kavitha@school.example"],
    ["http://[::1]:4327/", "http://[::1]:4327/"],
  ])("opens %s", (raw, href) => {
    expect(parseHref(raw)).toBe(href);
  });

  test.each([
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "java\nscript:alert(1)",
    "\u0001javascript:alert(1)",
    "javascript&#58;alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "blob:http://a.example/1",
    "file:///etc/passwd",
    "ftp://a.example/",
    "view-source:http://a.example/",
    "//evil.example",
    "/r/biology",
    "#owner=1",
    "",
    "http://",
    "http://user:secret@host.example/",
    "https://bank.example@evil.example/",
  ])("never opens %p", (raw) => {
    expect(parseHref(raw)).toBeUndefined();
  });
});

describe("isDeceptive", () => {
  test.each([
    ["http://bank.example", "http://evil.example/"],
    ["bank.example/login", "http://evil.example/"],
    ["www.bank.example", "https://evil.example/"],
    ["mailto:a@bank.example", "mailto:b@evil.example"],
    ["https://bank.example", "http://bank.example.evil.example/"],
  ])("the label %s does not hide %s", (label, href) => {
    expect(isDeceptive(label, href)).toBe(true);
  });

  test.each([
    ["the class table", "http://library.local/"],
    ["http://library.local/a", "http://library.local/b"],
    ["www.library.example", "https://library.example/"],
    ["library.example", "http://www.library.example/"],
    ["a@b.example", "mailto:a@b.example"],
    ["Chapter 4, page 62", "http://library.local/"],
    ["3.5 of 5", "http://library.local/"],
  ])("the label %s may open %s", (label, href) => {
    expect(isDeceptive(label, href)).toBe(false);
  });
});
