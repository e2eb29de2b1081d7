import { expect, test } from "bun:test";
import { TextBodySchema } from "@hearth/protocol";
import { parse } from "valibot";
import { createBody } from "./outgoing-text.ts";

test("nothing but spaces and lines is not sent", () => {
  for (const typed of ["", " ", "\n\n", " \t\n ", "\u0000"]) expect(createBody(typed)).toBeNull();
});

test("empty lines around go, lines and indents inside stay", () => {
  expect(createBody("\n\n  a\n\n\tb \n \n")).toEqual({ kind: "text", text: "  a\n\n\tb" });
});

test("line ends of other systems become ours", () => {
  expect(createBody("a\r\nb\rc\u2028d")).toEqual({ kind: "text", text: "a\nb\nc\nd" });
});

test("characters that no message may hold are dropped, the rest fits the schema", () => {
  const body = createBody("a\u0000b\u001b[31m\u007f\ud800c🌱");
  expect(body).toEqual({ kind: "text", text: "ab[31mc🌱" });
  expect(parse(TextBodySchema, body)).toEqual(body as never);
});

test("/me is an action, when there is something behind it", () => {
  expect(createBody("/me waves")).toEqual({ kind: "text", text: "waves", action: true });
  expect(createBody("/me")).toEqual({ kind: "text", text: "/me" });
  expect(createBody("/mexico")).toEqual({ kind: "text", text: "/mexico" });
});
