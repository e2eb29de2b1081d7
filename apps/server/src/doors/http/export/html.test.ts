import { describe, expect, test } from "bun:test";
import { escapeText, formatLinks, html } from "./html.ts";

const hostile = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "</style><script>alert(1)</script>",
  "<!--",
  "]]>",
  "&lt;script&gt;",
  "\u0000<\u0001b>",
  "\uD800<i>",
];

describe("[EXP5] what people wrote", () => {
  for (const text of hostile) {
    test(`is text: ${JSON.stringify(text)}`, () => {
      const page = html`<p title="${text}">${text}</p>`.text;
      expect(page.match(/<[^>]*>/g)).toHaveLength(2);
      expect(page.slice(10)).not.toMatch(/["'].*["'].*["'].*["']/);
      expect(page).not.toMatch(/[\u0000-\u0008]|[\uD800-\uDFFF](?![\uDC00-\uDFFF])/);
    });
  }

  test("stays what it says", () => {
    expect(escapeText("1 < 2 && \"a\" 'b'\n\tc 👍🏽 ಮನೆ")).toBe(
      "1 &lt; 2 &amp;&amp; &quot;a&quot; &#39;b&#39;\n\tc 👍🏽 ಮನೆ",
    );
    expect(html`${[html`<b>${"&"}</b>`, html`${2}`]}`.text).toBe("<b>&amp;</b>2");
  });
});

describe("addresses", () => {
  const linked = (text: string): string =>
    formatLinks(text)
      .map((piece) => piece.text)
      .join("");

  test("can be followed, without what stands behind them", () => {
    expect(linked("see http://library.local/a?b=1&c=2, or (https://x.example).")).toBe(
      'see <a href="http://library.local/a?b=1&amp;c=2" rel="noopener noreferrer">http://library.local/a?b=1&amp;c=2</a>, or (<a href="https://x.example" rel="noopener noreferrer">https://x.example</a>).',
    );
  });

  test("of other kinds are text", () => {
    for (const text of [
      "javascript:alert(1)",
      "data:text/html,x",
      "file:///etc/passwd",
      "http://",
      "ahttp://x",
      'http:"//x',
    ])
      expect(linked(text)).toBe(escapeText(text));
  });
});
