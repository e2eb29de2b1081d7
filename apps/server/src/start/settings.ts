import * as v from "valibot";

/** One thing a host can set: in the config file, by a flag and by a variable. */
export interface Setting<T> {
  readonly kind: "boolean" | "integer" | "text" | "choice" | "list" | "secret";
  readonly initial: T;
  /** Says what a value must be: its message continues "… must be". */
  readonly schema: v.GenericSchema<unknown, T>;
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
  const schema = v.boolean("true or false");
  return { kind: "boolean", initial, schema, placeholder: "true|false", unit: "", absent: "", help };
}

interface IntegerBounds {
  readonly min: number;
  readonly max: number;
  readonly unit?: string;
}

export function integerSetting(initial: number, bounds: IntegerBounds, help: string): Setting<number> {
  const unit = bounds.unit ?? "";
  return {
    kind: "integer",
    initial,
    schema: integerSchema(bounds),
    placeholder: "N",
    unit,
    absent: "",
    help,
  };
}

/** A port of TCP; `null` in the file, and `off` elsewhere, mean what `absent` says. */
export function portSetting(absent: string, help: string): Setting<number | null> {
  const bounds = { min: 0, max: 65_535 };
  const schema = v.nullable(integerSchema(bounds));
  return { kind: "integer", initial: null, schema, placeholder: "N|off", unit: "", absent, help };
}

function integerSchema({ min, max, unit = "" }: IntegerBounds) {
  const words = `a whole number from ${min} to ${max}${unit && ` (${unit})`}`;
  return v.pipe(v.number(words), v.integer(words), v.minValue(min, words), v.maxValue(max, words));
}

/** Text that is never empty. */
export function textSetting(initial: string, placeholder: string, help: string): Setting<string> {
  const schema = v.pipe(v.string("text"), v.nonEmpty("text that is not empty"));
  return { kind: "text", initial, schema, placeholder, unit: "", absent: "", help };
}

/** Text that need not be set, read by a schema of its own. */
export function optionalTextSetting(
  schema: v.GenericSchema<unknown, string>,
  words: { readonly placeholder: string; readonly absent: string; readonly help: string },
): Setting<string | null> {
  return { kind: "text", initial: null, schema: v.nullable(schema), unit: "", ...words };
}

export function choiceSetting<const T extends string>(
  initial: T,
  options: readonly T[],
  help: string,
): Setting<T> {
  const schema = v.picklist(options, `one of ${options.join(", ")}`);
  return { kind: "choice", initial, schema, placeholder: options.join("|"), unit: "", absent: "", help };
}

/** A JSON list in the file; elsewhere separated by commas. A flag may be repeated. */
export function listSetting(placeholder: string, help: string): Setting<readonly string[]> {
  const schema = v.array(
    v.pipe(v.string("a list of texts"), v.nonEmpty("a list of texts")),
    "a list of texts",
  );
  return { kind: "list", initial: [], schema, placeholder: `${placeholder},…`, unit: "", absent: "", help };
}

/** A password: no flag, because every program on a machine can read the command lines of the others. */
export function secretSetting(absent: string, help: string): Setting<string | null> {
  const schema = v.nullable(v.pipe(v.string("text"), v.nonEmpty("text that is not empty")));
  return { kind: "secret", initial: null, schema, placeholder: "TEXT", unit: "", absent, help };
}
