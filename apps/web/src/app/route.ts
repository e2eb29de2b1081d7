/** Where in the app one is; every route has an address of its own. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "people" }
  | { readonly page: "mentions" }
  | { readonly page: "threads" }
  | { readonly page: "you" }
  | { readonly page: "rooms" }
  | { readonly page: "connections" }
  /** `room` is a slug or an id, as it stands in the address. */
  | ({ readonly page: "room" | "direct"; readonly room: string } & MessagePlace);

/** One message of a room: its `seq`, behind the `seq` of its thread's root where it is a reply in a thread. */
export interface MessagePlace {
  readonly thread?: number;
  readonly seq?: number;
}

const plainPages = ["people", "mentions", "threads", "you", "rooms", "connections"] as const;

/** Reads an address of this origin; whatever is not known leads home. */
export function parseRoute(pathname: string): Route {
  const [first = "", second = "", ...place] = pathname.split("/").filter(Boolean).map(decodePart);
  if (first === "r" && second) return { page: "room", room: second, ...parsePlace(place) };
  if (first === "d" && second) return { page: "direct", room: second, ...parsePlace(place) };
  const plain = plainPages.find((page) => page === first);
  return { page: plain ?? "home" };
}

export function formatRoute(route: Route): string {
  switch (route.page) {
    case "home":
      return "/";
    case "room":
      return `/r/${encodeURIComponent(route.room)}${formatPlace(route)}`;
    case "direct":
      return `/d/${encodeURIComponent(route.room)}${formatPlace(route)}`;
    default:
      return `/${route.page}`;
  }
}

function parsePlace(parts: readonly string[]): MessagePlace {
  const seqs = parts.map(Number).filter((seq) => Number.isSafeInteger(seq) && seq > 0);
  if (seqs.length !== parts.length) return {};
  const [first, second] = seqs;
  if (first === undefined) return {};
  return second === undefined ? { seq: first } : { thread: first, seq: second };
}

function formatPlace({ thread, seq }: MessagePlace): string {
  return [thread, seq].flatMap((one) => (one === undefined ? [] : [`/${one}`])).join("");
}

/** The route of a room one is in: public rooms by their slug, which people can read and share. */
export function routeOf(room: {
  readonly id: string;
  readonly slug: string;
  readonly kind: string;
}): Extract<Route, { page: "room" | "direct" }> {
  if (room.kind === "direct") return { page: "direct", room: room.id };
  return { page: "room", room: room.slug || room.id };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}
