import { useRef } from "preact/hooks";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { say } from "../words/words.ts";
import { FileIcon } from "./FileIcon.tsx";
import { formatBytes, formatLength } from "./format-bytes.ts";
import type { ItemState, ParcelItem } from "./parcel-item.ts";
import { sayUploadFailure } from "./upload-failure.ts";
import "./file-card.css";

interface Props {
  readonly item: ParcelItem;
  /** Pictures ask what they show, until they leave. */
  readonly canDescribe: boolean;
  readonly onRemove: () => void;
}

/** One file on its way: how far it is, and what can be done. */
export function ItemCard({ item, canDescribe, onRemove }: Props) {
  const state = item.state.value;
  const { name } = item;
  const isFailed = state.phase === "failed";
  return (
    <div class={classes("file-card", isFailed && "file-card-failed")}>
      {item.preview.value ? (
        <img class="file-thumb" src={item.preview.value} alt="" />
      ) : (
        <FileIcon name={name} type={item.isVoice ? "audio/webm" : ""} />
      )}
      <div class="file-main">
        <div class="file-line">
          <bdi class="file-name">{item.isVoice ? say("files.voice") : name}</bdi>
          <Progress state={state} />
        </div>
        <Bar name={name} state={state} />
        {isFailed && (
          <p class="file-problem xs" role="alert">
            {sayUploadFailure(state.refusal, state.bytes)}
          </p>
        )}
        {canDescribe && item.isPicture && !isFailed && <AltField item={item} />}
      </div>
      {(isFailed || state.phase === "paused") && (
        <IconButton
          icon={isFailed ? "retry" : "play"}
          label={say(isFailed ? "files.tryAgain" : "files.resume", { name })}
          onClick={() => item.resume()}
        />
      )}
      {(state.phase === "sending" || state.phase === "waiting") && (
        <IconButton icon="pause" label={say("files.pause", { name })} onClick={() => item.pause()} />
      )}
      <IconButton icon="x" label={say("files.remove", { name })} onClick={onRemove} />
    </div>
  );
}

function AltField({ item }: { readonly item: ParcelItem }) {
  return (
    <div class="file-alt">
      <input
        aria-label={say("files.altLabel", { name: item.name })}
        dir="auto"
        maxLength={300}
        placeholder={say("files.altHint")}
        value={item.alt.value}
        onInput={({ currentTarget }) => {
          item.alt.value = currentTarget.value;
        }}
      />
    </div>
  );
}

function Bar({ name, state }: { readonly name: string; readonly state: ItemState }) {
  if (!("sentBytes" in state)) return null;
  const percent = state.bytes === 0 ? 100 : Math.floor((100 * state.sentBytes) / state.bytes);
  return (
    <div
      class="file-bar"
      role="progressbar"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-label={say("files.sendingName", { name })}
    >
      <div style={{ inlineSize: `${percent}%` }} />
    </div>
  );
}

/** "30 of 48 MB, 0:20 left" */
function Progress({ state }: { readonly state: ItemState }) {
  const left = useTimeLeft(state);
  return <span class="file-progress xs muted">{sayProgress(state, left)}</span>;
}

function sayProgress(state: ItemState, left: string | null): string {
  switch (state.phase) {
    case "preparing":
      return say("files.preparing");
    case "waiting":
      return say("files.waiting");
    case "paused":
      return say("files.paused", sizesOf(state));
    case "lost":
      return say("files.lost");
    case "sending":
      return left
        ? say("files.sendingLeft", { ...sizesOf(state), left })
        : say("files.sending", sizesOf(state));
    case "done":
      return formatBytes(state.bytes);
    case "failed":
      return "";
  }
}

function sizesOf({ sentBytes, bytes }: { readonly sentBytes: number; readonly bytes: number }) {
  return { sent: formatBytes(sentBytes), all: formatBytes(bytes) };
}

/** From how fast it went since it began; nothing in the first two seconds. */
function useTimeLeft(state: ItemState): string | null {
  const begun = useRef<{ readonly atMs: number; readonly bytes: number } | null>(null);
  if (state.phase !== "sending") {
    begun.current = null;
    return null;
  }
  const now = performance.now();
  begun.current ??= { atMs: now, bytes: state.sentBytes };
  const { atMs, bytes } = begun.current;
  const passedMs = now - atMs;
  const sent = state.sentBytes - bytes;
  if (passedMs < 2_000 || sent <= 0) return null;
  return formatLength(((state.bytes - state.sentBytes) / sent) * passedMs);
}
