import "./banner.css";
import type { ComponentChildren } from "preact";
import { classes } from "./classes.ts";
import { Icon } from "./Icon.tsx";
import { Spinner } from "./Spinner.tsx";

interface BannerProps {
  readonly tone: "warn" | "ok" | "bad";
  readonly title: string;
  readonly body?: string;
  readonly isBusy?: boolean;
  readonly children?: ComponentChildren;
}

/** A line under the bar: it pushes the content down and never covers it. Its place in the page is a live region. */
export function Banner({ tone, title, body, isBusy, children }: BannerProps) {
  return (
    <div class={classes("banner", tone !== "warn" && `banner-${tone}`)}>
      {isBusy ? <Spinner /> : <Icon name={tone === "ok" ? "check" : "alert"} />}
      <p class="grow">
        <b class="banner-title">{title}</b> {body}
      </p>
      {children}
    </div>
  );
}
