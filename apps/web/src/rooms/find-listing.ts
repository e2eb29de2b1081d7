import type { Client } from "@hearth/client";
import type { RoomListing } from "@hearth/protocol";

/** Looks for a public room by its slug or id among all that one may join. */
export async function findListing(client: Client, address: string): Promise<RoomListing | undefined> {
  let after: string | undefined;
  do {
    const page = await client.ask({ type: "room.list", limit: 100, ...(after !== undefined && { after }) });
    const found = page.rooms.find((room) => room.slug === address || room.id === address);
    if (found) return found;
    after = page.next ?? undefined;
  } while (after !== undefined);
  return undefined;
}
