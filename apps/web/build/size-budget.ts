import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

type Bundle = Readonly<Record<string, Rolldown.OutputChunk | Rolldown.OutputAsset>>;

export interface Sizes {
  /** JavaScript needed until the first room is on screen, gzip bytes. */
  readonly firstView: number;
  readonly script: number;
  readonly style: number;
  readonly page: number;
}

/** Gzip bytes allowed (ui.md, performance budget). One KB is 1,024 bytes. */
export const budget: Sizes = { firstView: 90 * 1024, script: 180 * 1024, style: 20 * 1024, page: 5 * 1024 };

const labels: Readonly<Record<keyof Sizes, string>> = {
  firstView: "first view, JavaScript",
  script: "whole app, JavaScript",
  style: "whole app, CSS",
  page: "HTML",
};

const firstLanguage = /\/words\/en\.ts$/;
const anyLanguage = /\/words\/[a-z]{2}\.ts$/;

/** Chunks loaded on the way to the first room although nothing imports them statically. */
const firstViewModules = [
  firstLanguage,
  /\/timeline\/RoomView\.tsx$/,
  /\/markdown\/parse-markdown\.ts$/,
  /\/ui\/QrCode\.tsx$/,
];

/** Prints the gzip sizes of the built app and fails the build above the budget. */
export function enforceSizeBudget(): Plugin {
  return {
    name: "hearth-size-budget",
    apply: "build",
    writeBundle(_options, bundle) {
      const sizes = measureSizes(bundle);
      const lines = formatSizes(sizes);
      console.log(lines.join("\n"));
      const first = listFirstLanguages(bundle);
      if (first.length !== 1)
        this.error(`The first view holds ${first.length} languages: ${first.join(", ")}`);
      if (lines.some((line) => line.startsWith("OVER"))) this.error("The web app is over its size budget.");
    },
  };
}

export function measureSizes(bundle: Bundle): Sizes {
  const files = Object.values(bundle);
  const chunks = files.filter((file) => file.type === "chunk");
  const assets = files.filter((file) => file.type === "asset");
  const sum = (parts: readonly (string | Uint8Array)[]) =>
    parts.reduce((total, part) => total + gzipSync(part, { level: 9 }).length, 0);
  const assetsOf = (ending: string) =>
    assets.filter((asset) => asset.fileName.endsWith(ending)).map((asset) => asset.source);
  return {
    firstView: sum(listFirstView(chunks).map((chunk) => chunk.code)),
    script: sum(chunks.filter((chunk) => !isOtherLanguage(chunk)).map((chunk) => chunk.code)),
    style: sum(assetsOf(".css")),
    page: sum(assetsOf(".html")),
  };
}

function listFirstView(chunks: readonly Rolldown.OutputChunk[]): readonly Rolldown.OutputChunk[] {
  const byName = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const seen = new Set<Rolldown.OutputChunk>();
  const visit = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || seen.has(chunk)) return;
    seen.add(chunk);
    for (const name of chunk.imports) visit(byName.get(name));
  };
  for (const chunk of chunks) if (isFirstView(chunk)) visit(chunk);
  return [...seen];
}

/** Languages whose words are loaded before the first room is on screen; more than one is a mistake. */
export function listFirstLanguages(bundle: Bundle): readonly string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === "chunk");
  return listFirstView(chunks).flatMap((chunk) => chunk.moduleIds.filter((id) => anyLanguage.test(id)));
}

/** Everybody loads one language, whichever; the others are no part of the app that anyone gets. */
function isOtherLanguage(chunk: Rolldown.OutputChunk): boolean {
  return chunk.moduleIds.some((id) => anyLanguage.test(id) && !firstLanguage.test(id));
}

function isFirstView(chunk: Rolldown.OutputChunk): boolean {
  return chunk.isEntry || chunk.moduleIds.some((id) => firstViewModules.some((module) => module.test(id)));
}

export function formatSizes(sizes: Sizes): readonly string[] {
  return (Object.keys(labels) as (keyof Sizes)[]).map((key) => {
    const word = sizes[key] > budget[key] ? "OVER" : "  ok";
    return `${word}  ${labels[key].padEnd(24)} ${kilobytes(sizes[key])} of ${kilobytes(budget[key])} gzip`;
  });
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1).padStart(6)} KB`;
}
