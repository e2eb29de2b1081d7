import { expect, test } from "bun:test";
import { complete } from "./completion.ts";
import { draftOf, moveTo, textOfDraft } from "./composer.ts";

const sources = {
  commands: () => ["join", "send", "search", "me"],
  rooms: () => ["Common room", "Lab"],
  people: () => ["Ravi", "Ananya Iyer", "Ana", "Rani"],
  paths: (start: string) => ["plan.pdf", "plans/"].filter((path) => path.startsWith(start)),
};

function after(text: string, presses = 1, at = text.length): string | null {
  let last: ReturnType<typeof complete> = null;
  let draft = moveTo(draftOf(text), at);
  for (let press = 0; press < presses; press += 1) {
    last = complete(draft, last, sources);
    if (!last) return null;
    draft = last.draft;
  }
  return textOfDraft(draft);
}

test("a name is completed behind a sign and without one, and the next press brings the next name", () => {
  expect(after("see @ra")).toBe("see @Ravi ");
  expect(after("see ra", 2)).toBe("see @Rani ");
  expect(after("see @ra", 3)).toBe("see @Ravi ");
  expect(after("@ananya i")).toBe("@Ananya Iyer ");
  expect(after("IYER")).toBe("@Ananya Iyer ");
  expect(after("@ra, hello", 1, 3)).toBe("@Ravi , hello");
  expect(after("@ravi said ran")).toBe("@ravi said @Rani ");
});

test("nothing is put in where nothing fits", () => {
  for (const text of ["", "see ", "zz", "@zz", "/zz", "/send zz"]) expect(after(text)).toBeNull();
});

test("commands, rooms, people and paths are completed where each belongs", () => {
  expect([after("/se"), after("/se", 2)]).toEqual(["/send ", "/search "]);
  expect(after("/join com")).toBe("/join Common room");
  expect(after("/msg ananya i")).toBe('/msg "Ananya Iyer" ');
  expect(after("/invite ananya i")).toBe("/invite Ananya Iyer ");
  expect([after("/send pl"), after("/send pl", 2)]).toEqual(["/send plan.pdf", "/send plans/"]);
});
