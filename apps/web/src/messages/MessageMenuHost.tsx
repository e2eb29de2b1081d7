import { useRoom } from "../timeline/room-context.ts";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";

const messageMenu = createLazyPart(async () => (await import("./MessageMenu.tsx")).MessageMenu);
const emojiPicker = createLazyPart(async () => (await import("../emoji/EmojiPicker.tsx")).EmojiPicker);

/** The open menu of a room or a thread; its code comes when it is first opened. */
export function MessageMenuHost() {
  const { menu } = useRoom();
  const opened = menu.value;
  if (!opened) return null;
  if (opened.kind === "actions") return <Lazy part={messageMenu} props={{ menu: opened }} />;
  const close = () => {
    if (menu.value === opened) menu.value = null;
  };
  const { anchor, onPick } = opened;
  return <Lazy part={emojiPicker} props={{ anchor, onPick, onClose: close }} />;
}
