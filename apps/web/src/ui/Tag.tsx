import "./tag.css";
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";

interface TagProps {
  readonly tone?: "plain" | "ok" | "warn" | "bad" | "new" | "info";
  readonly children: ComponentChildren;
}

export function Tag({ tone = "plain", children }: TagProps) {
  return <span class={classes("tag", tone !== "plain" && `tag-${tone}`)}>{children}</span>;
}
