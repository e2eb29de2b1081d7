import { CommunityIdSchema, DeviceIdSchema, UserIdSchema } from "@hearth/protocol";
import * as v from "valibot";

/** Who one is in one community: what `hearth join` keeps, and every other command uses. */
export const ProfileSchema = v.object({
  origin: v.pipe(v.string(), v.url()),
  communityName: v.string(),
  community: CommunityIdSchema,
  user: UserIdSchema,
  name: v.string(),
  device: DeviceIdSchema,
  /** Whoever knows it is this person: the file is for its owner alone. */
  secret: v.pipe(v.string(), v.minLength(1)),
});
export type Profile = v.InferOutput<typeof ProfileSchema>;
