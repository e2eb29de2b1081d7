import { createLazyPart, Lazy } from "../ui/Lazy.tsx";
import { hasParcels } from "./open-parcels.ts";

const parcels = createLazyPart(async () => (await import("./Parcels.tsx")).Parcels);

/** Where files stand until they are part of a message. */
export function ParcelPlace() {
  return hasParcels.value ? <Lazy part={parcels} props={{}} /> : null;
}
