import { assertNever, type Mention } from "@hearth/protocol";
import type { ComponentChild } from "preact";
import { useMemo } from "preact/hooks";
import { classes } from "../ui/classes.ts";
import { CodeBlock } from "./CodeBlock.tsx";
import { loadMarkdown, markdownParser } from "./load-markdown.ts";
import { markMentions } from "./mention-nodes.ts";
import type { Block, Inline } from "./nodes.ts";
import { hasMarkup, splitParagraphs } from "./plain-text.ts";
import "./markdown.css";

interface Props {
  readonly text: string;
  /** Stands in the last line, such as "edited". */
  readonly after?: ComponentChild;
  /** Of the links and buttons inside: -1 while another row of the list is the one to tab into. */
  readonly tabIndex?: number;
  readonly mentions?: readonly Mention[] | undefined;
  readonly isMe?: (mention: Mention) => boolean;
}

const nobody = () => false;
const startsArabic = /^\P{L}*\p{Script=Arabic}/u;

/** A message's text: markdown as elements, never as HTML. */
export function MarkdownText({ text, after, tabIndex = 0, mentions, isMe = nobody }: Props) {
  const plain = useBlocks(text);
  const blocks = mentions ? markMentions(plain, mentions, isMe) : plain;
  const last = blocks.at(-1);
  const inLine = last?.type === "paragraph" ? after : undefined;
  return (
    <div class={classes("markdown", startsArabic.test(text) && "markdown-tall")}>
      {blocks.map((block, index) => drawBlock(block, index, tabIndex, block === last ? inLine : undefined))}
      {after !== undefined && inLine === undefined && <p>{after}</p>}
    </div>
  );
}

function useBlocks(text: string): readonly Block[] {
  const isRich = hasMarkup(text);
  const parse = isRich ? markdownParser.value : undefined;
  if (isRich && !parse) void loadMarkdown();
  return useMemo(() => (parse ?? splitParagraphs)(text), [text, parse]);
}

/** `isInner`: inside a list, which takes its direction from all of its text. */
function drawBlock(
  block: Block,
  key: number,
  tabIndex: number,
  after?: ComponentChild,
  isInner = false,
): ComponentChild {
  const draw = (blocks: readonly Block[], inner: boolean) =>
    blocks.map((child, index) => drawBlock(child, index, tabIndex, undefined, inner));
  switch (block.type) {
    case "paragraph":
      return (
        <p key={key} dir={isInner ? undefined : "auto"}>
          {drawInlines(block.children, tabIndex)}
          {after !== undefined && <> {after}</>}
        </p>
      );
    case "quote":
      return <blockquote key={key}>{draw(block.children, isInner)}</blockquote>;
    case "list":
      return drawList(block, key, isInner, (blocks) => draw(blocks, true));
    case "code":
      return <CodeBlock key={key} text={block.text} tabIndex={tabIndex} />;
    default:
      return assertNever(block);
  }
}

type List = Extract<Block, { type: "list" }>;
type DrawBlocks = (blocks: readonly Block[]) => ComponentChild;
function drawList(list: List, key: number, isInner: boolean, draw: DrawBlocks): ComponentChild {
  const items = list.items.map((blocks, index) => <li key={index}>{draw(blocks)}</li>);
  const direction = isInner ? undefined : "auto";
  if (list.start === null) {
    return (
      <ul key={key} dir={direction}>
        {items}
      </ul>
    );
  }
  return (
    <ol key={key} start={list.start} dir={direction}>
      {items}
    </ol>
  );
}

function drawInlines(nodes: readonly Inline[], tabIndex: number): ComponentChild {
  return nodes.map((node, key) => drawInline(node, key, tabIndex));
}

function drawInline(node: Inline, key: number, tabIndex: number): ComponentChild {
  switch (node.type) {
    case "text":
      return node.text;
    case "strong":
      return <strong key={key}>{drawInlines(node.children, tabIndex)}</strong>;
    case "emphasis":
      return <em key={key}>{drawInlines(node.children, tabIndex)}</em>;
    case "strike":
      return <s key={key}>{drawInlines(node.children, tabIndex)}</s>;
    case "code":
      return (
        <code key={key} dir="ltr">
          {node.text}
        </code>
      );
    case "link":
      return (
        <a key={key} href={node.href} target="_blank" rel="noopener noreferrer nofollow" tabIndex={tabIndex}>
          {drawInlines(node.children, tabIndex)}
        </a>
      );
    case "mention":
      return (
        <span key={key} class={node.isMe ? "mention mention-me" : "mention"}>
          <bdi>{node.text}</bdi>
        </span>
      );
    case "break":
      return <br key={key} />;
    default:
      return assertNever(node);
  }
}
