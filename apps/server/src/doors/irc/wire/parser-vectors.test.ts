import { expect, test } from "bun:test";
import { formatLine } from "./format.ts";
import { isHostname } from "./hostname.ts";
import { matchMask, splitUserhost } from "./mask.ts";
import { parseLine } from "./parse.ts";
import vectors from "./parser-vectors.json" with { type: "json" };

type Tags = Readonly<Record<string, string | boolean | null | undefined>>;

/** A tag without a value and one with an empty value are the same. */
function sortTags(tags: Tags = {}): [string, string][] {
  return Object.entries(tags)
    .map(([key, value]): [string, string] => [key, typeof value === "string" ? value : ""])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

test.each(vectors.split.map((vector) => [vector.input, vector] as const))("parses %p", (input, { atoms }) => {
  const line = parseLine(input);
  expect(sortTags(line.tags)).toEqual(sortTags(atoms.tags as Tags | undefined));
  expect(line.source).toBe(atoms.source ?? "");
  expect(line.command).toBe(atoms.verb.toUpperCase());
  expect(line.params).toEqual(atoms.params ?? []);
});

test.each(vectors.join.map((vector) => [vector.matches, vector] as const))(
  "formats one of %p",
  (matches, { atoms }) => {
    const tags = Object.fromEntries(sortTags(atoms.tags as Tags | undefined));
    const { source, verb, params } = atoms;
    expect(matches).toContain(
      formatLine({ tags, verb, ...(source !== undefined && { source }), ...(params && { params }) }),
    );
  },
);

test.each(vectors.userhosts.map((vector) => [vector.source, vector] as const))(
  "splits %p into nick, user and host",
  (source, { atoms }) => {
    const { nick, user = "", host = "" } = splitUserhost(source);
    const wanted: { readonly nick?: string; readonly user?: string; readonly host?: string } = atoms;
    expect({ nick, user, host }).toEqual({
      nick: wanted.nick ?? "",
      user: wanted.user ?? "",
      host: wanted.host ?? "",
    });
  },
);

test.each(vectors.masks.map((vector) => [vector.mask, vector] as const))(
  "matches the mask %p",
  (mask, { matches, fails }) => {
    for (const text of matches ?? []) expect([text, matchMask(mask, text)]).toEqual([text, true]);
    for (const text of fails ?? []) expect([text, matchMask(mask, text)]).toEqual([text, false]);
  },
);

test.each(vectors.hostnames.map((vector) => [vector.host, vector.valid] as const))(
  "knows whether %p is a host name",
  (host, valid) => {
    expect(isHostname(host)).toBe(valid);
  },
);
