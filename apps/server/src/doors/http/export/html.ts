/** Text that is safe to stand in a page: nothing else is made of it than by `html`. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/**
 * A piece of a page. Every value is escaped unless it is `Html` already, so what people wrote stays text in any
 * place; attributes must be quoted.
 */
export function html(parts: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  const [first = "", ...rest] = parts;
  return new Html(rest.reduce((text, part, index) => text + formatValue(values[index] ?? "") + part, first));
}

type HtmlValue = string | number | Html | readonly Html[];

function formatValue(value: HtmlValue): string {
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(({ text }) => text).join("");
  return escapeText(String(value));
}

const named: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const special = /[&<>"'\u0000-\u0008\u000B-\u001F\u007F\uD800-\uDFFF]/;

/** The one place where text becomes part of a page. Controls have no meaning there (HTML, "Preprocessing"). */
export function escapeText(text: string): string {
  if (!special.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, "\uFFFD")
    .replace(/[&<>"']/g, (sign) => named[sign] ?? "");
}

const address = /\bhttps?:\/\/[^\s<>"'`\\]+/gu;

/** A text whose web addresses can be followed. */
export function formatLinks(text: string): Html[] {
  if (!text.includes("://")) return [html`${text}`];
  const pieces: Html[] = [];
  let last = 0;
  for (const { 0: found, index } of text.matchAll(address)) {
    const url = found.replace(/[.,;:!?)\]}*_~]+$/u, "");
    if (!URL.canParse(url)) continue;
    pieces.push(html`${text.slice(last, index)}<a href="${url}" rel="noopener noreferrer">${url}</a>`);
    last = index + url.length;
  }
  return [...pieces, html`${text.slice(last)}`];
}
