/** Gives a command a tiny disk of its own at `folder`, in a mount namespace that ends with it. */
export function withTinyDisk(bytes: number): (folder: string) => string[] {
  const script = `mount -t tmpfs -o size=${bytes} tmpfs "$0" && exec "$@"`;
  const asRoot = process.getuid?.() === 0 ? "--mount" : "--map-root-user";
  return (folder) => ["unshare", asRoot, "--mount", "sh", "-c", script, folder];
}

/** Does this machine let a program mount something for itself? */
export function canMount(): boolean {
  if (process.platform !== "linux" || Bun.which("unshare") === null) return false;
  const command = [...withTinyDisk(1024 * 1024)("/mnt"), "true"];
  return Bun.spawnSync(command, { stdout: "ignore", stderr: "ignore" }).success;
}
