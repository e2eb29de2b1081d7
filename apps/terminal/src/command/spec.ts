/** A word of a command line that stands at its place, such as `ROOM`. */
export interface Argument {
  readonly name: string;
  readonly help: string;
  /** May be left out; only after those that may not. */
  readonly isOptional?: true;
  /** Takes all words that are left. */
  readonly isRest?: true;
}

/** A `--flag`. Without `takes` it is a switch. */
export interface Flag {
  readonly name: string;
  readonly takes?: string;
  readonly help: string;
}

export interface Example {
  readonly line: string;
  readonly does: string;
}

/** What one sub-command of `hearth` takes: the source of its parsing, help, completions and manual. */
export interface CommandSpec {
  readonly name: string;
  /** One line, a sentence. */
  readonly summary: string;
  readonly arguments: readonly Argument[];
  readonly flags: readonly Flag[];
  /** Paragraphs below the flags. */
  readonly notes?: readonly string[];
  readonly examples: readonly Example[];
}
