import type { BlobStore } from "../ports.ts";
import type { ForgetBlobDeed } from "./changes.ts";

/** Commits the deed and answers with its result. */
type Forget = (deed: ForgetBlobDeed) => Promise<unknown>;

/** Takes away bytes that nothing names. The row goes first: a stop between leaves bytes, never a name without them. */
export async function collectBlob(
  hash: string,
  blobs: Pick<BlobStore, "remove">,
  forget: Forget,
): Promise<void> {
  const { isGone } = (await forget({ type: "blob.forget", hash })) as { readonly isGone: boolean };
  if (isGone) await blobs.remove(hash);
}
