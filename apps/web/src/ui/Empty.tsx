import "./empty.css";
import type { ComponentChildren } from "preact";

interface EmptyProps {
  readonly title: string;
  readonly body?: ComponentChildren;
  /** The hearth, with or without its coal: ember means something can begin here. */
  readonly art?: "hearth" | "search";
  /** Its level in the page's headings. */
  readonly level?: 1 | 2;
  /** At most one action. */
  readonly children?: ComponentChildren;
}

export function Empty({ title, body, art = "hearth", level = 2, children }: EmptyProps) {
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <div class="empty">
      {art === "hearth" ? <HearthDrawing /> : <SearchDrawing />}
      <Heading class="empty-title">{title}</Heading>
      {body && <p class="muted">{body}</p>}
      {children && <div class="empty-action">{children}</div>}
    </div>
  );
}

function HearthDrawing() {
  return (
    <svg class="empty-art" viewBox="0 0 120 72" aria-hidden="true">
      <path d="M6 66h108M22 66V42C22 22 39 8 60 8s38 14 38 34v24M42 66V46c0-11 8-19 18-19s18 8 18 19v20" />
      <path class="empty-coal" d="M50 66a10 10 0 0 1 20 0z" />
    </svg>
  );
}

function SearchDrawing() {
  return (
    <svg class="empty-art" viewBox="0 0 120 72" aria-hidden="true">
      <path d="M14 18h56M14 34h38M14 50h46" />
      <circle cx="80" cy="36" r="18" />
      <path d="m93 49 14 14" />
    </svg>
  );
}
