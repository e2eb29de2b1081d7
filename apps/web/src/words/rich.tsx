import { type ComponentChild, type ComponentChildren, Fragment } from "preact";
import { splitSentence, type WordKey, type WordParams } from "./words.ts";

/** The sentence of this key with elements in its placeholders, such as a name in a `bdi`. */
export function sayRich<K extends WordKey>(
  key: K,
  ...params: WordParams<K, ComponentChildren>
): ComponentChild[] {
  const values: Readonly<Record<string, ComponentChildren>> = params[0] ?? {};
  return splitSentence(key, values).map((part, index) =>
    part.name === undefined ? part.text : <Fragment key={index}>{values[part.name]}</Fragment>,
  );
}
