import type { ComponentChildren } from "preact";
import type { Pages } from "../app/use-pages.ts";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";

interface Props<T> {
  readonly pages: Pages<T>;
  readonly emptyTitle: string;
  readonly emptyBody: string;
  readonly children: (item: T) => ComponentChildren;
}

/** A list that is loading, failed, empty, or there with more behind it. */
export function ResultPages<T>({ pages, emptyTitle, emptyBody, children }: Props<T>) {
  if (pages.phase === "loading" && pages.items.length === 0) return <Skeleton label={say("app.loading")} />;
  if (pages.phase === "failed") return <ErrorNote text={sayFailure(pages.error)} />;
  if (pages.items.length === 0) return <Empty title={emptyTitle} body={emptyBody} />;
  return (
    <>
      <ul class="message-results">{pages.items.map(children)}</ul>
      {pages.hasMore && <Button onClick={pages.loadMore}>{say("action.showMore")}</Button>}
    </>
  );
}
