import type { UserCard } from "@hearth/protocol";
import { useState } from "preact/hooks";
import { usePeople } from "../people/use-people.ts";
import type { Group, Option } from "../switcher/options.ts";
import { PaletteBody } from "../switcher/PaletteBody.tsx";
import { say } from "../words/words.ts";

/** Whose messages are looked for: the same field and list, with people. */
export function PersonChoice({ onChoose }: { readonly onChoose: (user: UserCard) => void }) {
  const [text, setText] = useState("");
  const pages = usePeople(text);
  const options = pages.items.map((user): Option => ({ kind: "author", key: user.id, user }));
  const groups: readonly Group[] = options.length > 0 ? [{ label: say("switcher.people"), options }] : [];
  return (
    <PaletteBody
      label={say("search.whose")}
      text={text}
      onText={setText}
      groups={groups}
      isLoading={pages.phase === "loading"}
      onOpen={(option) => option.kind === "author" && onChoose(option.user)}
    />
  );
}
