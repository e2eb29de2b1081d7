import "./connections-page.css";
import type { Client } from "@hearth/client";
import type { ConnectionCard } from "@hearth/protocol";
import { useCallback, useState } from "preact/hooks";
import { isPhone } from "../app/layout.ts";
import { Page } from "../app/Page.tsx";
import { goBack } from "../app/router.ts";
import { useClient } from "../app/session.ts";
import { useChange } from "../app/use-change.ts";
import { type PageOf, usePages } from "../app/use-pages.ts";
import { useTask } from "../app/use-task.ts";
import { Button } from "../ui/Button.tsx";
import { Chips } from "../ui/Chips.tsx";
import { Empty } from "../ui/Empty.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Field } from "../ui/Field.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { sayFailure } from "../words/refusal.ts";
import { say } from "../words/words.ts";
import { ConnectionTable } from "./ConnectionTable.tsx";
import { formatCsv, saveFile } from "./connections-csv.ts";

type Filter = "everything" | "here" | "left";

/** The connection log: who came from which address with what, and how long they stayed. */
export function ConnectionsPage() {
  const client = useClient();
  const [text, setText] = useState("");
  const [filter, setFilter] = useState<Filter>("everything");
  const load = useCallback((after: string | undefined) => loadConnections(client, after), [client]);
  const pages = usePages(load);
  const saving = useTask();
  useReloadAtTop(client, pages.reload);
  const open = pages.items.filter((connection) => connection.closedAtMs === null);
  const shown = pages.items.filter((connection) => fits(connection, filter, text));
  const save = () =>
    saving.run(async () => {
      const all = await loadAll(client);
      saveFile("connections.csv", "text/csv", formatCsv(all));
    });
  const toChat = !isPhone.value && (
    <Button kind="ghost" size="compact" icon="back" iconFlips onClick={goBack}>
      {say("connections.toChat")}
    </Button>
  );
  return (
    <Page title={say("connections.title")} actions={toChat} isWide>
      <div class="connections-tools">
        <Field
          label={say("connections.find")}
          labelHidden
          placeholder={say("connections.find")}
          icon="search"
          value={text}
          onInput={setText}
        />
        <Chips
          label={say("connections.title")}
          value={filter}
          onChange={setFilter}
          options={[
            { value: "everything", label: say("connections.everything") },
            { value: "here", label: say("connections.hereNow", { count: open.length }) },
            { value: "left", label: say("connections.left", { count: pages.items.length - open.length }) },
          ]}
        />
        <span class="grow" />
        <Button size="compact" icon="download" busy={saving.isBusy} onClick={save}>
          {say("connections.save")}
        </Button>
      </div>
      <ErrorNote text={saving.error} />
      {pages.phase === "failed" && <ErrorNote text={sayFailure(pages.error)} />}
      {pages.phase === "loading" && <Skeleton label={say("app.loading")} />}
      {pages.phase === "ready" && shown.length === 0 && (
        <Empty art="search" title={say("connections.none")} />
      )}
      {shown.length > 0 && <ConnectionTable connections={shown} />}
      {pages.hasMore && (
        <div class="connections-more">
          <Button onClick={pages.loadMore}>{say("action.showMore")}</Button>
        </div>
      )}
    </Page>
  );
}

/** Whoever comes or goes changes the number of people here; rows move only while nobody reads further down. */
function useReloadAtTop(client: Client, reload: () => void): void {
  const reloadAtTop = useCallback(() => {
    if ((document.querySelector(".page-scroll")?.scrollTop ?? 0) === 0) reload();
  }, [reload]);
  useChange(client.hereCount.value, reloadAtTop);
}

function fits(connection: ConnectionCard, filter: Filter, text: string): boolean {
  const isOpen = connection.closedAtMs === null;
  if (filter === "here" && !isOpen) return false;
  if (filter === "left" && isOpen) return false;
  const wanted = text.trim().toLowerCase();
  return [connection.name ?? "", connection.address, connection.client, connection.note].some((part) =>
    part.toLowerCase().includes(wanted),
  );
}

async function loadConnections(client: Client, after: string | undefined): Promise<PageOf<ConnectionCard>> {
  const page = await client.ask({
    type: "connection.list",
    limit: 100,
    ...(after !== undefined && { after }),
  });
  return { items: page.connections, next: page.next };
}

async function loadAll(client: Client): Promise<readonly ConnectionCard[]> {
  const all: ConnectionCard[] = [];
  let after: string | undefined;
  do {
    const page = await loadConnections(client, after);
    all.push(...page.items);
    after = page.next ?? undefined;
  } while (after !== undefined);
  return all;
}
