import { Icon } from "../ui/Icon.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import { say } from "../words/words.ts";
import { FileIcon } from "./FileIcon.tsx";
import { type FileProps, saveUrlOf } from "./file-place.ts";
import { formatBytes } from "./format-bytes.ts";
import "./file-card.css";

/** A file one cannot see here: its kind, name and size, and how to get it. */
export function FileCard({ attachment, place }: FileProps) {
  const { name, type, bytes, file } = attachment;
  return (
    <div class="file-card">
      <FileIcon name={name} type={type} />
      <div class="file-main">
        <bdi class="file-name file-name-alone">{name}</bdi>
        <span class="xs muted">{formatBytes(bytes)}</span>
      </div>
      {place.seq !== null && <SaveLink name={name} href={saveUrlOf(place, file)} tabIndex={place.tabIndex} />}
    </div>
  );
}

interface SaveLinkProps {
  readonly name: string;
  readonly href: string;
  readonly tabIndex: number;
}

export function SaveLink({ name, href, tabIndex }: SaveLinkProps) {
  const label = say("files.save", { name });
  return (
    <Tooltip text={label}>
      <a class="icon-btn" href={href} download={name} aria-label={label} tabIndex={tabIndex}>
        <Icon name="download" />
      </a>
    </Tooltip>
  );
}
