import { expect, test } from "bun:test";
import { chooseType, formatDisposition } from "./media-types.ts";

test("[FILE13] what could run is never shown, whatever it is called", () => {
  for (const type of [
    "image/svg+xml",
    "text/html",
    "application/xml",
    "application/pdf",
    "text/css",
    "image/png+xml",
    null,
  ])
    expect(chooseType(type)).toEqual({ type: "application/octet-stream", isShown: false });
  expect(chooseType("image/png")).toEqual({ type: "image/png", isShown: true });
  expect(chooseType("text/markdown")).toEqual({ type: "text/plain; charset=utf-8", isShown: true });
});

test("[FILE14] a name stays one parameter of its header, in any script", () => {
  expect(formatDisposition(null, true)).toBe("inline");
  expect(formatDisposition(`a"b\\c%d'.txt`, false)).toBe(
    `attachment; filename="a_b_c_d'.txt"; filename*=UTF-8''a%22b%5Cc%25d%27.txt`,
  );
  expect(formatDisposition("ಅ.png", true)).toBe(`inline; filename="_.png"; filename*=UTF-8''%E0%B2%85.png`);
});
