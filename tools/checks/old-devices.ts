import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseSync } from "@swc/core";

/** The oldest browsers Hearth works in (ui.md, the build's target says the same of syntax). */
export const oldest: Readonly<Record<string, number>> = {
  chrome: 109,
  chrome_android: 109,
  firefox: 115,
  safari: 15.4,
  safari_ios: 15.4,
};

interface Statement {
  readonly version_added: string | boolean | null;
  readonly version_removed?: string | boolean;
  readonly flags?: unknown;
  readonly prefix?: string;
  readonly alternative_name?: string;
  readonly partial_implementation?: boolean;
}

interface Feature {
  readonly __compat?: { readonly support: Readonly<Record<string, Statement | readonly Statement[]>> };
  readonly [name: string]: Feature | Feature["__compat"];
}

const table = JSON.parse(
  readFileSync(fileURLToPath(import.meta.resolve("@mdn/browser-compat-data")), "utf8"),
) as Readonly<Record<"api" | "css" | "javascript", Feature>>;

/** Does every one of the oldest browsers know it, whole and without a switch? */
function isKnownEverywhere({ __compat: compat }: Feature): boolean {
  if (!compat) return true;
  return Object.entries(oldest).every(([browser, version]) => {
    const statements = [compat.support[browser] ?? []].flat() as readonly Statement[];
    return statements.length === 0 || statements.some((statement) => covers(statement, version));
  });
}

function covers(statement: Statement, version: number): boolean {
  const { version_added: added, version_removed: removed } = statement;
  if (statement.flags || statement.prefix || statement.alternative_name) return false;
  if (typeof added !== "string" || Number(added.replace("≤", "")) > version || added === "preview")
    return false;
  return typeof removed !== "string" || Number(removed) > version;
}

function childrenOf(feature: Feature): [name: string, child: Feature][] {
  return Object.entries(feature).filter((entry): entry is [string, Feature] => entry[0] !== "__compat");
}

/** Objects of the browser that go by one name everywhere. */
const wellKnown: Readonly<Record<string, string>> = {
  navigator: "Navigator",
  document: "Document",
  window: "Window",
  crypto: "Crypto",
  location: "Location",
  history: "History",
  performance: "Performance",
};
/** Built-in kinds whose newer methods have names of their own; `Iterator` and `Set` use everyday words. */
const builtins = [
  "Array",
  "String",
  "Object",
  "Promise",
  "RegExp",
  "ArrayBuffer",
  "TypedArray",
  "Map",
  "Number",
];

const interfaces = new Map([
  ...childrenOf(table.api),
  ...childrenOf(table.javascript["builtins"] as Feature),
  ...childrenOf((table.javascript["builtins"] as Feature)["Intl"] as Feature),
]);
const newMembers = listNewMembers();

/** Names of methods that only newer browsers have, whichever of the built-in kinds has them. */
function listNewMembers(): ReadonlySet<string> {
  const members = new Map<string, boolean>();
  for (const kind of builtins) {
    for (const [name, member] of childrenOf(interfaces.get(kind) ?? {}))
      members.set(plainName(name), (members.get(plainName(name)) ?? false) || isKnownEverywhere(member));
  }
  return new Set([...members].filter(([, isKnown]) => !isKnown).map(([name]) => name));
}

function plainName(name: string): string {
  return name.replace(/_static$/, "");
}

/** Is it an interface, or a member of one named here, that newer browsers added? */
function isNew(owner: string, member?: string): boolean {
  const one = interfaces.get(wellKnown[owner] ?? owner);
  if (!one) return false;
  if (member === undefined) return !wellKnown[owner] && !isKnownEverywhere(one);
  const found = childrenOf(one).find(([name]) => plainName(name) === member)?.[1];
  return found !== undefined && !isKnownEverywhere(found);
}

interface Node {
  readonly type?: string;
  readonly [key: string]: unknown;
}

