import * as v from "valibot";

/** One thing a host can set: in the config file, by a flag and by a variable. */
export interface Setting<T> {
  readonly kind: "boolean" | "integer" | "text" | "choice" | "list" | "secret";
  readonly initial: T;
  readonly schema: v.GenericSchema<unknown, T>;
  /** What a value must be, in words. */
  readonly takes: string;
  /** How a value is written in `--help`. */
  readonly placeholder: string;
  /** Follows a number. */
  readonly unit: string;
  /** What `null` means, in words; empty when the setting is never `null`. */
  readonly absent: string;
  readonly help: string;
}

/** Settings by camelCase key; nested keys are joined by dots, hyphens or underscores where they are flat. */
export interface SettingTree {
  readonly [key: string]: Setting<unknown> | SettingTree;
}

/** The values that a tree of settings describes. */
export type ValuesOf<Tree> = {
  readonly [Key in keyof Tree]: Tree[Key] extends Setting<infer T> ? T : ValuesOf<Tree[Key]>;
};

/** A setting with its names: `irc.tlsPort`, `--irc-tls-port`, `HEARTH_IRC_TLS_PORT`. */
export interface NamedSetting {
  readonly key: string;
  readonly flag: string;
  readonly variable: string;
  readonly setting: Setting<unknown>;
}

export function isSetting(node: Setting<unknown> | SettingTree): node is Setting<unknown> {
  return "schema" in node && "kind" in node;
}

/** All settings of a tree in its order. */
export function listSettings(tree: SettingTree, parents: readonly string[] = []): readonly NamedSetting[] {
  return Object.entries(tree).flatMap(([name, node]) => {
    const path = [...parents, name];
    return isSetting(node) ? [nameSetting(path, node)] : listSettings(node, path);
  });
}

function nameSetting(path: readonly string[], setting: Setting<unknown>): NamedSetting {
  const words = path.map((name) => name.replace(/[A-Z]/gu, (letter) => `-${letter.toLowerCase()}`)).join("-");
  const variable = `HEARTH_${words.replaceAll("-", "_").toUpperCase()}`;
  return { key: path.join("."), flag: `--${words}`, variable, setting };
}

export function booleanSetting(initial: boolean, help: string): Setting<boolean> {
  const words = { takes: "true or false", placeholder: "true|false", unit: "", absent: "", help };
  return { kind: "boolean", initial, schema: v.boolean(), ...words };
}

interface IntegerBounds {
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
}

export function integerSetting(initial: number, bounds: IntegerBounds, help: string): Setting<number> {
  const { min, max, unit = "" } = bounds;
  const words = { takes: `a whole number from ${min} to ${max}`, placeholder: "N", unit, absent: "", help };
  return { kind: "integer", initial, schema: integerSchema(min, max), ...words };
}

/** A port of TCP; `null` means what `absent` says. Where that is "off", flags and variables say so too. */
export function portSetting(absent: string, help: string): Setting<number | null> {
  const [placeholder, orOff] = absent === "off" ? ["N|off", ", or off"] : ["N", ""];
  const words = { takes: `a whole number from 0 to 65535${orOff}`, placeholder, unit: "", absent, help };
  return { kind: "integer", initial: null, schema: v.nullable(integerSchema(0, 65_535)), ...words };
}

function integerSchema(min: number, max: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));
}

const filledText = v.pipe(v.string(), v.nonEmpty());
const filledTextWords = "text that is not empty";

export function textSetting(initial: string, placeholder: string, help: string): Setting<string> {
  const words = { takes: filledTextWords, placeholder, unit: "", absent: "", help };
  return { kind: "text", initial, schema: filledText, ...words };
}

interface TextWords {
  readonly takes?: string;
  readonly placeholder: string;
  readonly absent: string;
  readonly help: string;
}

/** Text that need not be set; `schema` may ask for more than that it is not empty. */
export function optionalTextSetting(
  words: TextWords,
  schema: v.GenericSchema<unknown, string> = filledText,
): Setting<string | null> {
  return {
    kind: "text",
    initial: null,
    schema: v.nullable(schema),
    takes: filledTextWords,
    unit: "",
    ...words,
  };
}

export function choiceSetting<const T extends string>(
  initial: T,
  options: readonly T[],
  help: string,
): Setting<T> {
  const takes = `one of ${options.join(", ")}`;
  const words = { takes, placeholder: options.join("|"), unit: "", absent: "", help };
  return { kind: "choice", initial, schema: v.picklist(options), ...words };
}

/** A JSON list in the file; elsewhere separated by commas. A flag may be repeated. */
export function listSetting(placeholder: string, help: string): Setting<readonly string[]> {
  const words = { takes: "a list of texts", placeholder: `${placeholder},…`, unit: "", absent: "", help };
  return { kind: "list", initial: [], schema: v.array(filledText), ...words };
}

/** A password: no flag, because every program on a machine can read the command lines of the others. */
export function secretSetting(absent: string, help: string): Setting<string | null> {
  const words = { takes: filledTextWords, placeholder: "TEXT", unit: "", absent, help };
  return { kind: "secret", initial: null, schema: v.nullable(filledText), ...words };
}
