import { listSettings, type NamedSetting, type Setting, type SettingTree } from "./settings.ts";

/** Every flag with what it does, as `--help` prints it, wrapped to `columns`. */
export function formatFlags(tree: SettingTree, columns: number): string {
  const rows = listSettings(tree)
    .filter(({ setting }) => setting.kind !== "secret")
    .map((named) => [formatFlag(named), `${named.setting.help} ${formatInitial(named.setting)}`] as const);
  const width = Math.min(34, Math.max(...rows.map(([flag]) => flag.length)));
  return rows.map(([flag, help]) => formatRow(flag, help, width, columns)).join("\n");
}

function formatFlag({ flag, setting }: NamedSetting): string {
  return setting.kind === "boolean" ? `--[no-]${flag.slice(2)}` : `${flag} ${setting.placeholder}`;
}

function formatRow(flag: string, help: string, width: number, columns: number): string {
  const [first = "", ...others] = wrap(help, Math.max(24, columns - width - 5));
  const indent = " ".repeat(width + 5);
  const head = flag.length > width ? `  ${flag}\n${indent}${first}` : `  ${flag.padEnd(width)}   ${first}`;
  return [head, ...others.map((line) => indent + line)].join("\n");
}

function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + word.length < columns) lines.splice(-1, 1, `${line} ${word}`);
    else lines.push(word);
  }
  return lines;
}

function formatInitial({ initial, absent, unit, kind }: Setting<unknown>): string {
  if (initial === null) return `(default: ${absent})`;
  if (kind === "boolean") return initial === true ? "(default: on)" : "(default: off)";
  if (Array.isArray(initial)) return "(default: none)";
  return `(default: ${initial}${unit && ` ${unit}`})`;
}

/** The table of `docs/configuration.md`. */
export function formatTable(tree: SettingTree): string {
  const rows = listSettings(tree).map(({ key, flag, variable, setting }) => {
    const flagCell = setting.kind === "secret" ? "none" : `\`${flag}\``;
    const words = `${setting.takes} | ${formatValue(setting)} | ${setting.help}`;
    return `| \`${key}\` | ${flagCell} | \`${variable}\` | ${words} |`;
  });
  return [
    "| key | flag | variable | takes | default | what it is |",
    "|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function formatValue(setting: Setting<unknown>): string {
  if (setting.initial === null) return `\`null\`: ${setting.absent}`;
  return `\`${JSON.stringify(setting.initial)}\`${setting.unit && ` ${setting.unit}`}`;
}