/** What a program uses that the oldest browsers do not have: `.toSorted`, `new Sanitizer`. */
export function findNewApi(source: string): readonly string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== "object" || node === null) return;
    noteNode(node as Node, found);
    Object.values(node).forEach(visit);
  };
  visit(parseSync(source, { syntax: "typescript", tsx: true }));
  return [...found];
}

function noteNode(node: Node, found: Set<string>): void {
  if (node.type === "MemberExpression") {
    const [owner, member] = [nameOf(node["object"]), nameOf(node["property"])];
    const isOwned = childrenOf(interfaces.get(owner) ?? {}).some(([name]) => plainName(name) === member);
    if (newMembers.has(member) && !isOwned) found.add(`.${member}`);
    if (isNew(owner)) found.add(owner);
    else if (isNew(owner, member)) found.add(`${owner}.${member}`);
  }
  if (/^(Class|Private)Property$/.test(node.type ?? "") && hasBrackets(node["value"]))
    found.add("brackets around a name in a class field");
  const made = node.type === "NewExpression" ? nameOf(node["callee"]) : "";
  if (isNew(made)) found.add(made);
}

/** Safari before 16 loses outer names in a field's first value once it has read brackets (webkit.org/b/236843). */
function hasBrackets(value: unknown): boolean {
  const types = new Set<string>();
  JSON.stringify(value, (_, part: unknown) => {
    types.add((part as Node | null)?.type ?? "");
    return part;
  });
  const isBracketed = types.has("ArrowFunctionExpression") || types.has("ParenthesisExpression");
  return isBracketed && types.has("Identifier");
}

function nameOf(node: unknown): string {
  const { type, value } = (node ?? {}) as Node;
  return type === "Identifier" && typeof value === "string" ? value : "";
}

const css = Object.fromEntries(childrenOf(table.css)) as Readonly<Record<string, Feature>>;

/** Without them nothing is lost but polish: how a pointer or a scroll bar looks, how a heading breaks. */
const harmless = new Set([
  "cursor",
  "resize",
  "text-wrap",
  "forced-color-adjust",
  "scrollbar-width",
  "scrollbar-color",
  "text-size-adjust",
  "-webkit-tap-highlight-color",
  "overscroll-behavior",
]);

/** The same for style sheets: properties, their keywords, functions, selectors and rules; `@supports` guards. */
export function findNewStyle(source: string): readonly string[] {
  const plain = dropGuarded(source.replace(/\/\*[\s\S]*?\*\//g, ""));
  const found = new Set<string>();
  const note = (kind: string, name: string, shown: string, value = "") => {
    const feature = css[kind]?.[name] as Feature | undefined;
    const part = value === "" ? feature : (feature?.[value] as Feature | undefined);
    if (part && !isKnownEverywhere(part) && !harmless.has(name)) found.add(shown);
  };
  for (const [, name = ""] of plain.matchAll(/@([a-z-]+)/g)) note("at-rules", name, `@${name}`);
  for (const [, name = ""] of plain.matchAll(/(?<=[^{};]*)::?([a-z-]+)(?=[^;{}]*\{)/g))
    note("selectors", name, `:${name}`);
  for (const [, property = "", values = ""] of plain.matchAll(/[{;]\s*([a-z-]+)\s*:\s*([^;{}]+)/g)) {
    note("properties", property, property);
    for (const value of values.split(/\s+/)) note("properties", property, `${property}: ${value}`, value);
    for (const [, name = ""] of values.matchAll(/([a-z-]+)\(/g)) note("types", name, `${name}()`);
  }
  return [...found];
}

/** Leaves out what stands inside `@supports`: that is the fallback's other half. */
function dropGuarded(source: string): string {
  const start = source.indexOf("@supports");
  if (start === -1) return source;
  let depth = 0;
  for (let at = source.indexOf("{", start); at < source.length; at += 1) {
    if (source[at] === "{") depth += 1;
    if (source[at] === "}") depth -= 1;
    if (depth === 0) return source.slice(0, start) + dropGuarded(source.slice(at + 1));
  }
  return source.slice(0, start);
}
