import { useState } from "preact/hooks";
import { copyText } from "../ui/copy-text.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { say } from "../words/words.ts";

interface Props {
  readonly text: string;
  readonly tabIndex: number;
}

/** Code as it was typed, always left to right, in a scroller of its own, with a button that copies it. */
export function CodeBlock({ text, tabIndex }: Props) {
  const [isCopied, setCopied] = useState(false);
  const copy = () => void copyText(text).then(setCopied);
  return (
    // The button stands inside the scroller: with the focus on it, the arrow keys scroll the code.
    <div class="md-code" dir="ltr" onPointerLeave={() => setCopied(false)}>
      <pre>
        <code>{text}</code>
      </pre>
      <div class="md-copy">
        <IconButton
          icon={isCopied ? "check" : "copy"}
          label={say(isCopied ? "message.codeCopied" : "message.copyCode")}
          size="compact"
          tabIndex={tabIndex}
          onClick={copy}
        />
      </div>
    </div>
  );
}
