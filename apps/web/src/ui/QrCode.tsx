import "./qr-code.css";
import { useMemo } from "preact/hooks";
import { encode } from "uqr";

const quietModules = 4;

/** A code to scan, dark on white in every theme, with the quiet zone that cameras need. Never mirrored. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  const { size, path } = useMemo(() => drawModules(text), [text]);
  const extent = size + 2 * quietModules;
  return (
    <svg
      class="qr"
      viewBox={`${-quietModules} ${-quietModules} ${extent} ${extent}`}
      shape-rendering="crispEdges"
      role="img"
      aria-label={label}
    >
      <path class="qr-quiet" d={`M${-quietModules} ${-quietModules}h${extent}v${extent}h${-extent}z`} />
      <path class="qr-dark" d={path} />
    </svg>
  );
}

function drawModules(text: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const parts = data.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")));
  return { size, path: parts.join("") };
}
