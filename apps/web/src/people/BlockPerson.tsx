import type { UserCard } from "@hearth/protocol";
import { useClient } from "../app/session.ts";
import { Confirm } from "../ui/Confirm.tsx";
import { say } from "../words/words.ts";

interface Props {
  readonly user: UserCard;
  readonly onClose: () => void;
}

/** Asks before one stops hearing from somebody, who is not told. */
export function BlockPerson({ user, onClose }: Props) {
  const client = useClient();
  const block = async () => {
    await client.ask({ type: "person.block", user: user.id });
  };
  return (
    <Confirm
      title={say("block.title", { name: user.name })}
      body={say("block.body")}
      keepLabel={say("action.cancel")}
      doLabel={say("block.do")}
      onDo={block}
      onClose={onClose}
    />
  );
}
