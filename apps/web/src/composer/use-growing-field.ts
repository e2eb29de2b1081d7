import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

/** Lets a field be as high as its text; its style sets where it begins to scroll. */
export function useGrowingField(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.style.blockSize = "auto";
    // An empty field measures its placeholder, which may be longer than one line.
    element.style.blockSize = text === "" ? "" : `${element.scrollHeight}px`;
  }, [field, text]);
}
