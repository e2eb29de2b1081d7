/** Where in the app one is; every route has an address of its own. */
export type Route =
  | { readonly page: "home" }
  | { readonly page: "people" }
  | { readonly page: "you" }
  | { readonly page: "rooms" }
  | { readonly page: "connections" }
  /** `room` is a slug or an id, as it stands in the address. */
  | { readonly page: "room"; readonly room: string }
  | { readonly page: "direct"; readonly room: string };

const plainPages = ["people", "you", "rooms", "connections"] as const;

/** Reads an address of this origin; whatever is not known leads home. */
export function parseRoute(pathname: string): Route {
  const [first = "", second = ""] = pathname.split("/").filter(Boolean).map(decodePart);
  if (first === "r" && second) return { page: "room", room: second };
  if (first === "d" && second) return { page: "direct", room: second };
  const plain = plainPages.find((page) => page === first);
  return { page: plain ?? "home" };
}

export function formatRoute(route: Route): string {
  switch (route.page) {
    case "home":
      return "/";
    case "room":
      return `/r/${encodeURIComponent(route.room)}`;
    case "direct":
      return `/d/${encodeURIComponent(route.room)}`;
    default:
      return `/${route.page}`;
  }
}

/** The route of a room one is in: public rooms by their slug, which people can read and share. */
export function routeOf(room: { readonly id: string; readonly slug: string; readonly kind: string }): Route {
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
