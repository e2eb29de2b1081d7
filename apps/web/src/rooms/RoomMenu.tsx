import type { RoomHandle } from "@hearth/client";
import { useComputed } from "@preact/signals";
import { useRef, useState } from "preact/hooks";
import { IconButton } from "../ui/IconButton.tsx";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { say } from "../words/words.ts";

const roomMenuList = createLazyPart(async () => (await import("./RoomMenuList.tsx")).RoomMenuList);

/** The last button of a room's bar: all that can be done with the room. */
export function RoomMenu({ room }: { readonly room: RoomHandle }) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const title = useComputed(() => room.state.value.title).value;
  const label = say("room.menu", { room: title });
  return (
    <>
      <IconButton
        buttonRef={button}
        icon="more"
        label={label}
        hasPopup="menu"
        expanded={isOpen}
        onClick={() => setOpen(true)}
      />
      {isOpen && button.current && (
        <Lazy
          part={roomMenuList}
          props={{ room, label, anchor: button.current, onClose: () => setOpen(false) }}
        />
      )}
    </>
  );
}
