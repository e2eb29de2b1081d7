import "./skeleton.css";
import { useEffect, useState } from "preact/hooks";

interface SkeletonProps {
  /** What is being loaded, for who does not see the grey lines. */
  readonly label: string;
  readonly rows?: number;
}

const delayMs = 300;

/** Grey lines in place of rows; only after 300 ms, so that what comes at once never flickers. */
export function Skeleton({ label, rows = 3 }: SkeletonProps) {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), delayMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isLate) return null;
  return (
    <div class="skel-rows" aria-busy="true">
      <span class="sr" role="status">
        {label}
      </span>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} class="skel-row" aria-hidden="true">
          <span class="skel skel-round" />
          <span class="skel-lines">
            <span class="skel skel-name" />
            <span class="skel skel-text" />
            {index % 2 === 0 && <span class="skel skel-rest" />}
          </span>
        </div>
      ))}
    </div>
  );
}
