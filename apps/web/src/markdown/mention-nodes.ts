import type { Mention } from "@hearth/protocol";
import type { Block, Inline } from "./nodes.ts";

/** Puts the names that a text calls in their own nodes, wherever they stand outside code and links. */
export function markMentions(
  blocks: readonly Block[],
  mentions: readonly Mention[],
  isMe: (mention: Mention) => boolean,
): readonly Block[] {
  if (mentions.length === 0) return blocks;
  const byText = new Map(mentions.map((mention) => [mention.text, isMe(mention)]));
  // The longest first: "@Ananya Iyer" is not "@Ananya".
  const texts = [...byText.keys()].sort((a, b) => b.length - a.length).map(quote);
  const pattern = new RegExp(`(${texts.join("|")})`, "u");
  const markInlines = (nodes: readonly Inline[]): readonly Inline[] => nodes.flatMap(markInline);
  const markInline = (node: Inline): readonly Inline[] => {
    if (node.type === "text") return splitText(node.text);
    if (node.type === "code" || node.type === "link" || node.type === "break" || node.type === "mention")
      return [node];
    return [{ ...node, children: markInlines(node.children) }];
  };
  const splitText = (text: string): readonly Inline[] =>
    text
      .split(pattern)
      .filter((part) => part !== "")
      .map((part) => {
        const me = byText.get(part);
        return me === undefined ? { type: "text", text: part } : { type: "mention", text: part, isMe: me };
      });
  const markBlock = (block: Block): Block => {
    switch (block.type) {
      case "paragraph":
        return { ...block, children: markInlines(block.children) };
      case "quote":
        return { ...block, children: block.children.map(markBlock) };
      case "list":
        return { ...block, items: block.items.map((item) => item.map(markBlock)) };
      default:
        return block;
    }
  };
  return blocks.map(markBlock);
}

function quote(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
