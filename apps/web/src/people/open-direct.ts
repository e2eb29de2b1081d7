import type { Client } from "@hearth/client";
import type { UserId } from "@hearth/protocol";
import { routeOf } from "../app/route.ts";
import { navigate } from "../app/router.ts";

/** Opens the direct chat with these people, a new one when there is none yet. */
export async function openDirect(client: Client, users: readonly UserId[]): Promise<void> {
  const { room } = await client.ask({ type: "direct.open", users: [...users] });
  navigate(routeOf(room));
}
