import type { ComponentChildren } from "preact";
import { formatRoute, type Route } from "../app/route.ts";
import { followLink } from "../app/router.ts";

interface RouteLinkProps {
  readonly to: Route;
  readonly class?: string | undefined;
  readonly isCurrent?: boolean;
  /** After it was pressed, also where one is there already. */
  readonly onFollow?: (() => void) | undefined;
  readonly children: ComponentChildren;
}

/** A link inside the app: it can be opened in a new tab, copied, and followed without a reload. */
export function RouteLink({ to, isCurrent = false, children, ...props }: RouteLinkProps) {
  return (
    <a
      href={formatRoute(to)}
      class={props.class}
      aria-current={isCurrent ? "page" : undefined}
      onClick={(event) => {
        followLink(event, to);
        props.onFollow?.();
      }}
    >
      {children}
    </a>
  );
}
