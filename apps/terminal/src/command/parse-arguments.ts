import { CommandError, exitCodes } from "./exit-codes.ts";
import type { Argument, CommandSpec, Flag } from "./spec.ts";

/** A command line that was understood. */
export class Values {
  readonly #texts: ReadonlyMap<string, string>;
  readonly #switches: ReadonlySet<string>;

  constructor(texts: ReadonlyMap<string, string>, switches: ReadonlySet<string>) {
    this.#texts = texts;
    this.#switches = switches;
  }

  /** An argument that may not be left out. */
  need(name: string): string {
    const text = this.#texts.get(name);
    if (text === undefined) throw new Error(`${name} is not an argument of this command`);
    return text;
  }

  get(name: string): string | undefined {
    return this.#texts.get(name);
  }

  has(name: string): boolean {
    return this.#switches.has(name);
  }

  /** A flag that takes a whole number; refuses what is none or out of bounds. */
  integer(name: string, { min, max }: { readonly min: number; readonly max: number }): number | undefined {
    const text = this.#texts.get(name);
    if (text === undefined) return undefined;
    const number = /^\d{1,15}$/u.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw usage(`--${name} takes a whole number from ${min} to ${max}, not "${text}".`);
  }
}

/** Reads the words after the sub-command's name. Throws `CommandError` with a sentence. */
export function parseArguments(spec: CommandSpec, words: readonly string[]): Values {
  const texts = new Map<string, string>();
  const switches = new Set<string>();
  const plain: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? "";
    if (word === "--") {
      plain.push(...words.slice(at + 1));
      break;
    }
    const given = readFlag(spec, word);
    if (!given) plain.push(word);
    else if (given.flag.takes === undefined) switches.add(given.flag.name);
    else texts.set(given.flag.name, given.value ?? needValue(given.flag, words[++at]));
  }
  placeArguments(spec, plain, texts);
  return new Values(texts, switches);
}

interface GivenFlag {
  readonly flag: Flag;
  readonly value?: string;
}

/** `--since 4`, `--since=4`; `-` alone is a word, as is a negative number nobody asks for. */
function readFlag(spec: CommandSpec, word: string): GivenFlag | null {
  if (!/^--?[a-z]/u.test(word)) return null;
  const [name = "", value] = splitOnce(word.replace(/^--?/u, ""), "=");
  const flag = spec.flags.find((one) => one.name === name);
  if (!flag)
    throw usage(`"hearth ${spec.name}" has no flag ${word}. "hearth ${spec.name} --help" lists them.`);
  if (value !== undefined && flag.takes === undefined) throw usage(`--${name} takes no value.`);
  return value === undefined ? { flag } : { flag, value };
}

function splitOnce(text: string, mark: string): readonly [string, string | undefined] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}

function needValue(flag: Flag, value: string | undefined): string {
  if (value === undefined) throw usage(`--${flag.name} needs ${flag.takes} after it.`);
  return value;
}

function placeArguments(spec: CommandSpec, plain: readonly string[], texts: Map<string, string>): void {
  const left = [...plain];
  for (const argument of spec.arguments) {
    const text = takeArgument(argument, left);
    if (text !== undefined) texts.set(argument.name, text);
    else if (!argument.isOptional) throw usage(describeMissing(spec, argument));
  }
  if (left.length > 0) {
    throw usage(`"${left[0]}" is one word too many. "hearth ${spec.name} --help" shows what it takes.`);
  }
}

function takeArgument({ isRest }: Argument, left: string[]): string | undefined {
  if (!isRest) return left.shift();
  return left.length === 0 ? undefined : left.splice(0).join(" ");
}

function describeMissing({ name }: CommandSpec, argument: Argument): string {
  return `"hearth ${name}" needs ${argument.name}: ${argument.help} "hearth ${name} --help" shows examples.`;
}

function usage(message: string): CommandError {
  return new CommandError(exitCodes.usage, message);
}
