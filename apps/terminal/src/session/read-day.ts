import { CommandError, exitCodes } from "../command/exit-codes.ts";
import type { Values } from "../command/parse-arguments.ts";

/** The start of a day where this machine is; both ends of a span are read so. */
export function readDay(values: Values, flag: string): number | undefined {
  const text = values.get(flag);
  if (text === undefined) return undefined;
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/u.exec(text) ?? [];
  const atMs = new Date(Number(year), Number(month) - 1, Number(day)).getTime();
  if (atMs >= 0) return atMs;
  throw new CommandError(exitCodes.usage, `--${flag} takes a day such as 2026-11-19, not "${text}".`);
}
