import { Lexer, type MarkedToken, type Token, Tokenizer, type Tokens } from "marked";
import { isCheap } from "./cost.ts";
import type { Block, Inline } from "./nodes.ts";
import { splitParagraphs } from "./plain-text.ts";
import { isDeceptive, parseHref } from "./safe-href.ts";

/** Blocks deeper than this are shown as typed. */
const maxDepth = 12;

/** A chat's markdown: what has no place in a message stays the text it was. */
class ChatTokenizer extends Tokenizer {
  override code(): undefined {}
  override heading(): undefined {}
  override lheading(): undefined {}
  override hr(): undefined {}
  override html(): undefined {}
  override tag(): undefined {}
  override def(): undefined {}
  override table(): undefined {}
  override reflink(): undefined {}
  override del(src: string, maskedSrc: string, prevChar?: string): Tokens.Del | undefined {
    // One tilde means "about" in a chat: "~5 minutes, ~6 people".
    return src.startsWith("~~") ? super.del(src, maskedSrc, prevChar) : undefined;
  }
}

const tokenizer = new ChatTokenizer();
const options = { gfm: true, breaks: true, tokenizer };

/** A paragraph ends where a quote, a fence, a list or an empty line begins, and nowhere else. */
const paragraph =
  /^((?!\s*\n)[^\n]+(?:\n(?! {0,3}(?:>|```|~~~|(?:[*+-]|1[.)])[ \t])|[ \t]*(?:\n|$))[^\n]+)*)/;

/** Reads a message's text as markdown. Total: any text has an answer, at a bounded cost. */
export function parseMarkdown(text: string): readonly Block[] {
  if (!isCheap(text)) return splitParagraphs(text);
  const lexer = new Lexer(options);
  tokenizer.rules = { ...tokenizer.rules, block: { ...tokenizer.rules.block, paragraph } };
  return toBlocks(lexer.lex(text), 0);
}

function toBlocks(tokens: readonly Token[], depth: number): readonly Block[] {
  return (tokens as readonly MarkedToken[]).flatMap((token) => toBlock(token, depth) ?? []);
}

function toBlock(token: MarkedToken, depth: number): Block | undefined {
  if (depth > maxDepth) return { type: "paragraph", children: [{ type: "text", text: token.raw }] };
  switch (token.type) {
    case "space":
      return undefined;
    case "code":
      return toCode(token.text, token.lang ?? "");
    case "blockquote":
      return { type: "quote", children: toBlocks(token.tokens, depth + 1) };
    case "list":
      return toList(token, depth);
    case "paragraph":
    case "text":
      return { type: "paragraph", children: toInlines(token.tokens ?? [], depth + 1) };
    default:
      return { type: "paragraph", children: [{ type: "text", text: token.raw }] };
  }
}

/** What stands behind the opening fence is a language when it is one word; anything else somebody wants read. */
function toCode(text: string, info: string): Block {
  if (/^[\w+#.-]{0,32}$/.test(info)) return { type: "code", text, language: info };
  return { type: "code", text: text === "" ? info : `${info}\n${text}`, language: "" };
}

function toList(token: Tokens.List, depth: number): Block {
  return {
    type: "list",
    start: token.ordered ? Number(token.start || 0) : null,
    items: token.items.map((item) => toItem(item, depth + 1)),
  };
}

function toItem(item: Tokens.ListItem, depth: number): readonly Block[] {
  const blocks = toBlocks(
    item.tokens.filter((token) => token.type !== "checkbox"),
    depth,
  );
  if (!item.task) return blocks;
  const mark: Inline = { type: "text", text: item.checked ? "\u2611 " : "\u2610 " };
  const [first, ...rest] = blocks;
  if (first?.type !== "paragraph") return [{ type: "paragraph", children: [mark] }, ...blocks];
  return [{ type: "paragraph", children: joinTexts([mark, ...first.children]) }, ...rest];
}

function toInlines(tokens: readonly Token[], depth: number): readonly Inline[] {
  return joinTexts((tokens as readonly MarkedToken[]).map((token) => toInline(token, depth)));
}

function toInline(token: MarkedToken, depth: number): Inline {
  const asTyped: Inline = { type: "text", text: token.raw };
  if (depth > maxDepth) return asTyped;
  switch (token.type) {
    case "strong":
      return { type: "strong", children: toInlines(token.tokens, depth + 1) };
    case "em":
      return { type: "emphasis", children: toInlines(token.tokens, depth + 1) };
    case "del":
      return { type: "strike", children: toInlines(token.tokens, depth + 1) };
    case "codespan":
      return { type: "code", text: token.text };
    case "br":
      return { type: "break" };
    case "link":
      return toLink(token, depth);
    case "escape":
      return { type: "text", text: token.text };
    default:
      return asTyped;
  }
}

function toLink(token: Tokens.Link, depth: number): Inline {
  const href = parseHref(token.href);
  if (href === undefined || isDeceptive(token.text, href)) return { type: "text", text: token.raw };
  return { type: "link", href, children: toInlines(token.tokens, depth + 1) };
}

function joinTexts(nodes: readonly Inline[]): readonly Inline[] {
  const joined: Inline[] = [];
  for (const node of nodes) {
    const last = joined.at(-1);
    if (node.type === "text" && last?.type === "text")
      joined[joined.length - 1] = { type: "text", text: last.text + node.text };
    else joined.push(node);
  }
  return joined;
}
