import * as v from "valibot";
import { codeOf } from "./attempt.ts";
import { formatNearest } from "./nearest.ts";
import { isSetting, listSettings, type NamedSetting, type SettingTree, type ValuesOf } from "./settings.ts";

/** Where settings come from; the later ones in this list win over the file. */
export interface SettingSources {
  /** Path of the config file, or `null`. Given by flag or variable. */
  readonly fileKey: string;
  readonly readFile: (path: string) => string;
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** Variables that begin with HEARTH_ and belong to somebody else. */
  readonly foreignVariables: readonly string[];
  readonly args: readonly string[];
}

export type ReadSettings<Tree> =
  | { readonly ok: true; readonly values: ValuesOf<Tree> }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Values found so far, by key. */
type Found = Map<string, unknown>;

/**
 * All settings: flag before variable before file before what is built in. Every problem is told, each in one
 * sentence with the name that was used.
 */
export function readSettings<Tree extends SettingTree>(
  tree: Tree,
  sources: SettingSources,
): ReadSettings<Tree> {
  const reader = new SettingsReader(tree);
  const flags = reader.readFlags(sources.args);
  const variables = reader.readVariables(sources.variables, sources.foreignVariables);
  const path = flags.get(sources.fileKey) ?? variables.get(sources.fileKey);
  const file = typeof path === "string" ? reader.readFile(path, sources.readFile) : new Map();
  if (file.has(sources.fileKey))
    reader.problems.push(`${sources.fileKey} has no place in ${path}: it names this file.`);
  if (reader.problems.length > 0) return { ok: false, problems: reader.problems };
  return { ok: true, values: fillTree(tree, new Map([...file, ...variables, ...flags])) };
}

class SettingsReader {
  readonly problems: string[] = [];
  readonly #tree: SettingTree;
  readonly #settings: readonly NamedSetting[];

  constructor(tree: SettingTree) {
    this.#tree = tree;
    this.#settings = listSettings(tree);
  }

  readFlags(args: readonly string[]): Found {
    const found: Found = new Map();
    const rest = [...args];
    for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
      const [flag, assigned] = splitFlag(arg);
      const named = this.#findFlag(flag);
      const isSwitch = named?.setting.kind === "boolean";
      const given = assigned ?? (isSwitch ? String(!flag.startsWith("--no-")) : takeValue(rest));
      if (named === null) continue;
      if (given !== undefined) this.#addText(found, named, flag, given);
      else this.problems.push(`${flag} needs a value: ${flag} ${named.setting.placeholder}.`);
    }
    return found;
  }

  #findFlag(flag: string): NamedSetting | null {
    const named = this.#settings.find((one) => one.flag === flag || isNegation(flag, one)) ?? null;
    if (named === null) this.problems.push(this.#describeUnknownFlag(flag));
    if (named?.setting.kind !== "secret") return named;
    this.problems.push(
      `${flag} does not exist: a password on a command line can be read by every program on this machine. ` +
        `Set ${named.variable}, or ${named.key} in the config file.`,
    );
    return null;
  }

  #describeUnknownFlag(flag: string): string {
    if (!flag.startsWith("-")) return `"${flag}" stands alone, without a flag before it.`;
    const flags = this.#settings.filter((one) => one.setting.kind !== "secret").map((one) => one.flag);
    return `There is no flag ${flag}.${formatNearest(flag, flags)}`;
  }

  readVariables(variables: SettingSources["variables"], foreign: readonly string[]): Found {
    const found: Found = new Map();
    for (const [variable, text] of Object.entries(variables)) {
      if (!variable.startsWith("HEARTH_") || foreign.includes(variable)) continue;
      const named = this.#settings.find((one) => one.variable === variable);
      const all = this.#settings.map((one) => one.variable);
      if (!named)
        this.problems.push(
          `There is no setting for the variable ${variable}.${formatNearest(variable, all)}`,
        );
      // Empty is how compose files and unit files write "not set".
      else if (text) this.#addText(found, named, variable, text);
    }
    return found;
  }

  #addText(found: Found, named: NamedSetting, name: string, text: string): void {
    const before = named.setting.kind === "list" && name.startsWith("--") ? found.get(named.key) : undefined;
    const value = parseText(named, text);
    const result = v.safeParse(named.setting.schema, value);
    if (!result.success) this.problems.push(`${name} must be ${named.setting.takes}, not "${text}".`);
    else found.set(named.key, Array.isArray(before) ? before.concat(result.output) : result.output);
  }

  readFile(path: string, readText: (path: string) => string): Found {
    const found: Found = new Map();
    try {
      this.#addTree(found, path, this.#tree, JSON.parse(readText(path)), "");
    } catch (error) {
      this.problems.push(describeFileError(path, error));
    }
    return found;
  }

  #addTree(found: Found, path: string, tree: SettingTree, value: unknown, parent: string): void {
    if (!isObject(value)) {
      this.problems.push(`${parent === "" ? path : `${parent} in ${path}`} must be an object in braces.`);
      return;
    }
    for (const [name, part] of Object.entries(value)) {
      const node = Object.hasOwn(tree, name) ? tree[name] : undefined;
      const key = parent === "" ? name : `${parent}.${name}`;
      if (node === undefined) this.#addUnknownKey(key, path);
      else if (isSetting(node)) this.#addValue(found, path, { key, setting: node }, part);
      else this.#addTree(found, path, node, part, key);
    }
  }

  #addUnknownKey(key: string, path: string): void {
    const keys = this.#settings.map((one) => one.key);
    this.problems.push(`There is no setting ${key}, as ${path} has it.${formatNearest(key, keys)}`);
  }

  #addValue(found: Found, path: string, named: Pick<NamedSetting, "key" | "setting">, value: unknown): void {
    const result = v.safeParse(named.setting.schema, value);
    if (result.success) found.set(named.key, result.output);
    else this.problems.push(`${named.key} in ${path} must be ${named.setting.takes}.`);
  }
}

