export * from "./command/exit-codes.ts";
export { formatHelp } from "./command/format-help.ts";
export { parseArguments, type Values } from "./command/parse-arguments.ts";
export type * from "./command/spec.ts";
export { createSubcommand, type Subcommand, type Task } from "./command/subcommand.ts";
export { Output } from "./print/output.ts";
export { formatColumns } from "./print/plain.ts";
export { listSubcommands } from "./subcommands.ts";
