import { useEffect, useRef } from "preact/hooks";

/** The field that is asked for has the focus; on phones only after a press, or the keyboard hides the page. */
export function useFirstFocus({ always = false }: { readonly always?: boolean } = {}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (always || window.matchMedia("(pointer: fine)").matches) input.current?.focus();
  }, [always]);
  return input;
}
