import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const compressible = /\.(html|js|css|svg|json)$/;
/** Below this a compressed copy saves less than one packet. */
const minBytes = 1_024;

/** Writes `x.gz` and `x.br` beside each text file, so that a small host never compresses while serving. */
export function compressAssets(): Plugin {
  let outDir = "dist";
  return {
    name: "hearth-compress-assets",
    apply: "build",
    configResolved(config) {
      outDir = join(config.root, config.build.outDir);
    },
    async closeBundle() {
      const names = await readdir(outDir, { recursive: true });
      await Promise.all(
        names.filter((name) => compressible.test(name)).map((name) => compress(join(outDir, name))),
      );
    },
  };
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path);
  if (content.length < minBytes) return;
  const brotli = brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_SIZE_HINT]: content.length },
  });
  await Promise.all([
    writeFile(`${path}.gz`, gzipSync(content, { level: 9 })),
    writeFile(`${path}.br`, brotli),
  ]);
}
