import type { Hashes } from "./core/ports.ts";

/** What a password costs: `test` is for suites that make users by the hundred. */
export type PasswordHashCost = "normal" | "test";

/** OWASP's first argon2id choice for small servers; the runtime's default of 64 MiB starves a small machine. */
const costs = {
  normal: { algorithm: "argon2id", memoryCost: 19 * 1024, timeCost: 2 },
  test: { algorithm: "argon2id", memoryCost: 64, timeCost: 1 },
} as const;

/** Hashed at the same time: more would only slow each other and everyone else down. */
const maxAtOnce = 2;

export function createHashes(cost: PasswordHashCost): Hashes {
  const queue = createQueue(maxAtOnce);
  return {
    digest: (text) => new Bun.CryptoHasher("sha256").update(text).digest("hex"),
    hashPassword: (password) => queue(() => Bun.password.hash(password, costs[cost])),
    verifyPassword: (password, hash) =>
      queue(() => (password === "" ? Promise.resolve(false) : Bun.password.verify(password, hash))),
  };
}

/** Runs at most `size` at a time, in the order they came. */
function createQueue(size: number): <T>(run: () => Promise<T>) => Promise<T> {
  let free = size;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
