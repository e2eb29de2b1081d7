import { createHash } from "node:crypto";
import type { Attachment, Message } from "@hearth/protocol";
import type { ExportHead, Picture } from "../../../core/export/export.ts";
import type { ExportEntry } from "../../../core/export/read-part.ts";
import { createNameOf, type ExportFormat, type NameOf, type ReadPicture, timeOf } from "./format.ts";
import { formatLinks, Html, html } from "./html.ts";
import { pageStyle } from "./page-style.ts";
import { createDays, type Times } from "./times.ts";
import {
  attachmentsOf,
  formatBody,
  formatFile,
  formatNotice,
  formatOrigin,
  formatTitle,
  listMarks,
  words,
} from "./words.ts";

/** A page may show its own style and nothing else, wherever it is opened: no script, no request. */
const policy = `default-src 'none'; img-src data:; style-src 'sha256-${createHash("sha256").update(pageStyle).digest("base64")}'; base-uri 'none'; form-action 'none'`;

/** One page that opens in any browser, without the server. */
export function createWebPage(times: Times): ExportFormat {
  const startDay = createDays(times);
  return {
    type: "text/html; charset=utf-8",
    ending: "html",
    start: (head) => formatStart(head, times),
    async *part(part, readPicture) {
      const nameOf = createNameOf(part);
      let text = "";
      for (const entry of part.entries) {
        const day = startDay(timeOf(entry));
        const heading = day === null ? html`` : html`<h2>${day}</h2>\n`;
        const files = await formatFiles(entry, readPicture);
        text += html`${heading}${formatEntry(entry, nameOf, times, files)}\n`.text;
        // Pictures are not collected: each goes out with its message.
        if (files.length === 0) continue;
        yield text;
        text = "";
      }
      yield text;
    },
    end: (messages) => html`</main>\n<footer>${words.whole(messages)}</footer>\n</body>\n</html>\n`.text,
  };
}

/** The style stands in no template: its hash is of these very letters. */
function formatStart(head: ExportHead, times: Times): string {
  const title = formatTitle(head);
  const before = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title} · ${head.community.name}</title>
<style>`;
  const after = html`</style>
</head>
<body>
<header>
<h1 dir="auto">${title}</h1>
${head.room.topic === "" ? "" : html`<p dir="auto">${head.room.topic}</p>`}
<p>${formatOrigin(head, times)}</p>
</header>
<main>
`;
  return before.text + pageStyle + after.text;
}

function formatEntry(entry: ExportEntry, nameOf: NameOf, times: Times, files: readonly Html[]): Html {
  if (entry.type === "notice")
    return html`<p class="notice" dir="auto">${formatNotice(entry.notice, nameOf)}</p>`;
  const { message, quoted } = entry;
  return html`<article id="m${message.seq}">
<p class="who"><b><bdi>${nameOf(message.author)}</bdi></b> ${formatTime(message, times)}${listMarks(message).map((mark) => html` <small>${mark}</small>`)}</p>${formatQuoted(message, quoted, nameOf)}
<div class="${message.body?.kind === "text" ? "text" : "gone"}" dir="auto">${formatLinks(formatBody(message.body))}</div>${files}${formatReactions(message)}
</article>`;
}

/** Types that show a picture and can do nothing else; an SVG may hold a page. */
const pictureTypes: ReadonlySet<string> = new Set(
  ["png", "jpeg", "gif", "webp", "avif"].map((name) => `image/${name}`),
);

async function formatFiles(entry: ExportEntry, readPicture: ReadPicture): Promise<Html[]> {
  const files: Html[] = [];
  if (entry.type === "notice") return files;
  for (const attachment of attachmentsOf(entry.message.body)) {
    const isPicture = pictureTypes.has(attachment.type);
    const picture = isPicture ? await readPicture(entry.message, attachment) : null;
    files.push(
      picture ? formatPicture(picture, attachment) : html``,
      html`
<p class="file" dir="auto">${formatFile(attachment)}</p>`,
    );
  }
  return files;
}

function formatPicture({ type, bytes }: Picture, { name, alt, width, height }: Attachment): Html {
  const size = width && height ? html` width="${width}" height="${height}"` : html``;
  // Base64 of a known type: nothing in it could end the attribute, and megabytes need not be looked through.
  const address = new Html(
    `data:${pictureTypes.has(type) ? type : "image/jpeg"};base64,${Buffer.from(bytes).toString("base64")}`,
  );
  return html`
<img src="${address}" alt="${alt ?? name}"${size}>`;
}

function formatTime({ atMs }: Message, times: Times): Html {
  return html`<time datetime="${new Date(atMs).toISOString()}">${times.time(atMs)}</time>`;
}

const maxQuoted = 200;

/** Leads to what is answered, where that is in the same file. */
function formatQuoted({ replyTo, threadRoot }: Message, quoted: Message | null, nameOf: NameOf): Html {
  const target = replyTo ?? threadRoot;
  if (target === undefined) return html``;
  const text = formatBody(quoted?.body ?? null);
  const start = text.length > maxQuoted ? `${text.slice(0, maxQuoted)}…` : text;
  const name = quoted ? html`<bdi>${nameOf(quoted.author)}</bdi>: ` : html``;
  return html`
<blockquote dir="auto"><a href="#m${target}">${name}${start}</a></blockquote>`;
}

function formatReactions({ reactions = [] }: Message): Html {
  if (reactions.length === 0) return html``;
  return html`
<p class="reactions">${reactions.map(({ emoji, count }) => html`<span>${emoji} ${count}</span> `)}</p>`;
}
