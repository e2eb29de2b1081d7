import { useState } from "preact/hooks";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import { say } from "../words/words.ts";
import { FileIcon } from "./FileIcon.tsx";
import { type FileProps, saveUrlOf, urlOf } from "./file-place.ts";
import { formatBytes } from "./format-bytes.ts";
import "./file-card.css";

const textPreview = createLazyPart(async () => (await import("./TextPreview.tsx")).TextPreview);
const asText = /^(text\/|application\/(json|xml|x-ndjson|javascript|x-sh|toml|yaml|x-yaml))/;

/** A file one cannot see here: its kind, name and size, and how to get it; what is text can be looked at. */
export function FileCard({ attachment, place }: FileProps) {
  const [isOpen, setOpen] = useState(false);
  const { name, type, bytes, file } = attachment;
  const isSent = place.seq !== null;
  return (
    <div class="file-card">
      <FileIcon name={name} type={type} />
      <div class="file-main">
        <bdi class="file-name file-name-alone">{name}</bdi>
        <span class="xs muted">{formatBytes(bytes)}</span>
      </div>
      {isSent && asText.test(type) && (
        <IconButton
          icon="search"
          label={say("files.preview", { name })}
          hasPopup="dialog"
          tabIndex={place.tabIndex}
          onClick={() => setOpen(true)}
        />
      )}
      {isSent && type === "application/pdf" && hasPdfViewer() && (
        <Tooltip text={say("files.view", { name })}>
          <a
            class="icon-btn"
            href={`${urlOf(place, file)}?view`}
            target="_blank"
            rel="noopener noreferrer"
            aria-label={say("files.view", { name })}
            tabIndex={place.tabIndex}
          >
            <Icon name="search" />
          </a>
        </Tooltip>
      )}
      {isSent && <SaveLink name={name} href={saveUrlOf(place, file)} tabIndex={place.tabIndex} />}
      {isOpen && <Lazy part={textPreview} props={{ attachment, place, onClose: () => setOpen(false) }} />}
    </div>
  );
}

/** Phones mostly have none: there a PDF is saved. */
function hasPdfViewer(): boolean {
  return (navigator as { readonly pdfViewerEnabled?: boolean }).pdfViewerEnabled === true;
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
