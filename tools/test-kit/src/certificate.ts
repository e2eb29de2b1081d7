import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A certificate for `localhost` that nobody but the test trusts, fresh, with its key, as files. */
export interface Certificate {
  readonly certPath: string;
  readonly keyPath: string;
  readonly pem: string;
}

/** Makes one with the machine's openssl; `null` where there is none. */
export function createCertificate(): Certificate | null {
  if (Bun.which("openssl") === null) return null;
  const folder = mkdtempSync(join(tmpdir(), "hearth-cert-"));
  const [certPath, keyPath] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  const names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const made = Bun.spawnSync(["openssl", "req", ...kind, ...names, "-keyout", keyPath, "-out", certPath]);
  if (made.exitCode !== 0) throw new Error(made.stderr.toString());
  return { certPath, keyPath, pem: readFileSync(certPath, "utf8") };
}
