import { useState } from "preact/hooks";
import { say } from "../words/words.ts";
import { Button } from "./Button.tsx";
import { copyText } from "./copy-text.ts";

interface CopyButtonProps {
  readonly text: string;
  /** What is copied; "Copy" when it is plain from the place. */
  readonly label?: string;
}

/** Copies, and says so in the button itself. */
export function CopyButton({ text, label = say("action.copy") }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  return (
    <Button icon={isCopied ? "check" : "copy"} onClick={() => void copyText(text).then(setCopied)}>
      <span aria-live="polite">{isCopied ? say("action.copied") : label}</span>
    </Button>
  );
}
