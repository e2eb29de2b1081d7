import type { Client, RoomHandle } from "@hearth/client";
import "./room-view.css";

interface Props {
  readonly client: Client;
  readonly room: RoomHandle;
}

/**
 * One room: its bar (`header`), its messages and composer (`main`), its details (`aside`, closable).
 * Fills the place it is mounted in and lays its parts out by itself; mount it with `key={room.id}`.
 */
export function RoomView({ room }: Props) {
  return (
    <div class="room-view">
      <main class="room-main" aria-label={room.state.value.title} />
    </div>
  );
}
