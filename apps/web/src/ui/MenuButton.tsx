import { useRef, useState } from "preact/hooks";
import type { IconName } from "./Icon.tsx";
import { IconButton } from "./IconButton.tsx";
import { createLazyPart, Lazy } from "./Lazy.tsx";
import type { MenuItem } from "./Menu.tsx";

/** A menu whose code comes when the first one is opened. */
export const menu = createLazyPart(async () => (await import("./Menu.tsx")).Menu);

interface MenuButtonProps {
  readonly label: string;
  readonly icon?: IconName;
  readonly size?: "normal" | "compact";
  readonly items: readonly MenuItem[];
  readonly tabIndex?: number;
}

/** An icon button that opens a menu beside it; nothing when there is nothing to choose. */
export function MenuButton({ label, icon = "more", size = "normal", items, ...props }: MenuButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  if (items.length === 0) return null;
  const tabIndex = props.tabIndex === undefined ? {} : { tabIndex: props.tabIndex };
  return (
    <>
      <IconButton
        {...tabIndex}
        buttonRef={button}
        icon={icon}
        label={label}
        size={size}
        hasPopup="menu"
        expanded={isOpen}
        onClick={() => setOpen(true)}
      />
      {isOpen && button.current && (
        <Lazy part={menu} props={{ label, items, anchor: button.current, onClose: () => setOpen(false) }} />
      )}
    </>
  );
}
