import type { Ids } from "./core/ports.ts";

/** No vowels, so that no words appear; no 0 1 i l o, so that nothing is mistaken. */
const codeLetters = "23456789bcdfghjkmnpqrstvwxyz";

/** Ids and secrets from the runtime's secure random source. */
export function createIds(): Ids {
  return {
    uuid: () => Bun.randomUUIDv7(),
    secret: (bytes) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString("base64url"),
    code: createCode,
  };
}

function createCode(length: number): string {
  let code = "";
  while (code.length < length) {
    // 252 is the last multiple of 28 in a byte: what lies above would favour the first letters.
    for (const byte of crypto.getRandomValues(new Uint8Array(length))) {
      if (byte < 252 && code.length < length) code += codeLetters[byte % codeLetters.length];
    }
  }
  return code;
}
