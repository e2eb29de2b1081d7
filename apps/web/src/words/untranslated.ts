import type { WordKey } from "./words.ts";

/** Messages that wait for their translations; every language shows them in English until then. */
export const untranslated: readonly WordKey[] = [];
