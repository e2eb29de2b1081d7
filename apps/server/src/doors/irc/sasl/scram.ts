import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import type { Core } from "../../../core/core.ts";
import type { UserRow } from "../../../core/rows.ts";
import type { Caller } from "../../../core/users/accounts.ts";

export type ScramStep =
  | { readonly type: "challenge"; readonly text: string }
  | { readonly type: "done"; readonly user: UserRow }
  | { readonly type: "failed" };

type Phase =
  | { readonly type: "first" }
  | {
      readonly type: "final";
      readonly user: UserRow;
      readonly verifier: Verifier;
      readonly first: string;
      readonly nonce: string;
    }
  | { readonly type: "verified"; readonly user: UserRow };

interface Verifier {
  readonly salt: string;
  readonly iterations: number;
  readonly storedKey: Uint8Array;
  readonly serverKey: Uint8Array;
}

const failed: ScramStep = { type: "failed" };

/** The server's side of one SCRAM-SHA-256 exchange. RFC 5802, RFC 7677; without channel binding. */
export class ScramExchange {
  readonly #core: Core;
  readonly #caller: Caller;
  #phase: Phase = { type: "first" };

  constructor(core: Core, caller: Caller) {
    this.#core = core;
    this.#caller = caller;
  }

  async receive(text: string): Promise<ScramStep> {
    const phase = this.#phase;
    switch (phase.type) {
      case "first":
        return this.#receiveFirst(text);
      case "final":
        return this.#receiveFinal(text, phase);
      case "verified":
        return text === "" ? { type: "done", user: phase.user } : failed;
      default:
        return phase satisfies never;
    }
  }

  /** `n,,n=user,r=nonce`. */
  async #receiveFirst(text: string): Promise<ScramStep> {
    const parts = /^[ny],(?:a=[^,]*)?,(n=([^,]*),r=([\x21-\x2B\x2D-\x7E]+)(?:,.*)?)$/u.exec(text);
    if (!parts) return failed;
    const [, bare = "", name = "", clientNonce = ""] = parts;
    const found = await this.#core.accounts.findScram(this.#caller, unescapeName(name));
    if (!found) return failed;
    const verifier = parseVerifier(found.scram);
    const nonce = clientNonce + this.#core.parts.ids.secret(18);
    const challenge = `r=${nonce},s=${verifier.salt},i=${verifier.iterations}`;
    this.#phase = { type: "final", user: found.user, verifier, first: `${bare},${challenge}`, nonce };
    return { type: "challenge", text: challenge };
  }

  /** `c=biws,r=nonce,p=proof`. */
  async #receiveFinal(text: string, phase: Extract<Phase, { type: "final" }>): Promise<ScramStep> {
    const parts = /^(c=(?:biws|eSws|[A-Za-z0-9+/=]+),r=([^,]+)),p=([A-Za-z0-9+/=]+)$/u.exec(text);
    if (!parts) return failed;
    const [, bare = "", nonce = "", proof = ""] = parts;
    const message = `${phase.first},${bare}`;
    if (nonce !== phase.nonce || !isProof(Buffer.from(proof, "base64"), message, phase.verifier))
      return failed;
    this.#phase = { type: "verified", user: phase.user };
    return { type: "challenge", text: `v=${hmac(phase.verifier.serverKey, message).toString("base64")}` };
  }
}

function isProof(proof: Uint8Array, message: string, { storedKey }: Verifier): boolean {
  const signature = hmac(storedKey, message);
  if (proof.length !== signature.length) return false;
  const clientKey = signature.map((byte, place) => byte ^ (proof[place] ?? 0));
  return timingSafeEqual(createHash("sha256").update(clientKey).digest(), storedKey);
}

function hmac(key: Uint8Array, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function parseVerifier(text: string): Verifier {
  const [salt = "", iterations = "", stored = "", server = ""] = text.split("$");
  return {
    salt,
    iterations: Number(iterations),
    storedKey: Buffer.from(stored, "base64"),
    serverKey: Buffer.from(server, "base64"),
  };
}

/** RFC 5802 section 5.1: `,` and `=` are written `=2C` and `=3D`. */
function unescapeName(name: string): string {
  return name.replaceAll("=2C", ",").replaceAll("=3D", "=");
}
