import * as v from "valibot";
import type { CommunityId, DeviceId } from "./ids.ts";
import { sizes } from "./limits.ts";
import { NameSchema } from "./names.ts";
import type { UserCard } from "./records.ts";

const secret = v.pipe(v.string(), v.maxLength(sizes.maxPasswordBytes));

/** `POST /api/join`: take a free name. */
export const JoinSchema = v.strictObject({ name: NameSchema });
/** `POST /api/sign-in`: a name that has a password, on a new device. */
export const SignInSchema = v.strictObject({ name: NameSchema, password: secret });
/** `POST /api/link`: a code from another device of the same person, or from the owner. */
export const LinkSchema = v.strictObject({ code: v.pipe(v.string(), v.maxLength(64)) });

/**
 * Answer of the three. Browsers (requests with an `Origin`) get the device secret as a cookie only;
 * other clients get it in `secret` and send it back as `Authorization: Bearer`.
 */
export interface SignedIn {
  readonly user: UserCard;
  readonly device: DeviceId;
  readonly community: CommunityId;
  readonly secret?: string;
}
