import { Confirm } from "../ui/Confirm.tsx";
import { say } from "../words/words.ts";

interface UnknownCommandProps {
  readonly name: string;
  readonly onAnswer: (answer: "text" | "kept") => void;
  readonly onClose: () => void;
}

/** It may be a slip of the hand, or a text that begins with a slash. */
export function UnknownCommand({ name, onAnswer, onClose }: UnknownCommandProps) {
  return (
    <Confirm
      title={say("slash.unknown", { name })}
      body={say("slash.unknownBody")}
      keepLabel={say("slash.keepWriting")}
      doLabel={say("slash.sendText")}
      isDanger={false}
      onDo={async () => onAnswer("text")}
      onClose={() => {
        onAnswer("kept");
        onClose();
      }}
    />
  );
}
