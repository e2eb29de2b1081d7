import { Icon } from "../ui/Icon.tsx";
import { say } from "../words/words.ts";
import "./drop-place.css";

/** Says where to let go, while files are dragged over the page. */
export function DropPlace({ count }: { readonly count: number }) {
  return (
    <div class="drop-place" role="status">
      <div class="drop-sheet">
        <b>
          <Icon name="upload" /> {say("files.letGo", { count })}
        </b>
        <span class="sm muted">{say("files.letGoHint")}</span>
      </div>
    </div>
  );
}
