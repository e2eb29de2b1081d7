import type { Client } from "@hearth/client";
import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { titleOf } from "../rooms/title.ts";
import { isCurrentRoom } from "../sidebar/current-room.ts";
import { say } from "../words/words.ts";
import { route } from "./router.ts";
import { spokenLanguage } from "./switch-language.ts";

/** The tab says where one is and how many rooms have something new: the one notice that always works. */
export function usePageTitle(client: Client): void {
  useEffect(
    () =>
      effect(() => {
        // In another language the place has another name.
        void spokenLanguage.value;
        const title = say("app.title", { place: placeOf(client) });
        const count = client.rooms.value.filter((room) => room.isNew).length;
        document.title = count > 0 ? say("app.titleNew", { count, title }) : title;
      }),
    [client],
  );
}

function placeOf(client: Client): string {
  const home = client.community.value?.name ?? say("app.name");
  switch (route.value.page) {
    case "people":
      return say("people.title");
    case "mentions":
      return say("mentions.title");
    case "threads":
      return say("mentions.threads");
    case "you":
      return say("settings.title");
    case "rooms":
      return say("room.browse");
    case "connections":
      return say("connections.title");
    case "room":
    case "direct": {
      const room = client.rooms.value.find(isCurrentRoom);
      return room ? titleOf(room, client.me.value?.id) : home;
    }
    case "home":
      return home;
  }
}
