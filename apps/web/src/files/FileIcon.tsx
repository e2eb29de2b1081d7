import { classes } from "../ui/classes.ts";
import { Icon, type IconName } from "../ui/Icon.tsx";

interface Props {
  readonly name: string;
  readonly type: string;
}

/** A square with the file's kind: a symbol, or the ending of its name. */
export function FileIcon({ name, type }: Props) {
  const icon = iconOf(type);
  const ending = /\.([a-z0-9]{1,4})$/i.exec(name)?.[1]?.toUpperCase();
  return (
    <span class={classes("file-icon", icon && `file-icon-${icon}`)} aria-hidden="true">
      {icon ? <Icon name={icon} /> : (ending ?? <Icon name="file" />)}
    </span>
  );
}

function iconOf(type: string): IconName | null {
  if (type.startsWith("video/")) return "video";
  if (type.startsWith("audio/")) return "mic";
  return type.startsWith("image/") ? "image" : null;
}
