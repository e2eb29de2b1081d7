import { QuoteLine } from "../messages/Quote.tsx";
import type { Composing } from "../timeline/open-room.ts";
import { Icon } from "../ui/Icon.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { say } from "../words/words.ts";

interface Props {
  readonly composing: Composing;
  readonly onCancel: () => void;
}

/** Above the field: which message is answered or changed, and the way out of that. */
export function ComposingBar({ composing, onCancel }: Props) {
  if (composing.kind === "new") return null;
  const isEdit = composing.kind === "edit";
  return (
    <div class="composing">
      <Icon name={isEdit ? "edit" : "reply"} size="small" flips={!isEdit} />
      <span class="composing-what">
        {isEdit ? <b>{say("composer.editing")}</b> : <QuoteLine message={composing.message} />}
      </span>
      <IconButton
        icon="x"
        size="compact"
        label={say(isEdit ? "composer.stopEditing" : "composer.stopReplying")}
        onClick={onCancel}
      />
    </div>
  );
}
