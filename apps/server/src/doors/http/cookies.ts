import type { CommunityId } from "@hearth/protocol";

const yearSeconds = 400 * 24 * 60 * 60;

/**
 * The cookie's name. Cookies ignore ports and schemes, so two communities on one address, or http and
 * https of one community, must not overwrite each other's. The id's last characters are random; its first
 * ones are the time it was made and would be equal for two communities started together.
 */
export function cookieName(community: CommunityId, isSecure: boolean): string {
  return `hearth_${community.slice(-8)}${isSecure ? "_s" : ""}`;
}

export function formatCookie(name: string, secret: string, isSecure: boolean): string {
  return `${name}=${secret}; Path=/; Max-Age=${yearSeconds}; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}

export function formatEndedCookie(name: string, isSecure: boolean): string {
  return `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${isSecure ? "; Secure" : ""}`;
}

/** The value of one cookie; `undefined` when it is missing or given twice with different values. */
export function readCookie(header: string | null, name: string): string | undefined {
  const values = new Set(
    (header ?? "")
      .split(";")
      .map((pair) => pair.trim())
      .filter((pair) => pair.startsWith(`${name}=`))
      .map((pair) => pair.slice(name.length + 1)),
  );
  const [value] = values;
  return values.size === 1 ? value : undefined;
}
