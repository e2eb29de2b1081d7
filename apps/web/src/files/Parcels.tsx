import { useRoom } from "../timeline/room-context.ts";
import { Button } from "../ui/Button.tsx";
import { Switch } from "../ui/Switch.tsx";
import { say } from "../words/words.ts";
import { ItemCard } from "./ItemCard.tsx";
import { placeOf } from "./open-parcels.ts";
import { keepOriginals, keepsOriginals, type Parcel, parcels, removeItem } from "./parcels.ts";
import "./parcels.css";

/** Above the words: what is laid beside them, and what is on its way already. */
export function Parcels() {
  const { room, threadRoot } = useRoom();
  const mine = parcels.value.filter(({ place }) => place === placeOf(room.id, threadRoot));
  if (mine.length === 0) return null;
  return (
    <div class="parcels" role="group" aria-label={say("files.tray")}>
      {mine.map((parcel) => (
        <ParcelView key={parcel.key} parcel={parcel} />
      ))}
    </div>
  );
}

function ParcelView({ parcel }: { readonly parcel: Parcel }) {
  const { client } = useRoom();
  const isOpen = parcel.phase === "open";
  return (
    <section class="parcel">
      {!isOpen && <p class="xs muted">{say("files.leaving")}</p>}
      {parcel.words && (
        <p class="parcel-words" dir="auto">
          {parcel.words.text}
        </p>
      )}
      <ul class="parcel-items">
        {parcel.items.map((item) => (
          <li key={item.key}>
            <ItemCard item={item} canDescribe={isOpen} onRemove={() => removeItem(client, parcel, item)} />
          </li>
        ))}
      </ul>
      {isOpen && parcel.items.some(({ isPicture }) => isPicture) && <Originals parcel={parcel} />}
      {parcel.items.length > 1 && <AllButtons parcel={parcel} />}
    </section>
  );
}

function Originals({ parcel }: { readonly parcel: Parcel }) {
  const { client } = useRoom();
  return (
    <div class="parcel-originals">
      <Switch
        label={say("files.originals")}
        isOn={keepsOriginals.value}
        onChange={(isOn) => keepOriginals(client, parcel, isOn)}
      />
      <p class="xs muted">{say("files.originalsHint")}</p>
    </div>
  );
}

/** Pauses and goes on with all of them at once. */
function AllButtons({ parcel }: { readonly parcel: Parcel }) {
  const phases = parcel.items.map((item) => item.state.value.phase);
  const isAnyPaused = phases.includes("paused");
  if (!isAnyPaused && !phases.includes("sending") && !phases.includes("waiting")) return null;
  const act = () => {
    for (const item of parcel.items)
      if (item.state.peek().phase !== "done") item[isAnyPaused ? "resume" : "pause"]();
  };
  return (
    <Button size="compact" kind="ghost" icon={isAnyPaused ? "play" : "pause"} onClick={act}>
      {say(isAnyPaused ? "files.resumeAll" : "files.pauseAll")}
    </Button>
  );
}
