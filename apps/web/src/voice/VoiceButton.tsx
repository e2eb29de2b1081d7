import type { Signal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { useAddFiles } from "../files/AttachButton.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { showToast } from "../ui/toasts.ts";
import { say } from "../words/words.ts";
import type { VoiceRecorder } from "./voice-recorder.ts";

interface Props {
  /** Filled while something is recorded. */
  readonly recorder: Signal<VoiceRecorder | null>;
}

/** Records a voice note here where the browser gives its microphone, with the device's own recorder elsewhere. */
export function VoiceButton({ recorder }: Props) {
  const add = useAddFiles();
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const { readRecording } = await import("./read-recording.ts");
    add([file], await readRecording(file));
  };
  const start = async () => {
    if (!canRecordHere()) {
      if (!window.matchMedia("(pointer: coarse)").matches)
        showToast({ tone: "ok", title: say("voice.noMicrophone"), body: say("voice.noMicrophoneBody") });
      input.current?.click();
      return;
    }
    try {
      const { VoiceRecorder } = await import("./voice-recorder.ts");
      recorder.value = await VoiceRecorder.start();
    } catch (error) {
      showToast({ tone: "bad", title: say("voice.refused"), body: say(whyRefused(error)) });
    }
  };
  return (
    <>
      <IconButton icon="mic" label={say("voice.record")} onClick={() => void start()} />
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        accept="audio/*"
        capture="user"
        aria-label={say("voice.choose")}
        onChange={({ currentTarget }) => {
          void take(currentTarget.files?.[0]);
          currentTarget.value = "";
        }}
      />
    </>
  );
}

/** Browsers give the microphone to secure pages only. */
function canRecordHere(): boolean {
  return "mediaDevices" in navigator && "MediaRecorder" in window;
}

function whyRefused(error: unknown) {
  const name = error instanceof DOMException ? error.name : "";
  return name === "NotFoundError" ? "voice.noneThere" : "voice.blocked";
}
