import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { formatLength } from "../files/format-bytes.ts";
import { placeOf } from "../files/open-parcels.ts";
import { addFiles } from "../files/parcels.ts";
import { useRoom } from "../timeline/room-context.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { say } from "../words/words.ts";
import type { VoiceRecorder } from "./voice-recorder.ts";
import "./recording-bar.css";

interface Props {
  readonly recorder: VoiceRecorder;
  /** Sends what lies beside the words, with them. */
  readonly onSend: () => void;
  /** It is over, sent or not. */
  readonly onEnd: () => void;
}

/** In place of the composer while something is recorded: how long, how loud, and what to do with it. */
export function RecordingBar({ recorder, onSend, onEnd }: Props) {
  const { client, room, threadRoot } = useRoom();
  const bar = useRef<HTMLDivElement>(null);
  const isDone = useRef(false);
  const latest = useRef(() => Promise.resolve());
  const keep = async () => {
    isDone.current = true;
    const recording = await recorder.end();
    if (recording)
      addFiles(
        client,
        { room: room.id, place: placeOf(room.id, threadRoot) },
        [recording.file],
        recording.note,
      );
  };
  latest.current = keep;
  const end = async (isSent: boolean) => {
    if (isDone.current) return;
    await keep();
    if (isSent) onSend();
    onEnd();
  };
  const throwAway = () => {
    isDone.current = true;
    recorder.throwAway();
    onEnd();
  };
  useEffect(() => {
    bar.current?.querySelector<HTMLElement>("[data-send] button")?.focus();
    // Whoever goes to another room finds it beside the words when they come back.
    return () => {
      if (!isDone.current) void latest.current();
    };
  }, []);
  const isPaused = recorder.phase.value === "paused";
  return (
    <div ref={bar} class="composer recording" role="group" aria-label={say("voice.recording")}>
      <IconButton icon="trash" label={say("voice.throwAway")} onClick={throwAway} />
      <span class={isPaused ? "recording-dot is-still" : "recording-dot"} />
      <span class="sr" role="status">
        {say(isPaused ? "voice.paused" : "voice.recording")}
      </span>
      <b class="recording-time">{formatLength(recorder.durationMs.value)}</b>
      <Levels recorder={recorder} />
      <IconButton
        icon={isPaused ? "mic" : "pause"}
        label={say(isPaused ? "voice.goOn" : "voice.pause")}
        onClick={() => (isPaused ? recorder.resume() : recorder.pause())}
      />
      <IconButton icon="check" label={say("voice.keep")} onClick={() => void end(false)} />
      <span data-send>
        <IconButton icon="send" iconFlips label={say("voice.send")} primary onClick={() => void end(true)} />
      </span>
    </div>
  );
}

const maxShown = 40;

/** The newest loudness stands at the end of the line. */
function Levels({ recorder }: { readonly recorder: VoiceRecorder }) {
  const place = useRef<HTMLSpanElement>(null);
  useSignalEffect(() => {
    const shown = recorder.levels.value.slice(-maxShown);
    const bars = place.current?.children ?? [];
    for (const [index, bar] of [...bars].entries()) {
      const level = shown[shown.length - maxShown + index] ?? 0;
      (bar as HTMLElement).style.blockSize = `${3 + Math.round(level * 23)}px`;
    }
  });
  return (
    <span ref={place} class="recording-levels" aria-hidden="true">
      {Array.from({ length: maxShown }, (_, index) => (
        <i key={index} />
      ))}
    </span>
  );
}