function splitFlag(arg: string): readonly [flag: string, assigned: string | undefined] {
  const sign = arg.indexOf("=");
  return sign === -1 || !arg.startsWith("--") ? [arg, undefined] : [arg.slice(0, sign), arg.slice(sign + 1)];
}

/** The argument after a flag, unless that is the next flag. */
function takeValue(rest: string[]): string | undefined {
  return rest[0]?.startsWith("--") === true ? undefined : rest.shift();
}

function isNegation(flag: string, { setting, flag: positive }: NamedSetting): boolean {
  return setting.kind === "boolean" && flag === `--no-${positive.slice(2)}`;
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** What a text from a flag or variable stands for; nonsense is left for the schema to refuse. */
function parseText({ setting }: NamedSetting, text: string): unknown {
  switch (setting.kind) {
    case "boolean":
      return switchWords.get(text.toLowerCase()) ?? text;
    case "integer":
      if (setting.absent === "off" && text === "off") return null;
      return /^-?\d+$/u.test(text) ? Number(text) : text;
    case "list":
      return text.split(",").map((item) => item.trim());
    case "text":
    case "choice":
    case "secret":
      return text;
    default:
      return setting.kind satisfies never;
  }
}

const switchWords: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["on", true],
  ["yes", true],
  ["1", true],
  ["false", false],
  ["off", false],
  ["no", false],
  ["0", false],
]);

function describeFileError(path: string, error: unknown): string {
  if (error instanceof SyntaxError) return `The config file ${path} is not JSON: ${error.message}.`;
  switch (codeOf(error)) {
    case "ENOENT":
      return `There is no config file ${path}.`;
    case "EACCES":
      return `The config file ${path} may not be read by this user.`;
    case "EISDIR":
      return `The config file ${path} is a folder.`;
    default:
      throw error;
  }
}

function fillTree<Tree extends SettingTree>(tree: Tree, found: Found, parent = ""): ValuesOf<Tree> {
  const entries = Object.entries(tree).map(([name, node]) => {
    const key = `${parent}${name}`;
    if (!isSetting(node)) return [name, fillTree(node, found, `${key}.`)];
    return [name, found.has(key) ? found.get(key) : node.initial];
  });
  return Object.fromEntries(entries);
}
