import { createHash, createHmac, pbkdf2 } from "node:crypto";
import { promisify } from "node:util";
import type { Hashes } from "./core/ports.ts";

/** What a password costs: `test` is for suites that make users by the hundred. */
export type PasswordHashCost = "normal" | "test";

/** OWASP's first argon2id choice for small servers; the runtime's default of 64 MiB starves a small machine. */
const costs = {
  normal: { algorithm: "argon2id", memoryCost: 19 * 1024, timeCost: 2 },
  test: { algorithm: "argon2id", memoryCost: 64, timeCost: 1 },
} as const;

/** OWASP's floor for PBKDF2 with SHA-256; a client does the same work at every sign-in. */
const scramIterations = { normal: 600_000, test: 4_096 } as const;

const derive = promisify(pbkdf2);

/** RFC 5802 section 3 and RFC 7677: what verifies a password without being able to play it. */
async function createScram(password: string, iterations: number): Promise<string> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const salted = await derive(password.normalize("NFKC"), salt, iterations, 32, "sha256");
  const stored = createHash("sha256").update(hmac(salted, "Client Key")).digest("base64");
  const server = hmac(salted, "Server Key").toString("base64");
  return [Buffer.from(salt).toString("base64"), iterations, stored, server].join("$");
}

const hmac = (key: Uint8Array, text: string): Buffer => createHmac("sha256", key).update(text).digest();

/** Hashed at the same time: more would only slow each other and everyone else down. */
const maxAtOnce = 2;

export function createHashes(cost: PasswordHashCost): Hashes {
  const queue = createQueue(maxAtOnce);
  return {
    createScram: (password) => queue(() => createScram(password, scramIterations[cost])),
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
