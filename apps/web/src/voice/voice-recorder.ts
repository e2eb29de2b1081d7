import { signal } from "@preact/signals";
import type { VoiceNote } from "../files/parcel-item.ts";
import { formatWaveform, measureLevel } from "./waveform.ts";

/** A recording as a file, with what a message says of it. */
export interface Recording {
  readonly file: File;
  readonly note: VoiceNote;
}

/** What plays on the oldest phones first. */
const kinds = [
  { type: "audio/mp4;codecs=mp4a.40.2", ending: "m4a" },
  { type: "audio/webm;codecs=opus", ending: "webm" },
  { type: "audio/ogg;codecs=opus", ending: "ogg" },
] as const;
const levelEveryMs = 100;
/** Longer ones are files. */
const maxMs = 15 * 60 * 1_000;

/** Takes down what the microphone hears, until it is ended or thrown away. */
export class VoiceRecorder {
  readonly phase = signal<"recording" | "paused" | "ended">("recording");
  readonly durationMs = signal(0);
  /** How loud it was, 0 to 1, the newest last; ten a second. */
  readonly levels = signal<readonly number[]>([]);
  readonly #stream: MediaStream;
  readonly #recorder: MediaRecorder;
  readonly #context = new AudioContext();
  readonly #ending: string;
  readonly #parts: Blob[] = [];
  readonly #stopTicks: () => void;
  #isThrownAway = false;

  /** Asks for the microphone; a pause that the browser makes is one like any other. */
  static async start(): Promise<VoiceRecorder> {
    const audio = { echoCancellation: true, noiseSuppression: true };
    return new VoiceRecorder(await navigator.mediaDevices.getUserMedia({ audio }));
  }

  private constructor(stream: MediaStream) {
    this.#stream = stream;
    const kind = kinds.find(({ type }) => MediaRecorder.isTypeSupported(type));
    this.#ending = kind?.ending ?? "webm";
    this.#recorder = new MediaRecorder(stream, {
      ...(kind && { mimeType: kind.type }),
      audioBitsPerSecond: 32_000,
    });
    this.#recorder.ondataavailable = ({ data }) => this.#parts.push(data);
    this.#recorder.start(1_000);
    this.#stopTicks = this.#watchLevels();
  }

  pause(): void {
    if (this.phase.peek() !== "recording") return;
    this.#recorder.pause();
    this.phase.value = "paused";
  }

  resume(): void {
    if (this.phase.peek() !== "paused") return;
    this.#recorder.resume();
    this.phase.value = "recording";
  }

  /** Ends it and gives it; null when nothing was recorded or it was thrown away. */
  async end(): Promise<Recording | null> {
    if (this.phase.peek() !== "ended") {
      this.phase.value = "ended";
      await this.#stop();
      this.#letGo();
    }
    const type = this.#recorder.mimeType.split(";")[0] ?? "";
    const blob = new Blob(this.#parts, { type });
    if (this.#isThrownAway || blob.size === 0) return null;
    const file = new File([blob], `voice.${this.#ending}`, { type, lastModified: Date.now() });
    const levels = this.levels.peek();
    const durationMs = Math.round(this.durationMs.peek());
    return { file, note: { durationMs, ...(levels.length > 0 && { waveform: formatWaveform(levels) }) } };
  }

  throwAway(): void {
    this.#isThrownAway = true;
    void this.end();
  }

  #watchLevels(): () => void {
    // Phones let it sleep until they are asked.
    void this.#context.resume();
    const analyser = this.#context.createAnalyser();
    analyser.fftSize = 4_096;
    this.#context.createMediaStreamSource(this.#stream).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    let lastMs = performance.now();
    const tick = () => {
      const now = performance.now();
      const passedMs = now - lastMs;
      lastMs = now;
      if (this.phase.peek() !== "recording") return;
      analyser.getFloatTimeDomainData(samples);
      const level = measureLevel(samples);
      // A page in the background is called once a second: the moments in between sounded like this one.
      const count = Math.max(1, Math.round(passedMs / levelEveryMs));
      this.levels.value = [...this.levels.peek(), ...Array.from({ length: count }, () => level)];
      this.durationMs.value += passedMs;
      if (this.durationMs.peek() >= maxMs) this.pause();
    };
    const timer = setInterval(tick, levelEveryMs);
    return () => clearInterval(timer);
  }

  /** A microphone that was unplugged stopped it already. */
  #stop(): Promise<void> {
    if (this.#recorder.state === "inactive") return Promise.resolve();
    return new Promise((resolve) => {
      this.#recorder.addEventListener("stop", () => resolve(), { once: true });
      this.#recorder.stop();
    });
  }

  #letGo(): void {
    this.#stopTicks();
    for (const track of this.#stream.getTracks()) track.stop();
    void this.#context.close();
  }
}
