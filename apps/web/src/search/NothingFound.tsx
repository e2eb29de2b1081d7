import { Empty } from "../ui/Empty.tsx";
import { say } from "../words/words.ts";
import { type Filters, isNarrowed } from "./filters.ts";

/** What was looked for, and that it is not there; what may have been meant stands in the list below. */
export function NothingFound({ query, filters }: { readonly query: string; readonly filters: Filters }) {
  const title = query === "" ? say("search.noneFits") : say("search.none", { query });
  return (
    <Empty art="search" title={title} body={isNarrowed(filters) ? say("search.noneNarrowed") : undefined} />
  );
}
