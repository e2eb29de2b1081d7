import type { CommandSpec } from "../command/spec.ts";

export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** What a shell completes: sub-commands, then the flags of each; files where a flag or argument takes a path. */
export function formatCompletions(shell: Shell, specs: readonly CommandSpec[]): string {
  switch (shell) {
    case "bash":
      return formatBash(specs);
    case "zsh":
      return formatZsh(specs);
    case "fish":
      return formatFish(specs);
    default:
      return shell satisfies never;
  }
}

function formatBash(specs: readonly CommandSpec[]): string {
  const cases = specs.map(({ name, flags }) => `    ${name}) words="${listFlags(flags)}" ;;`);
  return `# hearth: completions for bash. Made by "hearth completions bash".
_hearth() {
  local current=\${COMP_WORDS[COMP_CWORD]} words
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=($(compgen -W "${specs.map(({ name }) => name).join(" ")} --help --version" -- "$current"))
    return
  fi
  case \${COMP_WORDS[1]} in
${cases.join("\n")}
    *) words="--help" ;;
  esac
  case $current in
    -*) COMPREPLY=($(compgen -W "$words" -- "$current")) ;;
    *) COMPREPLY=($(compgen -f -- "$current")) ;;
  esac
}
complete -o filenames -F _hearth hearth
`;
}

function listFlags(flags: CommandSpec["flags"]): string {
  return [...flags.map(({ name }) => `--${name}`), "--help"].join(" ");
}

function formatZsh(specs: readonly CommandSpec[]): string {
  const names = specs.map(({ name, summary }) => `    ${quote(`${name}:${summary.replaceAll(":", "\\:")}`)}`);
  const cases = specs.map(({ name, flags }) => {
    const all = flags.map(({ name: flag, takes, help }) => {
      const words = help.replace(/[[\]\\]/gu, "\\$&");
      return `        ${quote(`--${flag}[${words}]${takes === undefined ? "" : `:${takes.replaceAll(":", " ")}:_files`}`)}`;
    });
    return `    ${name}) _arguments \\\n${[...all, "        '*:file:_files'"].join(" \\\n")} ;;`;
  });
  return `#compdef hearth
# hearth: completions for zsh. Made by "hearth completions zsh".
_hearth() {
  local -a names=(
${names.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe command names
    return
  fi
  local name=$words[2]
  shift words
  (( CURRENT-- ))
  case $name in
${cases.join("\n")}
  esac
}
_hearth "$@"
`;
}

function formatFish(specs: readonly CommandSpec[]): string {
  const names = specs.map(
    ({ name, summary }) => `complete -c hearth -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
  );
  const flags = specs.flatMap(({ name, flags: all }) =>
    all.map(({ name: flag, takes, help }) => {
      const needs = takes === undefined ? "" : " -r";
      return `complete -c hearth -n ${quote(`__fish_seen_subcommand_from ${name}`)} -l ${flag}${needs} -d ${quote(help)}`;
    }),
  );
  return `# hearth: completions for fish. Made by "hearth completions fish".\n${[...names, ...flags].join("\n")}\n`;
}

/** In single quotes nothing means anything; fish and the others differ only in how a quote itself is written. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "’")}'`;
}
