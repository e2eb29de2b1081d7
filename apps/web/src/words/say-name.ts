import { goneName } from "@hearth/protocol";
import { say } from "./words.ts";

/** A person's name; somebody who was deleted has none any more, only a word for that. */
export function sayName(name: string): string {
  return name === goneName ? say("message.someoneGone") : name;
}
