import { expect, test } from "bun:test";
import { convertText } from "./slack-text.ts";

const names = {
  personOf: (id: string) => (id === "U1" ? "Ananya Iyer" : null),
  roomOf: (id: string) => (id === "C1" ? "lab" : null),
};
const textOf = (text: string): string => convertText(text, names).text;

test("[IMP9] people, rooms and links become what Hearth calls them", () => {
  expect(convertText("<@U1>, and <@U9|zoe>: see <#C1|> or <#C2|staff>", names)).toEqual({
    text: "@Ananya Iyer, and @zoe: see #lab or #staff",
    mentions: [{ text: "@Ananya Iyer", person: "U1" }],
  });
  expect(textOf("<https://example.org/a_b?x=1&amp;y=2>")).toBe("https://example.org/a_b?x=1&y=2");
  expect(textOf("<https://example.org|the *page*>")).toBe("[the *page*](https://example.org)");
  expect(textOf("<http://example.org|example.org>")).toBe("http://example.org");
  expect(textOf("<mailto:a@example.org|a@example.org>")).toBe("a@example.org");
  expect(textOf("<!here> <!subteam^S1|@writers> <!date^1392734382^{date}|Feb 18>")).toBe(
    "@here @writers Feb 18",
  );
});

test("[IMP9] one sign becomes two where markdown has two, and signs in words and code stay", () => {
  expect(textOf("*bold* _slant_ ~gone~")).toBe("**bold** _slant_ ~~gone~~");
  expect(textOf("2*3*4 and ~5 to ~6")).toBe("2*3*4 and ~5 to ~6");
  expect(textOf("`*a* &lt;b&gt; :tada:` *c*")).toBe("`*a* <b> :tada:` **c**");
  expect(textOf("```\n<https://example.org|x> *y*\n```")).toBe("```\nhttps://example.org *y*\n```");
  expect(textOf("a &amp;lt; b :wave::skin-tone-3: :our_own:")).toBe("a &lt; b 👋🏼 :our_own:");
});
