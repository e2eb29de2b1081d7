/** Folds a title for sorting and finding: compatibility forms and case do not matter. */
export function createTitleKey(title: string): string {
  return title.normalize("NFKC").toLowerCase();
}
