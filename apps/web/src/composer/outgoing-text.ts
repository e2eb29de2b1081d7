import type { TextBody } from "@hearth/protocol";

const lineEnds = /\r\n?|[\u2028\u2029]/g;
const loneSurrogates = /\p{Surrogate}/gu;

/** What is sent of what was typed, or null when there is nothing to send. */
export function createBody(typed: string): TextBody | null {
  const text = trimLines(dropControls(typed.replace(lineEnds, "\n").replace(loneSurrogates, "")));
  if (text.trim() === "") return null;
  const action = /^\/me\s+(?=\S)/.exec(text);
  if (action) return { kind: "text", text: text.slice(action[0].length), action: true };
  return { kind: "text", text };
}

/** Pasted text can hold characters that no message may; they cannot be seen anyway. */
function dropControls(text: string): string {
  return [...text].filter((character) => !isControl(character)).join("");
}

function isControl(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code === 127 || (code < 32 && character !== "\n" && character !== "\t");
}

/** Empty lines around a text are slips of the hand; spaces before its first word can be meant. */
function trimLines(text: string): string {
  return text.replace(/^(?:[ \t]*\n)+/, "").replace(/\s+$/, "");
}
