import type { ConnectionCard } from "@hearth/protocol";
import { PresenceDot } from "../ui/PresenceDot.tsx";
import { Tag } from "../ui/Tag.tsx";
import { formatClock, formatDuration } from "../words/format.ts";
import { say } from "../words/words.ts";

const columns = ["time", "what", "who", "from", "with", "note", "stayed"] as const;

/** Newest first; under 720 px each row becomes two lines. */
export function ConnectionTable({ connections }: { readonly connections: readonly ConnectionCard[] }) {
  return (
    <table class="table">
      <caption class="sr">{say("connections.caption")}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" class={`table-${column}`}>
              {say(`connections.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {connections.map((connection) => (
          <ConnectionRow key={connection.session} connection={connection} />
        ))}
      </tbody>
    </table>
  );
}

function ConnectionRow({ connection }: { readonly connection: ConnectionCard }) {
  const { openedAtMs, closedAtMs } = connection;
  const isOpen = closedAtMs === null;
  return (
    <tr>
      <td class="table-time mono">{formatClock(openedAtMs)}</td>
      <td class="table-what">
        <Tag tone={isOpen ? "ok" : "plain"}>
          {say(isOpen ? "connections.connected" : "connections.disconnected")}
        </Tag>
      </td>
      <td class="table-who">
        <bdi>{connection.name ?? say("connections.noName")}</bdi>
      </td>
      <td class="table-from mono">{connection.address}</td>
      <td class="table-with">{connection.client}</td>
      <td class="table-note">{connection.note}</td>
      <td class="table-stayed">
        {isOpen ? (
          <span class="table-here">
            <PresenceDot state="here" isPlain />
            {say("connections.still")}
          </span>
        ) : (
          formatDuration(closedAtMs - openedAtMs)
        )}
      </td>
    </tr>
  );
}
