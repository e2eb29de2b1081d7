import { uploadsPath } from "@hearth/protocol";
import type { Core } from "../../core/core.ts";
import { type ApiRequest, needDevice } from "./device.ts";
import { needOrigin } from "./gate.ts";

/** Is this about uploads? */
export function isUploadPath(pathname: string): boolean {
  return pathname === uploadsPath || pathname.startsWith(`${uploadsPath}/`);
}

/** The door of uploads. What speaks tus is loaded with the first one: it costs 18 MB and 90 ms. */
export function createUploads(core: Core): (asked: ApiRequest) => Promise<Response> {
  let loading: Promise<ReturnType<typeof import("./tus.ts").createTus>> | undefined;
  return async (asked) => {
    const { request } = asked;
    // A page of this site sends no `Origin` with HEAD.
    if (request.method !== "HEAD" && request.method !== "OPTIONS") needOrigin(request);
    const device = await needDevice(core, asked);
    loading ??= import("./tus.ts").then(({ createTus }) => createTus(core.files));
    return (await loading)(request, device.user);
  };
}
