import { useRef, useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { formatNumber, say } from "../words/words.ts";
import { FileCard } from "./FileCard.tsx";
import { type FileProps, urlOf } from "./file-place.ts";
import { formatLength } from "./format-bytes.ts";
import "./players.css";

const speeds = [1, 1.5, 2] as const;
const flatWave = "3".repeat(32);

/** A recording with its loudness over time; heard at the speed one likes. */
export function VoiceNote({ attachment, place }: FileProps) {
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [heardMs, setHeardMs] = useState(0);
  const [speed, setSpeed] = useState<(typeof speeds)[number]>(1);
  const [isBroken, setBroken] = useState(false);
  const lengthMs = Math.max(1, attachment.durationMs ?? 1);
  if (isBroken) return <FileCard attachment={attachment} place={place} />;
  const { tabIndex } = place;
  const toggle = () =>
    void (isPlaying ? audio.current?.pause() : audio.current?.play().catch(() => setBroken(true)));
  const seek = (ms: number) => {
    if (audio.current) audio.current.currentTime = ms / 1_000;
    setHeardMs(ms);
  };
  const changeSpeed = () => {
    const next = speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1;
    setSpeed(next);
    if (audio.current) audio.current.playbackRate = next;
  };
  const length = formatLength(isPlaying || heardMs > 0 ? heardMs : lengthMs);
  return (
    <div class="voice">
      <audio
        ref={audio}
        preload="none"
        src={urlOf(place, attachment.file)}
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setHeardMs(0)}
        onTimeUpdate={({ currentTarget }) => setHeardMs(currentTarget.currentTime * 1_000)}
        onError={() => setBroken(true)}
      >
        <track kind="captions" />
      </audio>
      <IconButton
        icon={isPlaying ? "pause" : "play"}
        label={say(isPlaying ? "files.voicePause" : "files.voicePlay", { length: formatLength(lengthMs) })}
        tabIndex={tabIndex}
        onClick={toggle}
      />
      <div class="voice-wave">
        <Wave waveform={attachment.waveform ?? flatWave} heard={heardMs / lengthMs} />
        <input
          class="voice-seek"
          type="range"
          min={0}
          max={lengthMs}
          step={100}
          value={heardMs}
          tabIndex={tabIndex}
          aria-label={say("files.voicePlace")}
          aria-valuetext={formatLength(heardMs)}
          onInput={({ currentTarget }) => seek(Number(currentTarget.value))}
        />
      </div>
      <span class="xs muted">{length}</span>
      <SpeedButton speed={speed} onClick={changeSpeed} />
    </div>
  );
}

function SpeedButton({ speed, onClick }: { readonly speed: number; readonly onClick: () => void }) {
  const shown = formatNumber(speed);
  return (
    <Button size="compact" kind="ghost" label={say("files.voiceSpeed", { speed: shown })} onClick={onClick}>
      {shown}×
    </Button>
  );
}

function Wave({ waveform, heard }: { readonly waveform: string; readonly heard: number }) {
  const bars = [...waveform];
  return (
    <>
      {bars.map((bar, index) => (
        <i
          key={index}
          class={heard > index / bars.length ? "is-heard" : undefined}
          style={{ blockSize: `${4 + Number(bar) * 2.4}px` }}
        />
      ))}
    </>
  );
}
